package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;
import static org.hedgerow.table.TableShape.LINE_SLOTS;

import java.util.ConcurrentModificationException;

/**
 * Visits the entries of a {@link Long2LongHashTable}, each once, also during a move.
 *
 * <p>Where a cursor stands is a hash, not a slot, since entries are in order of hash wherever they lie. So it goes on
 * after its own removals, which shift entries and may begin or advance a move.
 *
 * <p>It does not go through the hashes from the least to the greatest: put one by one into a smaller table, entries in
 * that order would crowd its start. Instead the hashes are cut into groups of equal size, and the groups are visited in
 * strides of the golden ratio, so that what was visited so far is always spread evenly. A group is as large as to make
 * one stretch of memory worth reading.
 */
public final class Long2LongCursor {

    private static final int GROUP_LINES = 4;
    private static final long GROUP_SLOTS = (long) GROUP_LINES * LINE_SLOTS;
    private static final int GROUPS_TOUCHED = 8;
    private static final double GOLDEN_RATIO = 0.6180339887498949;

    private final Long2LongHashTable hashTable;

    private int expectedModifications;

    /** Of a hash, how many bits behind the number of its group; 64 if there is one group. */
    private int groupShift;
    /** How many groups there are, less one. */
    private long groupMask;

    private long groupStride;
    private long groupsBegun;
    /** The greatest hash of the group. */
    private long groupLast;

    /** The stretch of the group that is being visited lies in this table ... */
    private Long2LongTable table = Long2LongTable.NONE;
    /** ... and ends with this hash ... */
    private long stretchLast;
    /** ... which has its home here ... */
    private long stretchLastHome;
    /** ... and all entries before this slot belong to it. */
    private long stretchSureEnd;

    /** The next slot to look at. */
    private long next;
    /** The slot of the current entry, or {@link Long2LongTable#ABSENT}. */
    private long current;

    /**
     * Creates a cursor before the first entry.
     *
     * @param hashTable what to visit
     */
    public Long2LongCursor(final Long2LongHashTable hashTable) {
        this.hashTable = hashTable;
        reset();
    }

    /** Goes back before the first entry, and takes the table as it is now. */
    public void reset() {
        hashTable.checkOpen();
        expectedModifications = hashTable.modifications();
        final long groups = Math.max(1, hashTable.capacity() / GROUP_SLOTS);
        groupMask = groups - 1;
        groupShift = Long.SIZE - Long.numberOfTrailingZeros(groups);
        groupStride = (long) (groups * GOLDEN_RATIO) | 1;
        groupsBegun = 0;
        current = Long2LongTable.ABSENT;
        beginGroup();
    }

    /**
     * Goes to the next entry.
     *
     * @return false if there is none
     * @throws ConcurrentModificationException if the table was changed otherwise than by this cursor
     * @throws IllegalStateException if the table was closed
     */
    public boolean next() {
        if (expectedModifications != hashTable.modifications()) {
            hashTable.checkOpen();
            throw new ConcurrentModificationException(
                    "entries were added or removed while iterating, otherwise than by the iterator");
        }
        do {
            for (long slot = next; slot < table.limit(); slot += SLOT_BYTES) {
                if (Long2LongSlots.isEmpty(slot)) {
                    if (slot >= stretchLastHome) {
                        break;
                    }
                } else if (slot >= stretchSureEnd
                        && Long.compareUnsigned(Long2LongTable.hashAt(slot), stretchLast) > 0) {
                    break;
                } else {
                    current = slot;
                    next = slot + SLOT_BYTES;
                    return true;
                }
            }
        } while (beginNextStretch());
        current = Long2LongTable.ABSENT;
        return false;
    }

    /** The key of the current entry. */
    public /*K*/ long key() {
        return Long2LongSlots.key(current);
    }

    /** The value of the current entry. */
    public /*V*/ long value() {
        return Long2LongSlots.value(current);
    }

    /** Whether there is a current entry: {@link #next} answered true, and it was not removed. */
    public boolean hasCurrent() {
        return current != Long2LongTable.ABSENT;
    }

    /** Sets the value (not 0) of the current entry. */
    public void setValue(final /*V*/ long value) {
        Long2LongSlots.setValue(current, value);
    }

    /** Removes the current entry. */
    public void remove() {
        final long hash = Long2LongTable.hashAt(current);
        hashTable.remove(table, current);
        current = Long2LongTable.ABSENT;
        expectedModifications = hashTable.modifications();
        if (hash == groupLast) {
            next = table.limit();
            stretchLast = groupLast;
        } else {
            beginStretch(hash + 1);
        }
    }

    private boolean beginNextStretch() {
        if (stretchLast != groupLast) {
            beginStretch(stretchLast + 1);
            return true;
        }
        if (groupsBegun > groupMask) {
            next = table.limit();
            return false;
        }
        beginGroup();
        return true;
    }

    private void beginGroup() {
        if (groupsBegun % GROUPS_TOUCHED == 0) {
            touchGroups();
        }
        final long first = firstHash(groupsBegun);
        groupsBegun++;
        groupLast = first + ((1L << (groupShift - 1)) << 1) - 1;
        beginStretch(first);
    }

    /** The smallest hash of the group that is the n-th to be visited. */
    private long firstHash(final long n) {
        final long group = (n * groupStride) & groupMask;
        // A shift by 64, of the one group, is done in two.
        return (group << (groupShift - 1)) << 1;
    }

    /** Waits for the memory of the next groups together, which is far apart. */
    private void touchGroups() {
        final long end = Math.min(groupsBegun + GROUPS_TOUCHED, groupMask);
        for (long n = groupsBegun; n < end; n++) {
            hashTable.touch(firstHash(n), GROUP_LINES);
        }
    }

    /** Begins at a hash of the group; during a move, up to the frontier and then from it on. */
    private void beginStretch(final long firstHash) {
        table = hashTable.tableOf(firstHash);
        final boolean endsAtFrontier = hashTable.isMoving()
                && Long.compareUnsigned(firstHash, hashTable.frontier()) < 0
                && Long.compareUnsigned(hashTable.frontier(), groupLast) <= 0;
        stretchLast = endsAtFrontier ? hashTable.frontier() - 1 : groupLast;
        stretchLastHome = table.home(stretchLast);
        stretchSureEnd = table.endOfSmaller(stretchLast);
        next = table.firstFrom(firstHash);
    }
}
