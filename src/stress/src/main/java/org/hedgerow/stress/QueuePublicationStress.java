package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Whether a thread that removes an element sees what was written before it was added. */
public final class QueuePublicationStress {

    private QueuePublicationStress() {}

    /** What a consumer may find: the element, and the plain field. */
    @Outcome(
            id = {"0, 0", "0, 7"},
            expect = ACCEPTABLE,
            desc = "There was no element yet.")
    @Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "What came before the element is there.")
    @Outcome(expect = FORBIDDEN, desc = "The element overtook what came before it, or is torn.")
    interface Outcomes {}

    abstract static class Sample {

        private final Pool<ConcurrentLongQueue> pool;
        private final ConcurrentLongQueue queue;
        private long plain;

        Sample(final Pool<ConcurrentLongQueue> pool) {
            this.pool = pool;
            this.queue = pool.take();
        }

        final void publish() {
            plain = 7;
            queue.offer(1);
        }

        final void receive(final JJ_Result result) {
            result.r1 = queue.poll();
            result.r2 = plain;
        }

        final void end() {
            queue.poll();
            pool.giveBack(queue);
        }
    }

    /** From one thread to another. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.oneToOne(2);

        public OneToOne() {
            super(QUEUES);
        }

        @Actor
        public void producer() {
            publish();
        }

        @Actor
        public void consumer(final JJ_Result result) {
            receive(result);
        }

        @Arbiter
        public void last() {
            end();
        }
    }

    /** From several threads to one. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToOne(2);

        public ManyToOne() {
            super(QUEUES);
        }

        @Actor
        public void producer() {
            publish();
        }

        @Actor
        public void consumer(final JJ_Result result) {
            receive(result);
        }

        @Arbiter
        public void last() {
            end();
        }
    }

    /** Between several threads. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToMany extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToMany(2);

        public ManyToMany() {
            super(QUEUES);
        }

        @Actor
        public void producer() {
            publish();
        }

        @Actor
        public void consumer(final JJ_Result result) {
            receive(result);
        }

        @Arbiter
        public void last() {
            end();
        }
    }
}
