package org.hedgerow.demo.report;

import static org.hedgerow.demo.report.Units.count;

import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.limit.MallocBlocks;
import org.hedgerow.demo.limit.PlainPages;
import org.hedgerow.demo.service.ServiceOutcome;

/** The outcomes in words. */
public final class Sentences {

    private Sentences() {}

    /**
     * Plain pages in words.
     *
     * @param outcome what was found
     * @return one line
     */
    public static String of(final PlainPages.Outcome outcome) {
        return count(outcome.mapped()) + " mapped one by one, every second one unmapped: " + count(outcome.failed())
                + " of " + count(outcome.tried()) + " unmappings failed";
    }

    /**
     * malloc and free in words.
     *
     * @param outcome what was found
     * @return one line
     */
    public static String of(final MallocBlocks.Outcome outcome) {
        return count(outcome.blocks()) + " blocks of 128 KiB, every second one freed: " + count(outcome.stillMapped())
                + " of " + count(outcome.freed()) + " are still mapped";
    }

    /**
     * Chunks in words.
     *
     * @param outcome what was found
     * @return one line
     */
    public static String of(final HedgerowChunks.Outcome outcome) {
        return count(outcome.mapped()) + " chunks mapped, all released while the process had "
                + count(outcome.mappingsAtLimit()) + " mappings: " + count(outcome.failed())
                + " unmappings failed, " + count(outcome.leftOver()) + " ranges are left over";
    }

    /**
     * A run of the service in words.
     *
     * @param outcome what was found
     * @return one line
     */
    public static String of(final ServiceOutcome outcome) {
        return "worst " + Units.nanos(outcome.worstNanos()) + ", p99.99 " + Units.nanos(outcome.nanosAt(0.9999))
                + ", resident " + Units.mebibytes(outcome.residentPeak()) + ", at the end "
                + Units.mebibytes(outcome.residentEnd());
    }
}
