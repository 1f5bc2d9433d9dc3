package org.hedgerow.demo.service;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.demo.child.Findings;
import org.hedgerow.harness.GcPauses;

/**
 * What one run of the service found.
 *
 * @param operations how many operations there were
 * @param curve their latency by quantile, ascending, with the worst operation last
 * @param worst the worst operation of each phase, in nanoseconds
 * @param phaseEndMillis when each phase ended
 * @param pauses pauses of the garbage collector during the phases
 * @param resident resident memory over time
 * @param residentEnd resident memory when everything had been given back
 * @param giveBackNanos how long giving back took, in one stop
 * @param mostMappings the most mappings that the process had
 * @param size sessions left at the end
 * @param found look-ups that found a session
 * @param wrong look-ups that found a wrong value
 */
public record ServiceOutcome(
        long operations,
        List<QuantilePoint> curve,
        Map<Phase, Long> worst,
        Map<Phase, Long> phaseEndMillis,
        GcPauses pauses,
        List<ResidentMemory.Sample> resident,
        long residentEnd,
        long giveBackNanos,
        long mostMappings,
        long size,
        long found,
        long wrong) {

    /**
     * Reads a child's findings.
     *
     * @param findings what it reported
     * @return the outcome
     */
    public static ServiceOutcome of(final Findings findings) {
        final Map<Phase, Long> worst = new EnumMap<>(Phase.class);
        final Map<Phase, Long> ends = new EnumMap<>(Phase.class);
        for (final Phase phase : Phase.values()) {
            worst.put(phase, findings.number("worst." + phase));
            ends.put(phase, findings.number("phaseEnd." + phase));
        }
        return new ServiceOutcome(
                findings.number("operations"),
                findings.all("quantile").stream().map(QuantilePoint::parse).toList(),
                worst,
                ends,
                new GcPauses(
                        findings.number("gcPauses"),
                        findings.number("gcTotalMicros"),
                        findings.number("gcLongestMicros")),
                findings.all("resident").stream()
                        .map(ResidentMemory.Sample::parse)
                        .toList(),
                findings.number("residentEnd"),
                findings.number("giveBackNanos"),
                findings.number("mostMappings"),
                findings.number("size"),
                findings.number("found"),
                findings.number("wrong"));
    }

    /**
     * The latency at a quantile.
     *
     * @param quantile one of the points of the curve, or the nearest below
     * @return nanoseconds
     */
    public long nanosAt(final double quantile) {
        return curve.stream()
                .filter(point -> point.quantile() <= quantile)
                .reduce((lower, higher) -> higher)
                .orElseThrow()
                .nanos();
    }

    /**
     * The worst operation.
     *
     * @return nanoseconds
     */
    public long worstNanos() {
        return curve.getLast().nanos();
    }

    /**
     * The most memory that was resident.
     *
     * @return bytes
     */
    public long residentPeak() {
        return resident.stream().mapToLong(ResidentMemory.Sample::bytes).max().orElse(0);
    }

    /**
     * How long the phases took.
     *
     * @return milliseconds
     */
    public long totalMillis() {
        return phaseEndMillis.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /**
     * Whether another run of the same work gave the same answers.
     *
     * @param other that run
     * @return true if both maps agree
     */
    public boolean agreesWith(final ServiceOutcome other) {
        return size == other.size && found == other.found && wrong == 0 && other.wrong == 0;
    }

    /**
     * A point of the latency curve.
     *
     * @param quantile which part of all operations was as fast as this or faster, 0 to 1
     * @param nanos how long they took at the most
     */
    public record QuantilePoint(double quantile, long nanos) {

        static QuantilePoint parse(final String text) {
            final String[] fields = text.split(" ", -1);
            return new QuantilePoint(Double.parseDouble(fields[0]), Long.parseLong(fields[1]));
        }
    }
}
