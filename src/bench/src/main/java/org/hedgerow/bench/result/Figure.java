package org.hedgerow.bench.result;

/**
 * One figure of one run. Of all but counts and rates, less is better.
 *
 * @param metric what was measured
 * @param unit its unit
 * @param value how much
 */
public record Figure(String metric, String unit, double value) {}
