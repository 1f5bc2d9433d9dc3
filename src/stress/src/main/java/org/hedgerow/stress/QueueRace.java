package org.hedgerow.stress;

import org.hedgerow.concurrent.ConcurrentLongQueue;

/** A sample at a queue of a pool. Elements are digits. */
abstract class QueueRace {

    private static final Pool<ConcurrentLongQueue> QUEUES = new Pool<>();

    final ConcurrentLongQueue queue;

    QueueRace(final QueueKind kind, final long capacity) {
        this.queue = QUEUES.take(() -> kind.make(capacity));
    }

    /** Asks for a batch, of which two elements are there at the most, and answers them as a number; 0 if there were none. */
    final long pollBatch(final int asked) {
        final long[] batch = new long[asked];
        queue.poll(batch, 0, asked);
        return 10 * batch[0] + batch[1];
    }

    /** Leaves the queue empty. */
    final void giveBack() {
        queue.drain(element -> {});
        QUEUES.giveBack(queue);
    }
}
