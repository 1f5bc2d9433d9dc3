package org.hedgerow.demo.report;

import java.util.Locale;

/** Figures with units, for people. */
final class Units {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;

    private Units() {}

    static String count(final long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    static String nanos(final long nanos) {
        if (nanos < MICRO) {
            return nanos + " ns";
        }
        if (nanos < MILLI) {
            return threeDigits((double) nanos / MICRO) + " \u00b5s";
        }
        if (nanos < SECOND) {
            return threeDigits((double) nanos / MILLI) + " ms";
        }
        return threeDigits((double) nanos / SECOND) + " s";
    }

    static String mebibytes(final long bytes) {
        return count(Math.round(bytes / 1024.0 / 1024.0)) + " MiB";
    }

    /**
     * How many times as much.
     *
     * @param ratio such as 12.3
     * @return such as {@code 12 times}
     */
    static String times(final double ratio) {
        return threeDigits(ratio) + " times";
    }

    private static String threeDigits(final double value) {
        final int decimals = value < 10 ? 2 : value < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
