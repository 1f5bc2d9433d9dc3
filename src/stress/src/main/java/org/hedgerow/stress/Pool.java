package org.hedgerow.stress;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * What samples take and give back, since making and closing it takes a thousand times as long as a sample does. All that is
 * in it is alike, as jcstress runs each test in a JVM of its own.
 *
 * @param <T> what it is
 */
final class Pool<T> {

    private final Queue<T> idle = new ConcurrentLinkedQueue<>();

    T take(final Supplier<T> maker) {
        final T present = idle.poll();
        return present == null ? maker.get() : present;
    }

    void giveBack(final T taken) {
        idle.add(taken);
    }
}
