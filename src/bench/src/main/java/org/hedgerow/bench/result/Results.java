package org.hedgerow.bench.result;

import java.util.List;

/**
 * All that one call of the benchmarks found: what a file of results holds.
 *
 * @param date when it began
 * @param arguments the arguments of the command
 * @param machine where it ran
 * @param measurements the figures
 * @param runs what the runs were made with: one for each subject
 * @param curves the curves of the first run of each subject
 * @param failures the runs that came to no result
 */
public record Results(
        String date,
        List<String> arguments,
        Machine machine,
        List<Measurement> measurements,
        List<Run> runs,
        List<SubjectCurve> curves,
        List<Failure> failures) {

    /**
     * What the runs of a subject were made with.
     *
     * @param subject the subject
     * @param info the description
     */
    public record Run(Subject subject, RunInfo info) {}

    /**
     * A curve, and what it is of.
     *
     * @param subject the subject
     * @param curve the curve
     */
    public record SubjectCurve(Subject subject, Curve curve) {}

    /**
     * A run without a result.
     *
     * @param subject what should have been measured
     * @param account what happened instead
     */
    public record Failure(Subject subject, String account) {}
}
