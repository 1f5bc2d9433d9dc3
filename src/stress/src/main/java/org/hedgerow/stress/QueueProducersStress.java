package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.MANY_TO_MANY;
import static org.hedgerow.stress.QueueKind.MANY_TO_ONE;
import static org.hedgerow.stress.QueueKind.MANY_TO_ONE_UNBOUNDED;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whether what two producers add at the same time is there, once, and in order: 1, 2 and 3, 4. */
abstract class QueueProducersStress extends QueueRace {

    QueueProducersStress(final QueueKind kind, final long capacity) {
        super(kind, capacity);
    }

    void offer(final long first, final long second) {
        queue.offer(first);
        queue.offer(second);
    }

    @Actor
    void one() {
        offer(1, 2);
    }

    @Actor
    void other() {
        offer(3, 4);
    }

    @Arbiter
    void last(final J_Result result) {
        queue.drain(element -> result.r1 = 10 * result.r1 + element);
        giveBack();
    }

    /** Element by element. */
    @Race(queues = {MANY_TO_ONE, MANY_TO_MANY, MANY_TO_ONE_UNBOUNDED})
    @Outcome(
            id = {"1234", "1324", "1342", "3124", "3142", "3412"},
            expect = ACCEPTABLE,
            desc = "All are there, those of a producer in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order.")
    abstract static class OneByOne extends QueueProducersStress {

        OneByOne(final QueueKind kind) {
            super(kind, 4);
        }
    }

    /** In batches. */
    @Race(queues = {MANY_TO_ONE, MANY_TO_MANY, MANY_TO_ONE_UNBOUNDED})
    @Outcome(
            id = {"1234", "3412"},
            expect = ACCEPTABLE,
            desc = "The elements of a batch lie side by side.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order.")
    abstract static class InBatches extends QueueProducersStress {

        InBatches(final QueueKind kind) {
            super(kind, 4);
        }

        @Override
        void offer(final long first, final long second) {
            queue.offer(new long[] {first, second}, 0, 2);
        }
    }

    /** With room for two. */
    @Race(queues = {MANY_TO_ONE, MANY_TO_MANY, MANY_TO_ONE_UNBOUNDED})
    @Outcome(
            id = {"12", "13", "31", "34"},
            expect = ACCEPTABLE,
            desc = "As many as there is room for, those of a producer in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order.")
    abstract static class WithoutRoom extends QueueProducersStress {

        WithoutRoom(final QueueKind kind) {
            super(kind, 2);
        }
    }
}
