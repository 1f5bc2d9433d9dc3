package org.hedgerow.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.List;

/**
 * One figure of all runs of a subject.
 *
 * @param subject what was measured
 * @param metric which figure of it
 * @param unit its unit
 * @param values the figure of each run, at least one
 */
public record Measurement(Subject subject, String metric, String unit, List<Double> values) {

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Measurement {
        if (values.isEmpty()) {
            throw new IllegalArgumentException(metric + " of " + subject + ": no figures");
        }
    }

    /**
     * The figures in order.
     *
     * @return median, least and greatest
     */
    @JsonIgnore
    public Spread spread() {
        return Spread.of(values);
    }

    /**
     * How many times the figures of another subject these are: each run is divided by that of the same turn, so what the machine
     * does for a while to all of them does not count. Where the runs are no turns, as some failed, the median is divided by that
     * of the other.
     *
     * @param other the same figure of the other subject
     * @return the spread of the ratios
     */
    public Spread ratiosTo(final Measurement other) {
        if (values.size() != other.values.size()) {
            final double ratio = spread().median() / other.spread().median();
            return new Spread(ratio, ratio, ratio);
        }
        final List<Double> ratios = new ArrayList<>();
        for (int turn = 0; turn < values.size(); turn++) {
            ratios.add(values.get(turn) / other.values.get(turn));
        }
        return Spread.of(ratios);
    }
}
