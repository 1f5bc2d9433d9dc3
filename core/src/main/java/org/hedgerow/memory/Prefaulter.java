package org.hedgerow.memory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Backs memory before it is touched, in a helper thread, so that its owner meets no page fault: each costs microseconds,
 * and on a machine whose host has taken memory back, milliseconds.
 *
 * <p>The thread is a daemon, starts with the first request, ends after a while without one, and ends with its memory.
 * Who requests never waits for it. Thread-safe.
 */
final class Prefaulter {

    private static final long IDLE_NANOS = 5_000_000_000L;

    private final Queue<Populating> requests = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread helper;
    private volatile boolean closed;

    /** Has a populating looked after, whose goal was raised. */
    void request(final Populating populating) {
        requests.add(populating);
        final Thread running = helper;
        if (running != null) {
            LockSupport.unpark(running);
        } else {
            start();
        }
    }

    /** Ends the helper. What it is doing at the moment ends with the present piece. */
    void close() {
        closed = true;
        requests.clear();
        final Thread running = helper;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    private synchronized void start() {
        if (helper == null && !closed) {
            final Thread thread = new Thread(this::run, "hedgerow-helper");
            thread.setDaemon(true);
            helper = thread;
            thread.start();
        }
    }

    private void run() {
        do {
            populateAll();
        } while (!endIfIdle());
    }

    private void populateAll() {
        for (Populating next = requests.poll(); next != null; next = requests.poll()) {
            while (!closed && next.doPiece()) {
                // The next piece.
            }
        }
    }

    private boolean endIfIdle() {
        final long sleptAt = System.nanoTime();
        while (!closed && requests.isEmpty()) {
            final long left = IDLE_NANOS - (System.nanoTime() - sleptAt);
            if (left <= 0) {
                break;
            }
            LockSupport.parkNanos(this, left);
        }
        if (!closed && !requests.isEmpty()) {
            return false;
        }
        helper = null;
        // A request that still saw the helper would be lost with it.
        if (!closed && !requests.isEmpty()) {
            start();
        }
        return true;
    }
}
