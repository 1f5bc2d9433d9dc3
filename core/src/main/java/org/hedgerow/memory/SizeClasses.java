package org.hedgerow.memory;

/**
 * The sizes of slices: multiples of 16 up to 64 bytes, then eight to each doubling, up to 32 KiB.
 *
 * <p>So a block of more than 64 bytes wastes less than one eighth of its slice. All sizes are multiples of 8.
 */
final class SizeClasses {

    /** The largest slice; larger blocks take whole pages. */
    static final int MAX_SLICE_BYTES = 32 << 10;

    /** The number of classes. */
    static final int COUNT = 76;

    private static final int TINY_STEP = 16;
    private static final int TINY_CLASSES = 4;
    private static final int LOG2_TINY_LIMIT = 6;
    private static final int LOG2_STEPS = 3;

    private SizeClasses() {}

    /**
     * The smallest class that holds a block.
     *
     * @param bytes from 1 to {@link #MAX_SLICE_BYTES}
     * @return an index from 0 to {@link #COUNT} - 1
     */
    static int indexOf(final int bytes) {
        final int last = bytes - 1;
        final int log2 = 31 - Integer.numberOfLeadingZeros(last | 1);
        if (log2 < LOG2_TINY_LIMIT) {
            return last / TINY_STEP;
        }
        final int step = (last >>> (log2 - LOG2_STEPS)) - (1 << LOG2_STEPS);
        return TINY_CLASSES + ((log2 - LOG2_TINY_LIMIT) << LOG2_STEPS) + step;
    }

    /**
     * The size of the slices of a class.
     *
     * @param index from 0 to {@link #COUNT} - 1
     * @return bytes, a multiple of 8
     */
    static int sliceBytes(final int index) {
        if (index < TINY_CLASSES) {
            return (index + 1) * TINY_STEP;
        }
        final int steps = index - TINY_CLASSES;
        final int log2 = LOG2_TINY_LIMIT + (steps >>> LOG2_STEPS);
        final int step = steps & ((1 << LOG2_STEPS) - 1);
        return ((1 << LOG2_STEPS) + step + 1) << (log2 - LOG2_STEPS);
    }
}
