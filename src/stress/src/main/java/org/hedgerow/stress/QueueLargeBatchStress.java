package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.ONE_TO_ONE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** Whether a batch becomes visible as one to a consumer that has room for many, and asks the tail: what it has of 1, 2, and what is left. */
@Race(queues = ONE_TO_ONE)
@Outcome(
        id = {"0, 12", "12, 0"},
        expect = ACCEPTABLE,
        desc = "All of the batch, or none.")
@Outcome(expect = FORBIDDEN, desc = "A part of the batch, or what is none.")
abstract class QueueLargeBatchStress extends QueueRace {

    private static final int ROOM = 64;

    QueueLargeBatchStress(final QueueKind kind) {
        super(kind, 2);
    }

    @Actor
    void producer() {
        queue.offer(new long[] {1, 2}, 0, 2);
    }

    @Actor
    void consumer(final JJ_Result result) {
        result.r1 = pollBatch(ROOM);
    }

    @Arbiter
    void last(final JJ_Result result) {
        result.r2 = pollBatch(ROOM);
        giveBack();
    }
}
