package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.MANY_TO_ONE;
import static org.hedgerow.stress.QueueKind.MANY_TO_ONE_UNBOUNDED;
import static org.hedgerow.stress.QueueKind.ONE_TO_ONE;
import static org.hedgerow.stress.QueueKind.ONE_TO_ONE_UNBOUNDED;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Whether a batch becomes visible as one where there is one consumer: what it has of 1, 2, and what is left. */
@Outcome(
        id = {"0, 12", "12, 0"},
        expect = ACCEPTABLE,
        desc = "All of the batch, or none.")
@Outcome(expect = FORBIDDEN, desc = "A part of the batch, or what is none.")
abstract class QueueBatchStress extends QueueRace {

    private final int asked;

    QueueBatchStress(final QueueKind kind, final int asked) {
        super(kind, 2);
        this.asked = asked;
    }

    @Actor
    void producer() {
        queue.offer(new long[] {1, 2}, 0, 2);
    }

    @Actor
    void consumer(final JJ_Result result) {
        result.r1 = pollBatch(asked);
    }

    @Arbiter
    void last(final JJ_Result result) {
        result.r2 = pollBatch(asked);
        giveBack();
    }

    /** The consumer asks for as many. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    abstract static class AsksForTwo extends QueueBatchStress {

        AsksForTwo(final QueueKind kind) {
            super(kind, 2);
        }
    }

    /** It asks for many, for which it looks at the tail. */
    @Race(queues = ONE_TO_ONE)
    abstract static class AsksForMany extends QueueBatchStress {

        AsksForMany(final QueueKind kind) {
            super(kind, 64);
        }
    }
}
