package org.hedgerow.bench.result;

import java.util.Locale;
import java.util.function.DoubleFunction;

/** Figures for people: three digits, and the thousands apart. */
final class Numbers {

    private static final double MICRO = 1e3;
    private static final double MILLI = 1e6;
    private static final double SECOND = 1e9;
    private static final double TEN = 10;
    private static final double HUNDRED = 100;

    private Numbers() {}

    static String of(final double value) {
        final double size = Math.abs(value);
        final int decimals = size >= HUNDRED || value == Math.rint(value) ? 0 : size >= TEN ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** With its unit, which for a time is one that suits it. */
    static String of(final double value, final String unit) {
        if (!unit.equals("ns") || value < MICRO) {
            return of(value) + " " + unit;
        }
        if (value < MILLI) {
            return of(value / MICRO) + " \u00b5s";
        }
        return value < SECOND ? of(value / MILLI) + " ms" : of(value / SECOND) + " s";
    }

    /** A quotient, which has two decimals always. */
    static String ratio(final double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    /** The median of quotients, and between which it lies, where there are several. */
    static String ratios(final Spread spread) {
        return of(spread, Numbers::ratio);
    }

    /** The median, and between which figures it lies, where there are several. */
    static String of(final Spread spread, final String unit) {
        return of(spread, value -> of(value, unit));
    }

    private static String of(final Spread spread, final DoubleFunction<String> text) {
        final String median = text.apply(spread.median());
        return spread.least() == spread.greatest()
                ? median
                : median + " (" + text.apply(spread.least()) + " - " + text.apply(spread.greatest()) + ")";
    }
}
