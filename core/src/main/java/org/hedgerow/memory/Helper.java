package org.hedgerow.memory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A thread beside those of the program, for what they would otherwise wait for. It backs memory before it is touched: a page
 * fault costs microseconds, and on a machine whose host has taken memory back, milliseconds. And it gives memory back that
 * nobody has needed for a while: see {@link Housekeeping}.
 *
 * <p>The thread is a daemon, starts when there is something to do, ends after a while without, and ends with its memory. Nobody
 * waits for it, and where the system has no thread to spare, as in a process at its map limit, nobody needs it. Thread-safe.
 *
 * <p>To wake it takes a system call, of whoever has something to do for it. Where there was something, there is soon more, such as
 * while a table moves: so it is alert for a while, in which it looks itself, often enough for requests that are made ahead of
 * need; then it rests until it is woken.
 */
final class Helper {

    /** What it does beside backing memory. */
    @FunctionalInterface
    interface Chore {

        /** Answered where nothing is left to do. */
        long DONE = Long.MAX_VALUE;

        /**
         * Does what is due, but not more than a piece. Not called by two threads at once.
         *
         * @return in how many nanoseconds there is more to do; {@link #DONE} if there is not
         */
        long doPiece();
    }

    /** It ends after so long without anything to do; and where no thread was to be had, it is not tried again before that. */
    static final long IDLE_NANOS = 5_000_000_000L;

    /** It looks at least that often whether there is something to do. */
    private static final long LOOK_NANOS = 1_000_000_000L;

    /** How long it is alert after it has done something. */
    private static final long ALERT_NANOS = 20_000_000;

    /** How often it looks meanwhile. */
    private static final long ALERT_LOOK_NANOS = 1_000_000;

    static {
        // Has the JDK's class initialized now: while the heap is full that fails, and then for good.
        LockSupport.unpark(null);
    }

    private final Chore chore;
    private final ThreadFactory threads;
    private final long idleNanos;
    /** Held by the thread that does its chore. */
    private final Object turn = new Object();

    private final Queue<Populating> requests = new ConcurrentLinkedQueue<>();

    private volatile @Nullable Thread thread;

    /** Whether there may be something to do that it does not know of. Those who say so then read whether it rests. */
    private volatile boolean called;

    /** Whether it is to be woken. It says so before it reads for the last time whether it was called. */
    private volatile boolean resting;

    private volatile boolean closed;

    /** Whether the last attempt to start it failed, and when that was. */
    private boolean refused;

    private long refusedNanos;

    Helper(final Chore chore) {
        this(chore, Helper::newThread, IDLE_NANOS);
    }

    /** Has another make its threads, which end after another time without anything to do. */
    Helper(final Chore chore, final ThreadFactory threads, final long idleNanos) {
        this.chore = chore;
        this.threads = threads;
        this.idleNanos = idleNanos;
    }

    /** A thread that keeps nothing alive of whoever happened to need it first. */
    private static Thread newThread(final Runnable work) {
        final Thread created = Thread.ofPlatform()
                .name("hedgerow-helper")
                .inheritInheritableThreadLocals(false)
                .unstarted(work);
        created.setContextClassLoader(null);
        return created;
    }

    /** Has a populating looked after, whose goal was raised; or given up, if there is no thread to be had. */
    void request(final Populating populating) {
        requests.add(populating);
        if (!call() && !start()) {
            giveUpRequests();
        }
    }

    /** Has it look for what there is to do, now if it rests, else soon; answers false if it does not run. */
    boolean call() {
        called = true;
        final Thread running = thread;
        if (running != null && resting) {
            LockSupport.unpark(running);
        }
        return running != null;
    }

    /** Whether it runs; starts it if it does not, so that it does its chore soon. */
    boolean isThere() {
        return thread != null || start();
    }

    /** Ends it. What it is doing at the moment ends with the present piece. */
    void close() {
        closed = true;
        final Thread running = thread;
        if (running != null) {
            LockSupport.unpark(running);
        }
    }

    private synchronized boolean start() {
        if (thread != null) {
            return true;
        }
        if (closed || (refused && System.nanoTime() - refusedNanos < idleNanos)) {
            return false;
        }
        try {
            final Thread created = threads.newThread(this::run);
            created.setDaemon(true);
            thread = created;
            created.start();
            refused = false;
        } catch (final OutOfMemoryError e) {
            // What the JVM throws where the system has no thread, or no mapping for its stack.
            refused = true;
            refusedNanos = System.nanoTime();
            thread = null;
            giveUpRequests();
        }
        return !refused;
    }

    private void giveUpRequests() {
        for (Populating next = requests.poll(); next != null; next = requests.poll()) {
            next.giveUp();
        }
    }

    private void run() {
        try {
            work();
        } finally {
            thread = null;
        }
        // Whoever still saw the thread has relied on it.
        if (!requests.isEmpty() || doPiece() != Chore.DONE) {
            start();
        }
    }

    /** Until there has been nothing to do for a while. */
    private void work() {
        long now = System.nanoTime();
        long idleSince = now;
        long alertSince = now - ALERT_NANOS;
        while (!closed && now - idleSince < idleNanos) {
            called = false;
            final boolean populated = populatePiece();
            final long wait = doPiece();
            // Whoever interrupts all threads of a group wakes this one, once: else it would not park any more.
            Thread.interrupted();
            if (requests.isEmpty()) {
                pause(wait, now - alertSince < ALERT_NANOS);
            }
            now = System.nanoTime();
            if (populated || wait != Chore.DONE) {
                idleSince = now;
            }
            if (populated || wait <= ALERT_LOOK_NANOS) {
                alertSince = now;
            }
        }
    }

    private void pause(final long nanos, final boolean alert) {
        if (alert) {
            LockSupport.parkNanos(this, Math.min(nanos, ALERT_LOOK_NANOS));
            return;
        }
        resting = true;
        if (!called) {
            LockSupport.parkNanos(this, Math.min(nanos, LOOK_NANOS));
        }
        resting = false;
    }

    /** One at a time: a thread that ends may still do a piece when the next one has begun. */
    private long doPiece() {
        synchronized (turn) {
            try {
                return chore.doPiece();
            } catch (final OutOfMemoryError e) {
                return LOOK_NANOS; // The heap is full at the moment.
            }
        }
    }

    /** Answers whether there was a request. */
    private boolean populatePiece() {
        final Populating first = requests.peek();
        if (first == null) {
            return false;
        }
        if (!first.doPiece()) {
            requests.poll();
        }
        return true;
    }
}
