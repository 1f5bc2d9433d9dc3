package org.hedgerow.collections;

/** Counts, which are {@code long}s within, as users of {@code int}s see them. */
final class Counts {

    private Counts() {}

    /** A count as an int, as {@link java.util.Collection#size} has it: the largest one if it is larger. */
    static int saturated(final long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
