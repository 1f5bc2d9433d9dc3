package org.hedgerow.bench.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
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
}
