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

/** Whether two consumers of a queue between many threads share its elements. */
public final class QueueConsumersStress {

    private QueueConsumersStress() {}

    /** What two consumers may have of 1, 2. */
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "Each has one of them.")
    @Outcome(expect = FORBIDDEN, desc = "An element is lost, doubled or torn.")
    interface OneEach {}

    /** What two consumers may have of 1. */
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One has it, and the other knows that there is none.")
    @Outcome(expect = FORBIDDEN, desc = "The element is lost, doubled or torn.")
    interface OneOfThem {}

    /** What two consumers may have of 1, 2, 3, 4 in batches of two. */
    @Outcome(
            id = {"12, 34", "34, 12"},
            expect = ACCEPTABLE,
            desc = "Each has two of them, side by side.")
    @Outcome(expect = FORBIDDEN, desc = "An element is lost, doubled, torn or out of order.")
    interface TwoEach {}

    /** What one may have of 1, 2 that another looks at. */
    @Outcome(
            id = {"1, 1", "1, 2"},
            expect = ACCEPTABLE,
            desc = "Who looks sees the oldest element of before or after.")
    @Outcome(expect = FORBIDDEN, desc = "Who looks sees what is not there.")
    interface Seen {}

    abstract static class Sample {

        private static final Pool<ConcurrentLongQueue> QUEUES = Pool.manyToMany(4);

        private final ConcurrentLongQueue queue = QUEUES.take();

        Sample(final int elements) {
            for (long element = 1; element <= elements; element++) {
                queue.offer(element);
            }
        }

        final long poll() {
            return queue.poll();
        }

        final long peek() {
            return queue.peek();
        }

        /** Two elements as the digits of a number. */
        final long pollBatch() {
            final long[] batch = new long[2];
            queue.poll(batch, 0, 2);
            return 10 * batch[0] + batch[1];
        }

        final void end() {
            queue.drain(element -> {}, Integer.MAX_VALUE);
            QUEUES.giveBack(queue);
        }
    }

    /** Two elements. */
    @JCStressTest
    @JCStressMeta(OneEach.class)
    @State
    public static class TwoElements extends Sample {

        public TwoElements() {
            super(2);
        }

        @Actor
        public void one(final JJ_Result result) {
            result.r1 = poll();
        }

        @Actor
        public void other(final JJ_Result result) {
            result.r2 = poll();
        }

        @Arbiter
        public void last() {
            end();
        }
    }

    /** One element. */
    @JCStressTest
    @JCStressMeta(OneOfThem.class)
    @State
    public static class OneElement extends Sample {

        public OneElement() {
            super(1);
        }

        @Actor
        public void one(final JJ_Result result) {
            result.r1 = poll();
        }

        @Actor
        public void other(final JJ_Result result) {
            result.r2 = poll();
        }

        @Arbiter
        public void last() {
            end();
        }
    }

    /** Batches. */
    @JCStressTest
    @JCStressMeta(TwoEach.class)
    @State
    public static class Batches extends Sample {

        public Batches() {
            super(4);
        }

        @Actor
        public void one(final JJ_Result result) {
            result.r1 = pollBatch();
        }

        @Actor
        public void other(final JJ_Result result) {
            result.r2 = pollBatch();
        }

        @Arbiter
        public void last() {
            end();
        }
    }

    /** One looks. */
    @JCStressTest
    @JCStressMeta(Seen.class)
    @State
    public static class Peek extends Sample {

        public Peek() {
            super(2);
        }

        @Actor
        public void one(final JJ_Result result) {
            result.r1 = poll();
        }

        @Actor
        public void other(final JJ_Result result) {
            result.r2 = peek();
        }

        @Arbiter
        public void last() {
            end();
        }
    }
}
