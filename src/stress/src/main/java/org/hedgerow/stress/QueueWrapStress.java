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
import org.openjdk.jcstress.infra.results.L_Result;

/** Whether a queue goes round its ring while both sides are at it: with room for two elements, or one. */
public final class QueueWrapStress {

    private QueueWrapStress() {}

    /** Whether what came out is what went in. */
    @Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out in their order.")
    @Outcome(id = "some", expect = ACCEPTABLE, desc = "There was no room for some; the others came out in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order: both sequences.")
    interface Outcomes {}

    abstract static class Sample {

        private static final int ATTEMPTS = 4;

        private final Pool<ConcurrentLongQueue> pool;
        private final ConcurrentLongQueue queue;
        /** Elements as the digits of a number. */
        private long added;

        private long removed;

        Sample(final Pool<ConcurrentLongQueue> pool) {
            this.pool = pool;
            this.queue = pool.take();
        }

        final void offer() {
            for (long element = 1; element <= ATTEMPTS; element++) {
                if (queue.offer(element)) {
                    added = 10 * added + element;
                }
            }
        }

        final void poll() {
            for (int i = 0; i < ATTEMPTS; i++) {
                final long element = queue.poll();
                if (element != Pool.NONE) {
                    removed = 10 * removed + element;
                }
            }
        }

        final String end() {
            poll();
            pool.giveBack(queue);
            if (added != removed) {
                return added + " and " + removed;
            }
            return added == 1234 ? "all" : "some";
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
        public void consumer() {
            poll();
        }

        @Arbiter
        public void last(final L_Result result) {
            result.r1 = end();
        }
    }

    /** From one thread to another, with room for one element. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOneWithRoomForOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.oneToOne(1);

        public OneToOneWithRoomForOne() {
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
        public void consumer() {
            poll();
        }

        @Arbiter
        public void last(final L_Result result) {
            result.r1 = end();
        }
    }

    /** From several threads to one, with room for one element. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOneWithRoomForOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToOne(1);

        public ManyToOneWithRoomForOne() {
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

    /** Between several threads, with room for one element. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToManyWithRoomForOne extends Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToMany(1);

        public ManyToManyWithRoomForOne() {
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
}
