package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;

import java.util.ConcurrentModificationException;
import org.jspecify.annotations.Nullable;

/**
 * Visits the entries of a {@link Long2LongHashTable}, each once, also during a move.
 *
 * <p>It visits one of the {@link HashGroups} after another, and the slots of a group in their order. Its own removals, as a rule, move
 * nothing from table to table before the end of the group. (Then the table may become so much smaller that one home has several groups.) The steps
 * that they owe are the table's: where each cursor removes a little and is left, a later one takes them with its own removal, and looks up where
 * it goes on.
 */
public final class Long2LongCursor {

    private final Long2LongHashTable hashTable;

    /** That of the multiplier: it makes keys of codes. */
    private final /*K*/ long inverse;

    private int expectedModifications;

    private HashGroups groups;

    private long groupsBegun;
    /** How many groups there are up to the last one that is visited. */
    private long groupsEnd;
    /** The greatest hash of the group. */
    private long groupLast;

    /** The stretch of the group that is being visited lies in this table ... */
    private Long2LongTable table = Long2LongTable.NONE;
    /** ... and ends with this hash ... */
    private long stretchLast;
    /** ... which has its home here. */
    private long stretchLastHome;

    /** Whether entries of the group were removed. */
    private boolean hasRemoved;

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
        this.inverse = Hash.inverse(hashTable.multiplier);
        this.groups = new HashGroups(hashTable);
        reset();
    }

    /** Creates a cursor for some of the groups of another. */
    private Long2LongCursor(final Long2LongCursor other, final long firstGroup) {
        this.hashTable = other.hashTable;
        this.inverse = other.inverse;
        this.expectedModifications = other.expectedModifications;
        this.groups = other.groups;
        this.groupsBegun = firstGroup;
        this.groupsEnd = other.groupsEnd;
        this.current = Long2LongTable.ABSENT;
        beginGroup();
    }

    /**
     * Leaves the second half of what is to come to another cursor. Neither can remove from then on.
     *
     * @return the other, before its first entry; null if there is too little to come
     */
    public @Nullable Long2LongCursor split() {
        final long half = (groupsEnd - groupsBegun) / 2;
        if (half == 0) {
            return null;
        }
        final Long2LongCursor other = new Long2LongCursor(this, groupsEnd - half);
        groupsEnd -= half;
        return other;
    }

    /** Goes back before the first entry, and takes the table as it is now. */
    public void reset() {
        hashTable.checkOpen();
        expectedModifications = hashTable.modifications();
        groups = new HashGroups(hashTable);
        groupsBegun = 0;
        groupsEnd = groups.count();
        hasRemoved = false;
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
        hashTable.checkUnchanged(expectedModifications);
        do {
            for (long slot = next; slot < table.limit(); slot += SLOT_BYTES) {
                if (Long2LongSlots.isEmpty(slot)) {
                    if (slot >= stretchLastHome) {
                        break;
                    }
                } else if (Long.compareUnsigned(Long2LongTable.hashAt(slot), stretchLast) > 0) {
                    break;
                } else {
                    current = slot;
                    next = slot + SLOT_BYTES;
                    hashTable.stayReachable();
                    return true;
                }
            }
        } while (beginNextStretch());
        current = Long2LongTable.ABSENT;
        return false;
    }

    /** The key of the current entry. Throws as {@link #next()} does, since the slot may be another's by then. */
    public /*K*/ long key() {
        hashTable.checkUnchanged(expectedModifications);
        final /*K*/ long code = Long2LongSlots.code(current);
        hashTable.stayReachable();
        return Hash.key(code, inverse);
    }

    /** The value of the current entry. Throws as {@link #next()} does. */
    public /*V*/ long value() {
        hashTable.checkUnchanged(expectedModifications);
        final /*V*/ long value = Long2LongSlots.value(current);
        hashTable.stayReachable();
        return value;
    }

    /** Whether there is a current entry: {@link #next} answered true, and it was not removed. */
    public boolean hasCurrent() {
        return current != Long2LongTable.ABSENT;
    }

    /** Sets the value (not 0) of the current entry. Throws as {@link #next()} does. */
    public void setValue(final /*V*/ long value) {
        hashTable.checkUnchanged(expectedModifications);
        Long2LongSlots.setValue(current, value);
        hashTable.stayReachable();
    }

    /** Removes the current entry. Throws as {@link #next()} does. */
    public void remove() {
        hashTable.checkUnchanged(expectedModifications);
        final long hash = Long2LongTable.hashAt(current);
        hashTable.removeOwingStep(table, current);
        hasRemoved = true;
        next = current;
        current = Long2LongTable.ABSENT;
        if (hashTable.owesManySteps()) {
            hashTable.takeOwedSteps();
            // The stretch ends here: the next one begins with the greater hashes, wherever these are now.
            stretchLast = hash;
            next = table.limit();
        }
        expectedModifications = hashTable.modifications();
    }

    private boolean beginNextStretch() {
        if (stretchLast != groupLast) {
            beginStretch(stretchLast + 1);
            return true;
        }
        if (hasRemoved) {
            hasRemoved = false;
            hashTable.takeOwedSteps();
            expectedModifications = hashTable.modifications();
        }
        if (groupsBegun == groupsEnd) {
            next = table.limit();
            return false;
        }
        beginGroup();
        return true;
    }

    private void beginGroup() {
        final long first = groups.firstHash(groupsBegun);
        groupsBegun++;
        groupLast = groups.lastHash(first);
        beginStretch(first);
    }

    /** Begins at a hash of the group; during a move, up to the frontier and then from it on. */
    private void beginStretch(final long firstHash) {
        table = hashTable.tableOfHash(firstHash);
        final boolean endsAtFrontier = hashTable.isMoving()
                && Long.compareUnsigned(firstHash, hashTable.frontier()) < 0
                && Long.compareUnsigned(hashTable.frontier(), groupLast) <= 0;
        stretchLast = endsAtFrontier ? hashTable.frontier() - 1 : groupLast;
        stretchLastHome = table.homeOfHash(stretchLast);
        next = table.placeOfHash(firstHash);
    }
}
