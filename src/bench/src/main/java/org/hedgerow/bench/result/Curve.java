package org.hedgerow.bench.result;

import java.util.List;

/**
 * How something changed during one run.
 *
 * @param name what it is
 * @param xTitle what runs along
 * @param yTitle what changes
 * @param x where
 * @param y how much, as many as {@code x}
 */
public record Curve(String name, String xTitle, String yTitle, List<Double> x, List<Double> y) {

    /** The title of an axis along which time runs. */
    public static final String SECONDS = "seconds";
}
