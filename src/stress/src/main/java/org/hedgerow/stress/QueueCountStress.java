package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.ONE_TO_ONE;
import static org.hedgerow.stress.QueueKind.ONE_TO_ONE_UNBOUNDED;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Whether the one consumer finds what the size counts, and what is left is counted. */
@Race(queues = {ONE_TO_ONE, ONE_TO_ONE_UNBOUNDED})
@Outcome(id = "0, 0, 1", expect = ACCEPTABLE, desc = "The element came later.")
@Outcome(id = "0, 5, 0", expect = ACCEPTABLE, desc = "The element came after the size was asked.")
@Outcome(id = "1, 5, 0", expect = ACCEPTABLE, desc = "The element is counted, and there.")
@Outcome(expect = FORBIDDEN, desc = "The element is counted and not there, or the other way round.")
abstract class QueueCountStress extends QueueRace {

    QueueCountStress(final QueueKind kind) {
        super(kind, 2);
    }

    @Actor
    void producer() {
        queue.offer(5);
    }

    @Actor
    void consumer(final JJJ_Result result) {
        result.r1 = queue.size();
        result.r2 = queue.poll();
    }

    @Arbiter
    void last(final JJJ_Result result) {
        result.r3 = queue.size();
        giveBack();
    }
}
