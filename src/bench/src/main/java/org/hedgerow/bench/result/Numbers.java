package org.hedgerow.bench.result;

import java.util.Locale;

/** Figures for people: three digits, and the thousands apart. */
final class Numbers {

    private static final double TEN = 10;
    private static final double HUNDRED = 100;

    private Numbers() {}

    static String of(final double value) {
        final double size = Math.abs(value);
        final int decimals = size >= HUNDRED || value == Math.rint(value) ? 0 : size >= TEN ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** A quotient, which has two decimals always. */
    static String ratio(final double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    /** The median, and between which figures it lies, where there are several. */
    static String of(final Spread spread) {
        return spread.least() == spread.greatest()
                ? of(spread.median())
                : of(spread.median()) + " (" + of(spread.least()) + "-" + of(spread.greatest()) + ")";
    }
}
