package org.hedgerow.bench.child;

import java.util.concurrent.TimeUnit;

/** Does nothing but look at the clock: what it sees is what the machine does to any program. */
public final class IdleLoop {

    private IdleLoop() {}

    /**
     * Watches for a while.
     *
     * @param seconds for how long
     * @return the times from one look at the clock to the next
     */
    public static Latencies watch(final double seconds) {
        final Latencies gaps = new Latencies("idle loop");
        final long end = System.nanoTime() + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        long last = System.nanoTime();
        while (last < end) {
            final long now = System.nanoTime();
            gaps.record(now - last);
            last = now;
        }
        return gaps;
    }
}
