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
import org.openjdk.jcstress.infra.results.L_Result;

/** Whether a queue goes round its ring, and from chunk to chunk, while both sides are at it. */
@Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out in their order.")
@Outcome(id = "some", expect = ACCEPTABLE, desc = "There was no room for some; the others came out in their order.")
@Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order: both sequences.")
abstract class QueueWrapStress extends QueueRace {

    private final int attempts;
    private boolean refused;

    /** Elements as the digits of a number. */
    private long added;

    private long removed;

    QueueWrapStress(final QueueKind kind, final long capacity, final int attempts) {
        super(kind, capacity);
        this.attempts = attempts;
    }

    @Actor
    void producer() {
        for (int i = 0; i < attempts; i++) {
            final int element = 1 + i % 9;
            if (queue.offer(element)) {
                added = 10 * added + element;
            } else {
                refused = true;
            }
        }
    }

    @Actor
    void consumer() {
        for (int i = 0; i < attempts; i++) {
            final long element = queue.poll();
            if (element != QueueKind.NONE) {
                removed = 10 * removed + element;
            }
        }
    }

    @Arbiter
    void last(final L_Result result) {
        consumer();
        giveBack();
        if (added != removed) {
            result.r1 = added + " and " + removed;
        } else if (!String.valueOf(added).startsWith("1")) {
            // The queue was empty, so that the first one has room, unless an earlier race has left something there.
            result.r1 = "the first one refused, then " + added;
        } else {
            result.r1 = refused ? "some" : "all";
        }
    }

    /** With room for two elements. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    abstract static class RoomForTwo extends QueueWrapStress {

        RoomForTwo(final QueueKind kind) {
            super(kind, 2, 4);
        }
    }

    /** With room for one. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    abstract static class RoomForOne extends QueueWrapStress {

        RoomForOne(final QueueKind kind) {
            super(kind, 1, 4);
        }
    }

    /** Two chunks and some elements, as many as a number has digits; there is room for all. */
    @Race(queues = {ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    @Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn, refused or out of order: both sequences.")
    abstract static class Chunks extends QueueWrapStress {

        Chunks(final QueueKind kind) {
            super(kind, Long.MAX_VALUE, 18);
        }
    }
}
