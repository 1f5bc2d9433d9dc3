package org.hedgerow.bench.plan;

import java.util.Locale;

/** The parts of the benchmarks. */
public enum Suite {
    /** What single operations cost. */
    THROUGHPUT,
    /** How long the slowest of them take. */
    LATENCY,
    /** What memory a map takes. */
    MEMORY,
    /** How long the collector stops a service that holds a map. */
    PAUSES;

    /**
     * The name on the command line and in results.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The label: it is what the command line shows and takes. */
    @Override
    public String toString() {
        return label();
    }
}
