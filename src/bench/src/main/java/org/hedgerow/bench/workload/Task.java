package org.hedgerow.bench.workload;

import java.util.Locale;
import org.hedgerow.bench.child.Findings;

/** What a child JVM can measure. */
public enum Task {
    /** How long single operations take while the map grows, lives, falls, is cleared and closed. */
    LATENCY,
    /** How much memory is resident meanwhile. */
    MEMORY,
    /** How many bytes an entry takes, over all sizes. */
    DENSITY,
    /** How long the collector stops a service that holds the map. */
    PAUSES;

    /**
     * The name in results.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    Measuring measuring() {
        return switch (this) {
            case LATENCY -> new LatencyRun();
            case MEMORY -> new MemoryRun();
            case DENSITY -> new DensityRun();
            case PAUSES -> new PausesRun();
        };
    }

    /** Measures something. */
    @FunctionalInterface
    interface Measuring {

        /**
         * Does the work.
         *
         * @param workload how much of it, on which map
         * @param findings where the figures go
         * @throws Exception whatever ended it early
         */
        void run(Workload workload, Findings findings) throws Exception;
    }
}
