package org.hedgerow.bench.queue;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Keeps a queue without a bound from growing as long as its producers are faster than its consumers: they ask for leave to
 * add so many elements at a time that it costs next to nothing for each.
 */
final class Window {

    /** How many elements a leave is for. */
    static final int LEAVE = 1_024;

    private final long limit;
    private final AtomicLong granted = new AtomicLong();
    private final AtomicLong removed = new AtomicLong();

    /** For so many elements at most, beside some that consumers have not told of yet. */
    Window(final long limit) {
        this.limit = limit;
    }

    /** Asks for leave to add {@link #LEAVE} elements. */
    boolean grant() {
        final long before = granted.get();
        return before + LEAVE - removed.get() <= limit && granted.compareAndSet(before, before + LEAVE);
    }

    /** Tells that so many were removed. */
    void removed(final int count) {
        removed.getAndAdd(count);
    }
}
