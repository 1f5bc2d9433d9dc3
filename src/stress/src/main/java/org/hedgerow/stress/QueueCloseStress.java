package org.hedgerow.stress;

import static org.hedgerow.stress.QueueKind.MANY_TO_MANY;
import static org.hedgerow.stress.QueueKind.MANY_TO_ONE;
import static org.hedgerow.stress.QueueKind.MANY_TO_ONE_UNBOUNDED;
import static org.hedgerow.stress.QueueKind.ONE_TO_ONE;
import static org.hedgerow.stress.QueueKind.ONE_TO_ONE_UNBOUNDED;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.openjdk.jcstress.annotations.Outcome;

/** Whether an operation on a queue that another thread closes is done, and counted, or its thread told. */
@Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Done before the queue was closed, and counted.")
@Outcome(
        id = "-1, 0",
        expect = ACCEPTABLE,
        desc = "The thread was told that the queue is closed, and nothing was done.")
@Outcome(expect = FORBIDDEN, desc = "What was done is not counted, or what was counted is not done.")
abstract class QueueCloseStress extends CloseRace.Operation {

    final ConcurrentLongQueue queue;

    QueueCloseStress(final ConcurrentLongQueue queue) {
        super(queue);
        this.queue = queue;
    }

    /** An element is added. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    abstract static class Offer extends QueueCloseStress {

        Offer(final QueueKind kind) {
            super(kind.make(1));
        }

        @Override
        long operate() {
            return queue.offer(1) ? 1 : 0;
        }

        @Override
        long counted() {
            return queue.addedCount();
        }
    }

    /** A batch is added. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    abstract static class OfferBatch extends Offer {

        OfferBatch(final QueueKind kind) {
            super(kind);
        }

        @Override
        long operate() {
            return queue.offer(new long[] {1}, 0, 1);
        }
    }

    /** An element is removed. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    abstract static class Poll extends QueueCloseStress {

        Poll(final QueueKind kind) {
            super(kind.make(1));
            queue.offer(1);
        }

        @Override
        long operate() {
            return queue.poll();
        }

        @Override
        long counted() {
            return queue.removedCount();
        }
    }

    /** An element is looked at, and stays. */
    @Race(queues = {ONE_TO_ONE, MANY_TO_ONE, MANY_TO_MANY, ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED})
    @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Seen before the queue was closed.")
    @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "The thread was told that the queue is closed.")
    @Outcome(expect = FORBIDDEN, desc = "The thread saw what is not there, or removed it.")
    abstract static class Peek extends Poll {

        Peek(final QueueKind kind) {
            super(kind);
        }

        @Override
        long operate() {
            return queue.peek();
        }
    }

    /** Two close. */
    @Race(queues = MANY_TO_MANY)
    abstract static class Twice extends CloseRace.Twice {

        Twice(final QueueKind kind) {
            super(kind.make(1));
        }
    }
}
