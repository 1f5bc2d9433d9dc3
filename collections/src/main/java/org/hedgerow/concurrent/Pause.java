package org.hedgerow.concurrent;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.hedgerow.memory.access.RawMemory;

/** What a thread does while it waits for another one that is in the middle of an operation: it spins, then it parks. */
final class Pause {

    /** How long to wait for what takes some nanoseconds unless its thread is held up. */
    static final long MAX_WAIT_NANOS = 1_000_000_000;

    private static final int SPINS = 200;
    private static final long PARK_NANOS = 20_000;

    private Pause() {}

    /** Waits for so many hints to the processor, which take about 25 ns each where this was measured. */
    static void spin(final int spins) {
        for (int i = 0; i < spins; i++) {
            Thread.onSpinWait();
        }
    }

    /** Waits for what takes some nanoseconds unless its thread is held up; answers false if it seems never to come. */
    static boolean until(final BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return true;
        }
        final long start = System.nanoTime();
        for (int attempts = 0; !condition.getAsBoolean(); attempts++) {
            if (System.nanoTime() - start > MAX_WAIT_NANOS) {
                return false;
            }
            after(attempts);
        }
        return true;
    }

    /** The same for an int to have a value; without an object, for those who must go on while the heap is full. */
    static boolean until(final long address, final int value) {
        if (RawMemory.getIntAcquire(address) == value) {
            return true;
        }
        final long start = System.nanoTime();
        for (int attempts = 0; RawMemory.getIntAcquire(address) != value; attempts++) {
            if (System.nanoTime() - start > MAX_WAIT_NANOS) {
                return false;
            }
            after(attempts);
        }
        return true;
    }

    /** Waits a little, longer after many attempts. */
    static void after(final int attempts) {
        if (attempts < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PARK_NANOS);
        }
    }
}
