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

/** Whether a batch becomes visible as one where there is one consumer. */
public final class QueueBatchStress {

    private QueueBatchStress() {}

    /** What a consumer may have of 1, 2, and what is left. */
    @Outcome(
            id = {"0, 12", "12, 0"},
            expect = ACCEPTABLE,
            desc = "All of the batch, or none.")
    @Outcome(expect = FORBIDDEN, desc = "A part of the batch, or what is none.")
    interface Outcomes {}

    abstract static class Sample {

        private final Pool<ConcurrentLongQueue> pool;
        private final ConcurrentLongQueue queue;

        Sample(final Pool<ConcurrentLongQueue> pool) {
            this.pool = pool;
            this.queue = pool.take();
        }

        final void offer() {
            queue.offer(new long[] {1, 2}, 0, 2);
        }

        /** Two elements as the digits of a number. */
        final long poll() {
            final long[] batch = new long[2];
            queue.poll(batch, 0, 2);
            return 10 * batch[0] + batch[1];
        }

        final void end() {
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
            offer();
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = poll();
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = poll();
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
            offer();
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = poll();
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = poll();
            end();
        }
    }
}
