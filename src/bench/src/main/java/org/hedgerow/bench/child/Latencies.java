package org.hedgerow.bench.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.hedgerow.bench.result.Curve;
import org.hedgerow.bench.result.Figure;

/** How long the operations of one phase took. For one thread. */
public final class Latencies {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(30);
    private static final int DIGITS = 3;
    private static final Map<Double, String> PERCENTILES =
            new TreeMap<>(Map.of(50.0, "p50", 99.0, "p99", 99.9, "p99.9", 99.99, "p99.99", 99.999, "p99.999"));

    private final String phase;
    private final Histogram histogram = new Histogram(HIGHEST_NANOS, DIGITS);

    /**
     * Begins a phase.
     *
     * @param phase its name in results
     */
    public Latencies(final String phase) {
        this.phase = phase;
    }

    /**
     * Adds an operation.
     *
     * @param nanos how long it took
     */
    public void record(final long nanos) {
        histogram.recordValue(Math.max(0, nanos));
    }

    /**
     * The percentiles, the maximum and the count.
     *
     * @return figures whose names begin with the phase
     */
    public List<Figure> figures() {
        final List<Figure> figures = new ArrayList<>();
        PERCENTILES.forEach((percentile, name) ->
                figures.add(new Figure(phase + " " + name, "ns", (double) histogram.getValueAtPercentile(percentile))));
        figures.add(new Figure(phase + " max", "ns", (double) histogram.getMaxValue()));
        figures.add(new Figure(phase + " count", "operations", (double) histogram.getTotalCount()));
        return figures;
    }

    /** The nanoseconds that one operation in so many exceeds. */
    Curve curve() {
        final List<Double> x = new ArrayList<>();
        final List<Double> y = new ArrayList<>();
        for (double oneIn = 2; oneIn <= histogram.getTotalCount(); oneIn *= 2) {
            x.add(oneIn);
            y.add(Math.max(1, (double) histogram.getValueAtPercentile(100.0 - 100.0 / oneIn)));
        }
        if (histogram.getTotalCount() > 1) {
            x.add((double) histogram.getTotalCount());
            y.add(Math.max(1, (double) histogram.getMaxValue()));
        }
        return new Curve(phase, "the worst of so many operations", "ns", x, y);
    }
}
