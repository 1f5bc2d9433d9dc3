package org.hedgerow.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.result.Curve;
import org.hedgerow.harness.ProcessMemory;

/** Watches how much memory of this process is resident, from another thread, until it is closed. */
final class ResidentCurve implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 20;
    private static final int MOST_POINTS = 400;
    private static final double MEBIBYTE = 1 << 20;
    private static final double NANOS_PER_SECOND = 1e9;

    private final long startNanos = System.nanoTime();
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> mebibytes = new ArrayList<>();
    private final Thread watcher;

    ResidentCurve() {
        watcher = Thread.ofPlatform().daemon().name("resident memory").start(this::watch);
    }

    private void watch() {
        try {
            while (!Thread.interrupted()) {
                sample();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a sample now, and returns it in MiB. */
    synchronized double sample() {
        final double resident = ProcessMemory.residentBytes() / MEBIBYTE;
        seconds.add((System.nanoTime() - startNanos) / NANOS_PER_SECOND);
        mebibytes.add(resident);
        return resident;
    }

    /** The most that was ever seen, in MiB. */
    synchronized double peak() {
        return mebibytes.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }

    /** The curve, with as many points as a chart can show; of each stretch its highest, so that no peak is lost. */
    synchronized Curve curve() {
        final int step = Math.max(1, (seconds.size() + MOST_POINTS - 1) / MOST_POINTS);
        final List<Double> x = new ArrayList<>();
        final List<Double> y = new ArrayList<>();
        for (int from = 0; from < seconds.size(); from += step) {
            int highest = from;
            for (int i = from; i < Math.min(from + step, seconds.size()); i++) {
                highest = mebibytes.get(i) > mebibytes.get(highest) ? i : highest;
            }
            x.add(seconds.get(highest));
            y.add(mebibytes.get(highest));
        }
        return new Curve("resident memory", Curve.SECONDS, "MiB", x, y);
    }

    @Override
    public void close() {
        watcher.interrupt();
    }
}
