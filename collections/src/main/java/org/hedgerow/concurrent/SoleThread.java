package org.hedgerow.concurrent;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that may take a part in a queue, ring buffer or broadcast, in the checked mode: the first one that does, until it has ended.
 * Without the checked mode nobody asks.
 */
final class SoleThread {

    private final String part;
    private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();

    SoleThread(final String part) {
        this.part = part;
    }

    /**
     * Checks that the present thread is the one.
     *
     * @throws IllegalStateException if another one is, and lives
     */
    void check() {
        final Thread present = Thread.currentThread();
        final Thread sole = thread.get();
        if (present.equals(sole)) {
            return;
        }
        if ((sole != null && sole.isAlive()) || !thread.compareAndSet(sole, present)) {
            throw new IllegalStateException("a second " + part + ", " + present + ", beside " + thread.get()
                    + ": this is made for one " + part + " at a time");
        }
    }
}
