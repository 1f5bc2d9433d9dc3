package org.hedgerow.memory.access;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class HandshakeTest {

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private static final int ROUNDS = 100;

    /** Passages before a gate is shut: enough for the compiler to have had its turn after some rounds. */
    private static final long PASSAGES = 2_000;

    private static final long PARK_NANOS = 10_000;

    /** What a thread passes through again and again, until another shuts it and pulls it down. */
    private static final class Gate {

        private static final int INSIDE = 16;
        private static final int PASSED = 48;

        private final long[] counters = new long[64];
        private volatile boolean shut;
        private volatile boolean pulledDown;

        /** Passes until the gate is shut; answers whether it was pulled down with the thread inside. */
        private boolean passUntilShut() {
            boolean caught = false;
            long passed = 0;
            while (true) {
                LONGS.setRelease(counters, INSIDE, 1);
                if (shut) {
                    LONGS.setRelease(counters, INSIDE, 0);
                    return caught;
                }
                caught |= pulledDown;
                LONGS.setRelease(counters, INSIDE, 0);
                LONGS.setRelease(counters, PASSED, ++passed);
            }
        }

        private void shutAndPullDown() {
            while ((long) LONGS.getAcquire(counters, PASSED) < PASSAGES) {
                LockSupport.parkNanos(PARK_NANOS);
            }
            shut = true;
            Handshake.withAllThreads();
            while ((long) LONGS.getAcquire(counters, INSIDE) != 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
            pulledDown = true;
        }
    }

    private volatile Gate gate = new Gate();
    private volatile boolean ended;
    private volatile boolean caught;

    @Test
    void whoIsInsideIsSeenAndWhoIsNotStaysOutside() throws InterruptedException {
        final Thread passer = Thread.ofPlatform().start(() -> {
            while (!ended) {
                caught |= gate.passUntilShut();
            }
        });
        for (int round = 0; round < ROUNDS; round++) {
            final Gate present = gate;
            present.shutAndPullDown();
            gate = new Gate();
        }
        ended = true;
        gate.shut = true;
        passer.join();
        assertFalse(caught, "a gate was pulled down with a thread inside");
    }
}
