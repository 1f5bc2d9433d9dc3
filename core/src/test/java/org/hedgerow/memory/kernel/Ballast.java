package org.hedgerow.memory.kernel;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fills the heap of a {@linkplain ChildJvm child}, to the last place for an object, and makes room again. */
public final class Ballast {

    /** Of a child whose heap is soon full, and that makes each object, as the interpreter does, that the compiler may do without. */
    public static final List<String> FLAGS =
            List.of("-Xint", "-Xmx8m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

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

    /** Whether there is room for what an action makes: then it has come to its end. */
    public static boolean leavesRoomFor(final Runnable action) {
        try {
            action.run();
            return true;
        } catch (final OutOfMemoryError e) {
            return false;
        }
    }
}
