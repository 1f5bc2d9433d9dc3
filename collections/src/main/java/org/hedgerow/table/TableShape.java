package org.hedgerow.table;

/** The shape of tables of all layouts: how slots make lines, and how many there are behind the homes. */
final class TableShape {

    /** How many slots make a line. */
    static final int LINE_SLOTS = 4;

    /** Those of a home and the line behind it, which a search looks at before its steps grow. No tail is shorter. */
    static final int NEAR_SLOTS = 2 * LINE_SLOTS;

    private static final int TAIL_FRACTION = 16;

    /**
     * No usual tail is longer than that: of at most 1 MiB, it is less than a huge page, so that the few slots of it that are used
     * take small pages.
     */
    private static final int MAX_TAIL_SLOTS = 1 << 16;

    private TableShape() {}

    /** The tail of a table whose hashes are spread as hashes are. */
    static long usualTailSlots(final long slots) {
        return NEAR_SLOTS + Math.min(slots / TAIL_FRACTION, MAX_TAIL_SLOTS);
    }

    /**
     * How many slots or lines there are in some bytes. Their size is a constant to the compiler, so that what is left of
     * this is a shift where it is a power of two, and otherwise a multiplication by its inverse.
     *
     * @param bytes not negative
     * @param unitBytes the size of a slot or of a line
     */
    static long count(final long bytes, final int unitBytes) {
        final boolean isPowerOfTwo = (unitBytes & (unitBytes - 1)) == 0;
        return isPowerOfTwo ? bytes >> Integer.numberOfTrailingZeros(unitBytes) : bytes / unitBytes;
    }
}
