package org.hedgerow.demo.limit;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hedgerow.memory.os.Os;

/**
 * Another thread of the same process, which takes every mapping that it can get, so that the process is at its limit.
 *
 * <p>The pages that it maps have alternating protection: neighbours do not merge, and each counts. Its loop allocates
 * nothing on the Java heap.
 *
 * <p>The two threads take turns. They wait for one another by spinning for a moment, which is quick when each has a
 * processor, and then by parking, which is quick when they share one.
 */
final class MapHog {

    private static final int SPINS = 500;

    /** An alarm clock, for the case that the other thread has ended. */
    private static final long MOST_PARKED_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Os os;
    private final long[] pages;
    private final Thread owner = Thread.currentThread();
    private final Thread thread = new Thread(this::takeTurns, "map hog");
    private volatile long asked;
    private volatile long answered;
    private volatile boolean stopped;
    private int held;

    /**
     * Creates the thread.
     *
     * @param os the system
     * @param most how many pages it takes at most
     */
    MapHog(final Os os, final int most) {
        this.os = os;
        pages = new long[most];
        thread.setDaemon(true);
    }

    /** Starts the thread. */
    void start() {
        thread.start();
    }

    /**
     * Brings the process to its limit: returns when the kernel has refused the other thread a mapping, or when that
     * thread has as many as it may take.
     */
    void fillUp() {
        final long turn = asked + 1;
        asked = turn;
        LockSupport.unpark(thread);
        await(() -> answered == turn || !thread.isAlive());
        if (answered != turn) {
            throw new IllegalStateException("the thread that keeps the process at its limit has ended");
        }
    }

    private void takeTurns() {
        while (!stopped) {
            final long turn = asked;
            if (turn != answered) {
                takeAll();
                answered = turn;
                LockSupport.unpark(owner);
            }
            await(() -> asked != turn || stopped);
        }
        // Before this thread ends, for then the JVM changes the protection of its stack.
        giveUpAll();
    }

    private void takeAll() {
        while (held < pages.length) {
            final int protection = held % 2 == 0 ? Os.PROT_READ : Os.PROT_READ | Os.PROT_WRITE;
            final long address = Pages.mapOne(os, protection);
            if (address < 0) {
                return;
            }
            pages[held++] = address;
        }
    }

    private void giveUpAll() {
        for (int i = 0; i < held; i++) {
            os.munmap(pages[i], os.pageBytes());
        }
        held = 0;
    }

    private static void await(final BooleanSupplier condition) {
        for (int spins = 0; !condition.getAsBoolean(); spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(MOST_PARKED_NANOS);
            }
        }
    }

    /**
     * The pages held now. For the owner, while the thread waits for its turn or has ended.
     *
     * @return their addresses, in no order
     */
    long[] pages() {
        return Arrays.copyOf(pages, held);
    }

    /**
     * Ends the thread, which gives up its pages.
     *
     * @throws InterruptedException if the caller is interrupted
     */
    void stop() throws InterruptedException {
        stopped = true;
        LockSupport.unpark(thread);
        thread.join();
    }
}
