package org.hedgerow.table;

import static org.hedgerow.table.TableShape.LINE_SLOTS;

/**
 * The order in which the entries of a {@link HashTable} are visited.
 *
 * <p>It is not that of the hashes: put one by one into a smaller table, entries in that order would crowd its start.
 * Instead the hashes are cut into groups of equal size, and the groups are visited in strides of the golden ratio, so that
 * what was visited so far is always spread evenly. A group is as large as to make one stretch of memory worth reading.
 */
final class HashGroups {

    private static final int GROUP_LINES = 4;
    private static final long GROUP_SLOTS = (long) GROUP_LINES * LINE_SLOTS;

    /** The memory of so many groups is waited for together. */
    private static final int GROUPS_TOUCHED = 8;

    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final HashTable hashTable;

    /** Of a hash, how many bits behind the number of its group; 64 if there is one group. */
    private final int shift;

    private final long mask;
    private final long stride;

    HashGroups(final HashTable hashTable) {
        this.hashTable = hashTable;
        // No home of either table has more than one group.
        final long homes = hashTable.fewestSlots() / LINE_SLOTS;
        final long groups = Math.max(1, Math.min(homes, hashTable.capacity() / GROUP_SLOTS));
        this.mask = groups - 1;
        this.shift = Long.SIZE - Long.numberOfTrailingZeros(groups);
        this.stride = (long) (groups * GOLDEN_RATIO) | 1;
    }

    /** How many groups there are. */
    long count() {
        return mask + 1;
    }

    /** The smallest hash of the group that is the n-th to be visited. */
    long firstHash(final long n) {
        final long group = (n * stride) & mask;
        // A shift by 64, of the one group, is done in two.
        return (group << (shift - 1)) << 1;
    }

    /** The greatest hash of the group that begins with a hash. */
    long lastHash(final long firstHash) {
        return firstHash + ((1L << (shift - 1)) << 1) - 1;
    }

    /**
     * Has the memory of the n-th and of some more groups read, which are far apart, all at the same time; does so for every
     * eighth {@code n}.
     */
    void touch(final long n) {
        if (n % GROUPS_TOUCHED == 0) {
            for (long next = n; next < Math.min(n + GROUPS_TOUCHED, mask); next++) {
                hashTable.touch(firstHash(next), GROUP_LINES);
            }
        }
    }
}
