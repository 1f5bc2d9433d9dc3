package org.hedgerow.memory;

/**
 * How large the blocks of a {@link Region} are: the first as its user says, then doubling what is held up to a page,
 * then an eighth of what is held.
 *
 * <p>So the number of blocks grows with the logarithm of what is held, the part of the last block that is not filled
 * yet stays small beside it, and 1 TiB takes some 600 mappings, or twice that where a separator is a mapping of its
 * own. All sizes are powers of two, so that an aligned element of up to the size of the first block, and of 4 KiB at the
 * most, never lies across two blocks.
 *
 * @param firstBytes the size of a block of an empty region: a power of two from {@link #MIN_BLOCK_BYTES} to
 *     {@link GuardedMemory#MAX_BLOCK_BYTES}
 */
record RegionGrowth(long firstBytes) {

    /** The smallest block. */
    static final long MIN_BLOCK_BYTES = 8;

    /** The largest block that is not the first: with it, 1 TiB takes at most 2,048 mappings on every kernel. */
    static final long MAX_BLOCK_BYTES = 2L << 30;

    /** Up to this a region doubles: the slices of small blocks are cheaper to hold than many objects of them. */
    private static final long DOUBLING_BYTES = 4 << 10;

    private static final long HELD_PARTS = 8;

    RegionGrowth {
        if (firstBytes < MIN_BLOCK_BYTES
                || firstBytes > GuardedMemory.MAX_BLOCK_BYTES
                || Long.bitCount(firstBytes) != 1) {
            throw new IllegalArgumentException("a first block of " + firstBytes
                    + " bytes: must be a power of two from " + MIN_BLOCK_BYTES + " to "
                    + GuardedMemory.MAX_BLOCK_BYTES);
        }
    }

    /** The size of the next block of a region that holds so many bytes. */
    long blockBytes(final long heldBytes) {
        if (heldBytes == 0) {
            return firstBytes;
        }
        final long part = Math.max(Math.min(heldBytes, DOUBLING_BYTES), heldBytes / HELD_PARTS);
        return Long.highestOneBit(Math.min(part, MAX_BLOCK_BYTES));
    }

    /** Whether a block that is there already may serve as the next one: half as large, as large, or twice as large. */
    boolean serves(final long bytes, final long heldBytes) {
        final long wanted = blockBytes(heldBytes);
        return bytes >= wanted / 2 && bytes <= wanted * 2;
    }
}
