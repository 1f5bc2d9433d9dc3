package org.hedgerow.bench.plan;

import java.io.IOException;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.Subject;

/**
 * One thing to be measured, in a JVM of its own each time.
 *
 * @param subject what it is
 * @param what which of its figures, in a few words
 * @param seconds about how long it takes
 * @param measuring how it is measured
 */
public record Job(Subject subject, String what, double seconds, Measuring measuring) {

    /** Measures. */
    @FunctionalInterface
    public interface Measuring {

        /**
         * Runs a JVM to its end.
         *
         * @return what it found
         * @throws IOException if it found nothing
         * @throws InterruptedException if the caller is interrupted
         */
        Outcome run() throws IOException, InterruptedException;
    }
}
