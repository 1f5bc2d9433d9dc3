package org.hedgerow.memory.kernel;

import org.jspecify.annotations.Nullable;

/** Fills the heap of a {@linkplain ChildJvm child}, to the last place for an object, and makes room again. */
public final class Ballast {

    private static final int MAX_LONGS = 1 << 17;

    /** Each size that finds no room costs two full collections, so there are few. */
    private static final int SIZE_STEP = 4;

    /**
     * The piece that was made last. Each holds the one that was made before it, and the larger ones numbers, among which no
     * collection looks for references.
     */
    private static @Nullable Object[] last;

    private Ballast() {}

    /** Leaves no room for the smallest object. */
    public static void fill() {
        int longs = MAX_LONGS;
        while (longs > 0) {
            try {
                last = new Object[] {last, new long[longs]};
            } catch (final OutOfMemoryError e) {
                longs /= SIZE_STEP;
            }
        }
        fillFinely();
    }

    /** Does so with pieces of the smallest size alone: where there is little room, which is then made bit by bit. */
    public static void fillFinely() {
        try {
            while (true) {
                last = new Object[] {last};
            }
        } catch (final OutOfMemoryError e) {
            // So it is full.
        }
    }

    /** Makes some room: drops the pieces that were made last, of which the smallest is the first. */
    public static void drop(final int pieces) {
        for (int i = 0; i < pieces && last != null; i++) {
            last = (Object[]) last[0];
        }
    }

    /** Makes all the room that there was. */
    public static void dropAll() {
        last = null;
    }
}
