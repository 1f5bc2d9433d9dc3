package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;
import static org.hedgerow.table.Long2LongTable.LINE_BYTES;

/**
 * Visits all entries of a {@link Long2LongHashTable}, in the order of a {@link Long2LongCursor} or nearly so, but as fast as slots can
 * be read: since nothing is added or removed meanwhile, no hash is needed to tell which entries were visited.
 *
 * <p>During a move, the target is read up to its last entry, and the source from the first slot that was not moved on.
 */
final class Long2LongScan {

    private final Long2LongHashTable hashTable;
    private final Long2LongVisitor visitor;
    private final int expectedModifications;

    /**
     * Prepares a scan.
     *
     * @param hashTable what to visit
     * @param visitor is given each entry
     */
    Long2LongScan(final Long2LongHashTable hashTable, final Long2LongVisitor visitor) {
        this.hashTable = hashTable;
        this.visitor = visitor;
        this.expectedModifications = hashTable.modifications();
    }

    /** Visits all entries. */
    void run() {
        final HashGroups groups = new HashGroups(hashTable);
        final Long2LongMove move = hashTable.move();
        final Long2LongTable below = move == null ? hashTable.tableOf(0) : move.target();
        final Long2LongTable above = move == null ? below : move.source();
        final long belowEnd = move == null ? below.limit() : below.lowerBound(hashTable.frontier());
        for (long n = 0; n < groups.count(); n++) {
            groups.touch(n);
            final long first = groups.firstHash(n);
            final long last = groups.lastHash(first);
            visit(below.home(first), Math.min(belowEnd, below.home(last) + LINE_BYTES));
            if (move != null) {
                visit(Math.max(move.position(), above.home(first)), above.home(last) + LINE_BYTES);
            }
        }
        visit(below.home(-1L) + LINE_BYTES, belowEnd);
        if (move != null) {
            visit(Math.max(move.position(), above.home(-1L) + LINE_BYTES), above.limit());
        }
    }

    private void visit(final long from, final long to) {
        for (long slot = from; slot < to; slot += SLOT_BYTES) {
            final /*V*/ long value = Long2LongSlots.value(slot);
            if (value != 0) {
                visitor.visit(Long2LongSlots.key(slot), value);
                hashTable.checkUnchanged(expectedModifications);
            }
        }
    }
}
