package org.hedgerow.demo.service;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long operations took, by phase. */
final class Latencies {

    private static final long HIGHEST_NANOS = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 3;

    private final Map<Phase, Histogram> phases = new EnumMap<>(Phase.class);

    Latencies() {
        for (final Phase phase : Phase.values()) {
            phases.put(phase, newHistogram());
        }
    }

    Histogram of(final Phase phase) {
        final Histogram histogram = phases.get(phase);
        if (histogram == null) {
            throw new IllegalArgumentException(phase.name());
        }
        return histogram;
    }

    Histogram all() {
        final Histogram all = newHistogram();
        phases.values().forEach(all::add);
        return all;
    }

    private static Histogram newHistogram() {
        return new Histogram(HIGHEST_NANOS, DIGITS);
    }
}
