package org.hedgerow.bench.result;

import java.util.List;

/**
 * Figures of several runs in three.
 *
 * @param median the one in the middle
 * @param least the least
 * @param greatest the greatest
 */
public record Spread(double median, double least, double greatest) {

    /**
     * Sums figures up.
     *
     * @param values in any order
     * @return their spread
     * @throws IllegalArgumentException if there are none
     */
    public static Spread of(final List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no figures");
        }
        final double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        final int middle = sorted.length / 2;
        final double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /**
     * Whether the two have figures in common.
     *
     * @param other the other
     * @return false if all figures of the one are less than all of the other
     */
    public boolean overlaps(final Spread other) {
        return least <= other.greatest && other.least <= greatest;
    }
}
