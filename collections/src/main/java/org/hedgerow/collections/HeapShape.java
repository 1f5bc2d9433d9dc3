package org.hedgerow.collections;

/**
 * A heap in which a node has four children, laid out in slots.
 *
 * <pre>
 *   slot    0   1   2    3     4   5   6   7     8   9  10  11    12  13  14  15   ...
 *         +---+---+---+------+---+---+---+---+ +---+---+---+---+ +---+---+---+---+
 *         |  unused   | root |  of the root  | |  of slot 4    | |  of slot 5    |
 *         +---+---+---+------+---+---+---+---+ +---+---+---+---+ +---+---+---+---+
 * </pre>
 *
 * <p>Four children need half the levels of two, with no more comparisons in all (3 for each level of 2 bits, where two
 * children take 2 for each bit), and a level costs one memory access: as the root is in slot 3, the children of a node
 * begin at a multiple of four, so they lie in one block, and where elements have 4 to 16 bytes, in one cache line. Eight
 * children would save a third of the levels, most of which are in the cache, for twice the comparisons.
 */
final class HeapShape {

    /** The slot of the least element. */
    static final long ROOT = 3;

    /** How many children a node has, at the most. */
    static final int CHILDREN = 4;

    private HeapShape() {}

    static long parent(final long slot) {
        return slot / CHILDREN + 2;
    }

    /** The slot of the first child; the others follow. */
    static long firstChild(final long slot) {
        return (slot - 2) * CHILDREN;
    }

    /**
     * Which of four siblings is the least, from 0 on: by pairs, so that there is no branch, whose outcome nobody could
     * predict.
     */
    static int indexOfLeast(final long first, final long second, final long third, final long fourth) {
        final int left = second < first ? 1 : 0;
        final int right = fourth < third ? 3 : 2;
        return Math.min(third, fourth) < Math.min(first, second) ? right : left;
    }
}
