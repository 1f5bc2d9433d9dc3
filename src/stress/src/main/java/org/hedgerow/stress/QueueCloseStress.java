package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.function.LongSupplier;
import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToManyConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneConcurrentLongQueue;
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Whether an operation on a queue that another thread closes is done, or its thread told. */
public final class QueueCloseStress {

    private QueueCloseStress() {}

    /** What an operation answers, and how many were counted. */
    @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Done before the queue was closed, and counted.")
    @Outcome(
            id = "-1, 0",
            expect = ACCEPTABLE,
            desc = "The thread was told that the queue is closed, and nothing was done.")
    @Outcome(expect = FORBIDDEN, desc = "What was done is not counted, or what was counted is not done.")
    interface Outcomes {}

    /** What a look answers. */
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Seen before the queue was closed.")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "The thread was told that the queue is closed.")
    @Outcome(expect = FORBIDDEN, desc = "The thread saw what is not there, or removed it.")
    interface Seen {}

    /** Of two that close. */
    @Outcome(
            id = {"1, -1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "One has closed it, the other was told so.")
    @Outcome(expect = FORBIDDEN, desc = "It was closed twice, or never.")
    interface ClosedOnce {}

    abstract static class Sample {

        private static final long TOLD = -1;

        private final ConcurrentLongQueue queue;

        Sample(final ConcurrentLongQueue queue) {
            this.queue = queue;
        }

        final long offer() {
            return answerOf(() -> queue.offer(1) ? 1 : 0);
        }

        final long offerBatch() {
            return answerOf(() -> queue.offer(new long[] {1}, 0, 1));
        }

        final long poll() {
            return answerOf(queue::poll);
        }

        final long peek() {
            return answerOf(queue::peek);
        }

        final long close() {
            return answerOf(() -> {
                queue.close();
                return 1;
            });
        }

        final long addedCount() {
            return queue.addedCount();
        }

        final long removedCount() {
            return queue.removedCount();
        }

        private static long answerOf(final LongSupplier operation) {
            try {
                return operation.getAsLong();
            } catch (final IllegalStateException e) {
                return TOLD;
            }
        }
    }

    /** With an element that was there before. */
    abstract static class Full extends Sample {

        Full(final ConcurrentLongQueue queue) {
            super(queue);
            queue.offer(1);
        }
    }

    /** From one thread to another: an element is added. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOneOffer extends Sample {

        public OneToOneOffer() {
            super(new OneToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
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

    /** From one thread to another: a batch is added. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOneOfferBatch extends Sample {

        public OneToOneOfferBatch() {
            super(new OneToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void producer(final JJ_Result result) {
            result.r1 = offerBatch();
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

    /** From one thread to another: an element is removed. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOnePoll extends Full {

        public OneToOnePoll() {
            super(new OneToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
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

    /** From one thread to another: an element is looked at. */
    @JCStressTest
    @JCStressMeta(Seen.class)
    @State
    public static class OneToOnePeek extends Full {

        public OneToOnePeek() {
            super(new OneToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = peek();
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

    /** From several threads to one: an element is added. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOneOffer extends Sample {

        public ManyToOneOffer() {
            super(new ManyToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
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

    /** From several threads to one: a batch is added. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOneOfferBatch extends Sample {

        public ManyToOneOfferBatch() {
            super(new ManyToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void producer(final JJ_Result result) {
            result.r1 = offerBatch();
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

    /** From several threads to one: an element is removed. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOnePoll extends Full {

        public ManyToOnePoll() {
            super(new ManyToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
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

    /** From several threads to one: an element is looked at. */
    @JCStressTest
    @JCStressMeta(Seen.class)
    @State
    public static class ManyToOnePeek extends Full {

        public ManyToOnePeek() {
            super(new ManyToOneConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = peek();
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

    /** Between several threads: an element is added. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToManyOffer extends Sample {

        public ManyToManyOffer() {
            super(new ManyToManyConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
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

    /** Between several threads: a batch is added. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToManyOfferBatch extends Sample {

        public ManyToManyOfferBatch() {
            super(new ManyToManyConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void producer(final JJ_Result result) {
            result.r1 = offerBatch();
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

    /** Between several threads: an element is removed. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToManyPoll extends Full {

        public ManyToManyPoll() {
            super(new ManyToManyConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
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

    /** Between several threads: an element is looked at. */
    @JCStressTest
    @JCStressMeta(Seen.class)
    @State
    public static class ManyToManyPeek extends Full {

        public ManyToManyPeek() {
            super(new ManyToManyConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = peek();
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

    /** Two close. */
    @JCStressTest
    @JCStressMeta(ClosedOnce.class)
    @State
    public static class Twice extends Sample {

        public Twice() {
            super(new ManyToManyConcurrentLongQueue(GuardedMemory.shared(), 1, Pool.NONE));
        }

        @Actor
        public void one(final JJ_Result result) {
            result.r1 = close();
        }

        @Actor
        public void other(final JJ_Result result) {
            result.r2 = close();
        }
    }
}
