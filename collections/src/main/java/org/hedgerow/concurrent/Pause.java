package org.hedgerow.concurrent;

import java.util.concurrent.locks.LockSupport;

/** What a thread does while it waits for another one that is in the middle of an operation: it spins, then it parks. */
final class Pause {

    private static final int SPINS = 200;
    private static final long PARK_NANOS = 20_000;

    private Pause() {}

    /** Waits a little, longer after many attempts. */
    static void after(final int attempts) {
        if (attempts < SPINS) {
            Thread.onSpinWait();
        } else {
            LockSupport.parkNanos(PARK_NANOS);
        }
    }
}
