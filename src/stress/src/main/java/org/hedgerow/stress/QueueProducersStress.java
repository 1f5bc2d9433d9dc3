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
import org.openjdk.jcstress.infra.results.J_Result;

/** Whether what two producers add at the same time is there, once, and in order. */
public final class QueueProducersStress {

    private QueueProducersStress() {}

    /** What may be in a queue to which two threads have added 1, 2 and 3, 4. */
    @Outcome(
            id = {"1234", "1324", "1342", "3124", "3142", "3412"},
            expect = ACCEPTABLE,
            desc = "All are there, those of a producer in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order.")
    interface Interleaved {}

    /** The same in batches. */
    @Outcome(
            id = {"1234", "3412"},
            expect = ACCEPTABLE,
            desc = "The elements of a batch lie side by side.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order.")
    interface Batches {}

    /** The same where there is room for two. */
    @Outcome(
            id = {"12", "13", "31", "34"},
            expect = ACCEPTABLE,
            desc = "As many as there is room for, those of a producer in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order.")
    interface Bounded {}

    abstract static class Sample {

        private final Pool<ConcurrentLongQueue> pool;
        private final ConcurrentLongQueue queue;

        Sample(final Pool<ConcurrentLongQueue> pool) {
            this.pool = pool;
            this.queue = pool.take();
        }

        final void offer(final long first, final long second) {
            queue.offer(first);
            queue.offer(second);
        }

        final void offerBatch(final long first, final long second) {
            queue.offer(new long[] {first, second}, 0, 2);
        }

        /** What is in the queue, as the digits of a number. */
        final void end(final J_Result result) {
            queue.drain(element -> result.r1 = 10 * result.r1 + element, Integer.MAX_VALUE);
            pool.giveBack(queue);
        }
    }

    /** From several threads to one. */
    @JCStressTest
    @JCStressMeta(Interleaved.class)
    @State
    public static class ManyToOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToOne(4);

        public ManyToOne() {
            super(QUEUES);
        }

        @Actor
        public void one() {
            offer(1, 2);
        }

        @Actor
        public void other() {
            offer(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            end(result);
        }
    }

    /** From several threads to one, in batches. */
    @JCStressTest
    @JCStressMeta(Batches.class)
    @State
    public static class ManyToOneInBatches extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToOne(4);

        public ManyToOneInBatches() {
            super(QUEUES);
        }

        @Actor
        public void one() {
            offerBatch(1, 2);
        }

        @Actor
        public void other() {
            offerBatch(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            end(result);
        }
    }

    /** From several threads to one, with room for two. */
    @JCStressTest
    @JCStressMeta(Bounded.class)
    @State
    public static class ManyToOneWithoutRoom extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToOne(2);

        public ManyToOneWithoutRoom() {
            super(QUEUES);
        }

        @Actor
        public void one() {
            offer(1, 2);
        }

        @Actor
        public void other() {
            offer(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            end(result);
        }
    }

    /** Between several threads. */
    @JCStressTest
    @JCStressMeta(Interleaved.class)
    @State
    public static class ManyToMany extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToMany(4);

        public ManyToMany() {
            super(QUEUES);
        }

        @Actor
        public void one() {
            offer(1, 2);
        }

        @Actor
        public void other() {
            offer(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            end(result);
        }
    }

    /** Between several threads, in batches. */
    @JCStressTest
    @JCStressMeta(Batches.class)
    @State
    public static class ManyToManyInBatches extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToMany(4);

        public ManyToManyInBatches() {
            super(QUEUES);
        }

        @Actor
        public void one() {
            offerBatch(1, 2);
        }

        @Actor
        public void other() {
            offerBatch(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            end(result);
        }
    }

    /** Between several threads, with room for two. */
    @JCStressTest
    @JCStressMeta(Bounded.class)
    @State
    public static class ManyToManyWithoutRoom extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToMany(2);

        public ManyToManyWithoutRoom() {
            super(QUEUES);
        }

        @Actor
        public void one() {
            offer(1, 2);
        }

        @Actor
        public void other() {
            offer(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            end(result);
        }
    }
}
