package org.hedgerow.bench.workload;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.child.Latencies;

/**
 * Operations that arrive at a fixed rate, whether or not the one before is done: what is recorded is the time from the
 * arrival to the answer. An operation that waited for a slow one is slow as well, so nothing is omitted.
 */
final class Arrivals {

    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private Arrivals() {}

    /**
     * Serves operations for a while.
     *
     * @param ratePerSecond how many arrive in a second
     * @param seconds for how long
     * @param operation one operation
     * @param response from the arrival to the answer
     * @param service from the beginning of the operation to the answer
     */
    static void serve(
            final long ratePerSecond,
            final double seconds,
            final Runnable operation,
            final Latencies response,
            final Latencies service) {
        final long operations = (long) (ratePerSecond * seconds);
        final long start = System.nanoTime();
        for (long i = 0; i < operations; i++) {
            final long arrival = start + (long) (i * NANOS_PER_SECOND / ratePerSecond);
            long begin = System.nanoTime();
            while (begin < arrival) {
                Thread.onSpinWait();
                begin = System.nanoTime();
            }
            operation.run();
            final long end = System.nanoTime();
            response.record(end - arrival);
            service.record(end - begin);
        }
    }
}
