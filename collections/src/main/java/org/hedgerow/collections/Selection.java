package org.hedgerow.collections;

/** Some of the places of a list or a queue: a bit for each. */
final class Selection {

    private final long[] words;

    /** Selects none of so many places. */
    Selection(final long places) {
        this.words = new long[Math.toIntExact((places + Long.SIZE - 1) / Long.SIZE)];
    }

    /** Selects a place, if asked to. */
    void add(final long place, final boolean selected) {
        if (selected) {
            words[(int) (place / Long.SIZE)] |= 1L << place;
        }
    }

    boolean has(final long place) {
        return (words[(int) (place / Long.SIZE)] & (1L << place)) != 0;
    }
}
