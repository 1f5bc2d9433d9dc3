package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.MANY_TO_MANY;
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

/** Whether a thread that removes an element sees what was written before it was added. */
@Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
@Outcome(
        id = {"0, 0", "0, 7"},
        expect = ACCEPTABLE,
        desc = "There was no element yet.")
@Outcome(id = "1, 7", expect = ACCEPTABLE, desc = "What came before the element is there.")
@Outcome(expect = FORBIDDEN, desc = "The element overtook what came before it, or is torn.")
abstract class QueuePublicationStress extends QueueRace {

    private long plain;

    QueuePublicationStress(final QueueKind kind) {
        super(kind, 2);
    }

    @Actor
    void producer() {
        plain = 7;
        queue.offer(1);
    }

    @Actor
    void consumer(final JJ_Result result) {
        result.r1 = queue.poll();
        result.r2 = plain;
    }

    @Arbiter
    void last() {
        giveBack();
    }
}
