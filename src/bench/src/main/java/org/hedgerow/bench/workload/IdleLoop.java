package org.hedgerow.bench.workload;

import java.util.concurrent.TimeUnit;

/** Does nothing but look at the clock: what it sees is what the machine does to any program. */
final class IdleLoop {

    private IdleLoop() {}

    static Latencies watch(final double seconds) {
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
