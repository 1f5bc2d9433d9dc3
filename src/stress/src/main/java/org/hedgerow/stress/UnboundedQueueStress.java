package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneUnboundedLongQueue;
import org.hedgerow.concurrent.OneToOneUnboundedLongQueue;
import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whether chunks of an unbounded queue come and go while both sides are at it, and it is closed. */
public final class UnboundedQueueStress {

    private UnboundedQueueStress() {}

    /** Whether what came out is what went in. */
    @Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out in their order.")
    @Outcome(
            expect = FORBIDDEN,
            desc = "Something is lost, doubled, torn, refused or out of order: how many went in, and came out.")
    interface Outcomes {}

    abstract static class Sample {

        /** Three chunks and a half of elements. */
        private static final int ELEMENTS = 28;

        static final int CHUNK_BYTES = 64;

        private final ConcurrentLongQueue queue;
        private final Pool<ConcurrentLongQueue> pool;
        private long added;
        private long removed;
        private boolean disordered;

        Sample(final Pool<ConcurrentLongQueue> pool) {
            this.pool = pool;
            this.queue = pool.take();
        }

        final void offer() {
            for (long element = 1; element <= ELEMENTS; element++) {
                added += queue.offer(element) ? 1 : 0;
            }
        }

        final void poll() {
            for (int i = 0; i < ELEMENTS; i++) {
                final long element = queue.poll();
                if (element != Pool.NONE) {
                    removed++;
                    disordered |= element != removed;
                }
            }
        }

        final String end() {
            poll();
            pool.giveBack(queue);
            return added == ELEMENTS && removed == ELEMENTS && !disordered
                    ? "all"
                    : added + " and " + removed + (disordered ? ", out of order" : "");
        }
    }

    /** From one thread to another. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = new Pool<>(
                () -> new OneToOneUnboundedLongQueue(GuardedMemory.shared(), Long.MAX_VALUE, CHUNK_BYTES, Pool.NONE));

        public OneToOne() {
            super(QUEUES);
        }

        @Actor
        public void producer() {
            offer();
        }

        @Actor
        public void consumer() {
            poll();
        }

        @Arbiter
        public void last(final L_Result result) {
            result.r1 = end();
        }
    }

    /** From one thread to another: an element is added to a queue that is closed. */
    @JCStressTest
    @JCStressMeta(QueueCloseStress.Outcomes.class)
    @State
    public static class OneToOneCloseAgainstOffer extends QueueCloseStress.Sample {

        public OneToOneCloseAgainstOffer() {
            super(new OneToOneUnboundedLongQueue(
                    GuardedMemory.shared(), Long.MAX_VALUE, Sample.CHUNK_BYTES, Pool.NONE));
        }

        @Actor
        public void producer(final JJ_Result result) {
            result.r1 = offer();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = addedCount();
        }
    }

    /** From one thread to another: an element is removed from a queue that is closed. */
    @JCStressTest
    @JCStressMeta(QueueCloseStress.Outcomes.class)
    @State
    public static class OneToOneCloseAgainstPoll extends QueueCloseStress.Full {

        public OneToOneCloseAgainstPoll() {
            super(new OneToOneUnboundedLongQueue(
                    GuardedMemory.shared(), Long.MAX_VALUE, Sample.CHUNK_BYTES, Pool.NONE));
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = poll();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = removedCount();
        }
    }

    /** From several threads to one. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = new Pool<>(
                () -> new ManyToOneUnboundedLongQueue(GuardedMemory.shared(), Long.MAX_VALUE, CHUNK_BYTES, Pool.NONE));

        public ManyToOne() {
            super(QUEUES);
        }

        @Actor
        public void producer() {
            offer();
        }

        @Actor
        public void consumer() {
            poll();
        }

        @Arbiter
        public void last(final L_Result result) {
            result.r1 = end();
        }
    }

    /** From several threads to one: an element is added to a queue that is closed. */
    @JCStressTest
    @JCStressMeta(QueueCloseStress.Outcomes.class)
    @State
    public static class ManyToOneCloseAgainstOffer extends QueueCloseStress.Sample {

        public ManyToOneCloseAgainstOffer() {
            super(new ManyToOneUnboundedLongQueue(
                    GuardedMemory.shared(), Long.MAX_VALUE, Sample.CHUNK_BYTES, Pool.NONE));
        }

        @Actor
        public void producer(final JJ_Result result) {
            result.r1 = offer();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = addedCount();
        }
    }

    /** From several threads to one: an element is removed from a queue that is closed. */
    @JCStressTest
    @JCStressMeta(QueueCloseStress.Outcomes.class)
    @State
    public static class ManyToOneCloseAgainstPoll extends QueueCloseStress.Full {

        public ManyToOneCloseAgainstPoll() {
            super(new ManyToOneUnboundedLongQueue(
                    GuardedMemory.shared(), Long.MAX_VALUE, Sample.CHUNK_BYTES, Pool.NONE));
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = poll();
        }

        @Actor
        public void closer() {
            close();
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = removedCount();
        }
    }
}
