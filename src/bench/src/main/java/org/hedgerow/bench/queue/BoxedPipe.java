package org.hedgerow.bench.queue;

import java.util.Queue;

/** A queue of objects: Agrona's, JCTools' and the JDK's. */
record BoxedPipe(Queue<Long> queue) implements LongPipe {

    @Override
    public boolean offer(final long element) {
        return queue.offer(element);
    }

    @Override
    public long poll() {
        final Long element = queue.poll();
        return element == null ? NONE : element;
    }
}
