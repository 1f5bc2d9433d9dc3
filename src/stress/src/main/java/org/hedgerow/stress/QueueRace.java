package org.hedgerow.stress;

import org.hedgerow.concurrent.ConcurrentLongQueue;

/** A sample at a queue of a pool. Elements are digits. */
abstract class QueueRace {

    private static final Pool<ConcurrentLongQueue> QUEUES = new Pool<>();

    final ConcurrentLongQueue queue;

    QueueRace(final QueueKind kind, final long capacity) {
        this.queue = QUEUES.take(() -> kind.make(capacity));
    }

    /** Removes a batch of at most two elements, and answers them as a number; 0 if there were none. */
    final long pollBatch() {
        return pollBatch(2);
    }

    /** The same of what is two elements at the most, with room for more. */
    final long pollBatch(final int room) {
        final long[] batch = new long[room];
        queue.poll(batch, 0, room);
        return 10 * batch[0] + batch[1];
    }

    /** Leaves the queue empty. */
    final void giveBack() {
        queue.drain(element -> {});
        QUEUES.giveBack(queue);
    }
}
