package org.hedgerow.bench.queue;

import org.hedgerow.concurrent.ConcurrentLongQueue;

/** One of ours. */
record HedgerowPipe(ConcurrentLongQueue queue) implements LongPipe {

    @Override
    public boolean offer(final long element) {
        return queue.offer(element);
    }

    @Override
    public long poll() {
        return queue.poll();
    }

    @Override
    public int offer(final long[] elements, final int offset, final int length) {
        return queue.offer(elements, offset, length);
    }

    @Override
    public int poll(final long[] elements, final int offset, final int length) {
        return queue.poll(elements, offset, length);
    }

    @Override
    public void close() {
        queue.close();
    }
}
