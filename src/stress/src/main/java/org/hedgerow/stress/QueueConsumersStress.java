package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.MANY_TO_MANY;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Whether two consumers of a queue share its elements: 1, 2 and so on. */
abstract class QueueConsumersStress extends QueueRace {

    QueueConsumersStress(final QueueKind kind, final int elements) {
        super(kind, 4);
        for (long element = 1; element <= elements; element++) {
            queue.offer(element);
        }
    }

    /** What each of them does. */
    long consume() {
        return queue.poll();
    }

    @Actor
    void one(final JJ_Result result) {
        result.r1 = consume();
    }

    @Actor
    void other(final JJ_Result result) {
        result.r2 = consume();
    }

    @Arbiter
    void last() {
        giveBack();
    }

    /** Two elements. */
    @Race(queues = MANY_TO_MANY)
    @Outcome(
            id = {"1, 2", "2, 1"},
            expect = ACCEPTABLE,
            desc = "Each has one of them.")
    @Outcome(expect = FORBIDDEN, desc = "An element is lost, doubled or torn.")
    abstract static class TwoElements extends QueueConsumersStress {

        TwoElements(final QueueKind kind) {
            super(kind, 2);
        }
    }

    /** One element. */
    @Race(queues = MANY_TO_MANY)
    @Outcome(
            id = {"1, 0", "0, 1"},
            expect = ACCEPTABLE,
            desc = "One has it, and the other knows that there is none.")
    @Outcome(expect = FORBIDDEN, desc = "The element is lost, doubled or torn.")
    abstract static class OneElement extends QueueConsumersStress {

        OneElement(final QueueKind kind) {
            super(kind, 1);
        }
    }

    /** Four elements, in batches of two. */
    @Race(queues = MANY_TO_MANY)
    @Outcome(
            id = {"12, 34", "34, 12"},
            expect = ACCEPTABLE,
            desc = "Each has two of them, side by side.")
    @Outcome(expect = FORBIDDEN, desc = "An element is lost, doubled, torn or out of order.")
    abstract static class Batches extends QueueConsumersStress {

        Batches(final QueueKind kind) {
            super(kind, 4);
        }

        @Override
        long consume() {
            return pollBatch(2);
        }
    }

    /** One of them only looks. */
    @Race(queues = MANY_TO_MANY)
    @Outcome(
            id = {"1, 1", "1, 2"},
            expect = ACCEPTABLE,
            desc = "Who looks sees the oldest element of before or after.")
    @Outcome(expect = FORBIDDEN, desc = "Who looks sees what is not there.")
    abstract static class Peek extends QueueConsumersStress {

        Peek(final QueueKind kind) {
            super(kind, 2);
        }

        @Override
        void other(final JJ_Result result) {
            result.r2 = queue.peek();
        }
    }
}
