package org.hedgerow.memory;

/**
 * Which pages of a chunk are free, and where so many of them lie side by side.
 *
 * <p>A bit for each page, and over them a binary tree. Each node knows three figures of the pages below it: how many are free at
 * their start, how many at their end, and how many in the longest run. Those of a node follow from those of its children, as a run
 * lies in the one, in the other, or across the middle:
 *
 * <pre>
 *   node 1                    |  all pages                                       |
 *   nodes 2, 3                |  the first half          |  the second half      |
 *   ...
 *   nodes leaves, ...         |  64 pages  |  64 pages  |  ...                   |   one word of bits each
 * </pre>
 *
 * <p>So to find pages, to take them and to give them back takes steps that grow with the logarithm of the number of pages, and one
 * more for every 64 pages that are taken or given back, however many runs there are. The tree takes three to six bits of heap for
 * each page.
 *
 * <p>Where the stack overflows, or the heap is full, while pages are taken or given back, some of them may be lost; but the tree
 * is reckoned anew from the bits before it is used again, so that no page is found which is not free.
 *
 * <p>Not thread-safe.
 */
final class FreePages {

    /** How many pages are below a leaf. */
    private static final int WORD_PAGES = Long.SIZE;

    /** A power of two. */
    private final int leaves;

    /** For each leaf, a bit for each page: whether it is free. Bits behind the last page are 0. */
    private final long[] free;

    private final int[] atStart;
    private final int[] atEnd;
    private final int[] longest;

    /** Whether the tree and the count are those of the bits: not where flipping them came to no end. */
    private boolean reckoned = true;

    private int count;

    /**
     * Begins with all pages free.
     *
     * @param pages how many there are, at least 1
     */
    FreePages(final int pages) {
        final int words = (pages - 1) / WORD_PAGES + 1;
        leaves = Integer.highestOneBit(2 * words - 1);
        free = new long[leaves];
        atStart = new int[2 * leaves];
        atEnd = new int[2 * leaves];
        longest = new int[2 * leaves];
        giveBack(0, pages);
    }

    /** How many are free. */
    int count() {
        return count;
    }

    /**
     * Finds free pages side by side.
     *
     * @param pages how many, at least 1
     * @return the first page of the lowest run that is long enough, or -1
     */
    int find(final int pages) {
        reckonIfNeeded();
        if (longest[1] < pages) {
            return -1;
        }
        int node = 1;
        int first = 0;
        int half = leaves * WORD_PAGES / 2;
        while (node < leaves) {
            final int left = 2 * node;
            final int right = left + 1;
            if (longest[left] >= pages) {
                node = left;
            } else if (atEnd[left] + atStart[right] >= pages) {
                return first + half - atEnd[left];
            } else {
                node = right;
                first += half;
            }
            half /= 2;
        }
        return first + Long.numberOfTrailingZeros(startsOfRuns(free[node - leaves], pages));
    }

    /**
     * Takes pages, all of which are free.
     *
     * @param first the first one
     * @param pages how many, at least 1
     */
    void take(final int first, final int pages) {
        flip(first, pages, -pages);
    }

    /**
     * Gives pages back, none of which is free.
     *
     * @param first the first one
     * @param pages how many, at least 1
     */
    void giveBack(final int first, final int pages) {
        flip(first, pages, pages);
    }

    private void flip(final int first, final int pages, final int moreFree) {
        reckonIfNeeded();
        reckoned = false;
        final int last = first + pages - 1;
        final int low = first / WORD_PAGES;
        final int high = last / WORD_PAGES;
        for (int word = low; word <= high; word++) {
            long bits = -1;
            if (word == low) {
                bits &= -1L << first;
            }
            if (word == high) {
                bits &= -1L >>> ~last;
            }
            free[word] ^= bits;
        }
        reckon(low, high);
        count += moreFree;
        reckoned = true;
    }

    private void reckonIfNeeded() {
        if (!reckoned) {
            count = 0;
            for (final long bits : free) {
                count += Long.bitCount(bits);
            }
            reckon(0, leaves - 1);
            reckoned = true;
        }
    }

    /** Reckons the figures of some words, and of all nodes above them. */
    private void reckon(final int firstWord, final int lastWord) {
        int low = leaves + firstWord;
        int high = leaves + lastWord;
        for (int leaf = low; leaf <= high; leaf++) {
            reckonLeaf(leaf);
        }
        for (int childPages = WORD_PAGES; low > 1; childPages *= 2) {
            low /= 2;
            high /= 2;
            for (int node = low; node <= high; node++) {
                reckonNode(node, childPages);
            }
        }
    }

    private void reckonLeaf(final int leaf) {
        final long bits = free[leaf - leaves];
        atStart[leaf] = Long.numberOfTrailingZeros(~bits);
        atEnd[leaf] = Long.numberOfLeadingZeros(~bits);
        longest[leaf] = longestRun(bits);
    }

    private void reckonNode(final int node, final int childPages) {
        final int left = 2 * node;
        final int right = left + 1;
        atStart[node] = atStart[left] < childPages ? atStart[left] : childPages + atStart[right];
        atEnd[node] = atEnd[right] < childPages ? atEnd[right] : childPages + atEnd[left];
        longest[node] = Math.max(atEnd[left] + atStart[right], Math.max(longest[left], longest[right]));
    }

    /** The length of the longest run of ones: found by steps that double, and then halve. */
    private static int longestRun(final long bits) {
        if (bits == 0 || bits == -1) {
            return bits == 0 ? 0 : WORD_PAGES;
        }
        long starts = bits; // of runs that are so long at the least
        int length = 1;
        for (long longer = starts & starts >>> 1; longer != 0; longer = starts & starts >>> length) {
            starts = longer;
            length *= 2;
        }
        for (int step = length / 2; step > 0; step /= 2) {
            final long longer = starts & starts >>> step;
            if (longer != 0) {
                starts = longer;
                length += step;
            }
        }
        return length;
    }

    /** The bits from which on so many, from 1 to 64, are ones. */
    private static long startsOfRuns(final long bits, final int length) {
        long starts = bits;
        int reached = 1;
        while (reached < length) {
            final int step = Math.min(reached, length - reached);
            starts &= starts >>> step;
            reached += step;
        }
        return starts;
    }
}
