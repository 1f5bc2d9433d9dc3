package org.hedgerow.table;

import static org.hedgerow.table.TableShape.LINE_SLOTS;

/**
 * The hashes in groups of equal size, in ascending order: the pieces in which a {@link Long2LongCursor} visits the entries
 * of a {@link HashTable}, and between which it takes what steps are due.
 */
final class HashGroups {

    private static final long GROUP_SLOTS = 4L * LINE_SLOTS;

    /** Of a hash, how many bits behind the number of its group; 64 if there is one group. */
    private final int shift;

    private final long count;

    HashGroups(final HashTable hashTable) {
        // No home of either table has more than one group.
        final long homes = hashTable.fewestSlots() / LINE_SLOTS;
        this.count = Math.max(1, Math.min(homes, hashTable.capacity() / GROUP_SLOTS));
        this.shift = Long.SIZE - Long.numberOfTrailingZeros(count);
    }

    /** How many groups there are. */
    long count() {
        return count;
    }

    /** The smallest hash of a group. */
    long firstHash(final long group) {
        // A shift by 64, of the one group, is done in two.
        return (group << (shift - 1)) << 1;
    }

    /** The greatest hash of the group that begins with a hash. */
    long lastHash(final long firstHash) {
        return firstHash + ((1L << (shift - 1)) << 1) - 1;
    }
}
