package org.hedgerow.memory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Makes the system calls that owners of blocks need not make themselves, in a thread of its own: it backs memory before it
 * is touched, so that its owner meets no page fault: each costs microseconds, and on a machine whose host has taken memory
 * back, milliseconds.
 *
 * <p>The thread is a daemon, starts with the first request, ends after a while without one, and ends with its memory.
 * Who requests never waits for it. Thread-safe.
 */
final class Helper {

    /** What is done in pieces of bounded cost. */
    interface Task {

        /**
         * Does the next piece.
         *
         * @return true if there is more to do
         */
        boolean doPiece();
    }

    private static final long IDLE_NANOS = 5_000_000_000L;

    private final Queue<Task> requests = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread helper;
    private volatile boolean closed;

    /** Has something done; what was requested before is done first. */
    void request(final Task task) {
        requests.add(task);
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
            doAll();
        } while (!endIfIdle());
    }

    private void doAll() {
        for (Task next = requests.poll(); next != null; next = requests.poll()) {
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
