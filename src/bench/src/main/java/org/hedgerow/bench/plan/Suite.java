package org.hedgerow.bench.plan;

import java.util.List;
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
    PAUSES,
    /** What single operations cost on each of the other collections. */
    FAMILY,
    /** How many elements go from thread to thread, and how long they take. */
    QUEUES;

    /** The parts that are about the map from longs to longs. */
    public static final List<Suite> OF_THE_MAP = List.of(THROUGHPUT, LATENCY, MEMORY, PAUSES);

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
