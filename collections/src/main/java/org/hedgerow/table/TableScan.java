package org.hedgerow.table;

import static org.hedgerow.table.SlotLayout.LINE_BYTES;
import static org.hedgerow.table.SlotLayout.SLOT_BYTES;

/**
 * Visits all entries of a {@link HashTable}, in the order of a {@link TableCursor} or nearly so, but as fast as slots can
 * be read: since nothing is added or removed meanwhile, no hash is needed to tell which entries were visited.
 *
 * <p>During a move, the target is read up to its last entry, and the source from the first slot that was not moved on.
 */
final class TableScan {

    private final HashTable hashTable;
    private final EntryVisitor visitor;
    private final int expectedModifications;

    /**
     * Prepares a scan.
     *
     * @param hashTable what to visit
     * @param visitor is given each entry
     */
    TableScan(final HashTable hashTable, final EntryVisitor visitor) {
        this.hashTable = hashTable;
        this.visitor = visitor;
        this.expectedModifications = hashTable.modifications();
    }

    /** Visits all entries. */
    void run() {
        final HashGroups groups = new HashGroups(hashTable);
        final Move move = hashTable.move();
        final Table below = move == null ? hashTable.tableOf(0) : move.target();
        final Table above = move == null ? below : move.source();
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
            final long value = SlotLayout.value(slot);
            if (value != 0) {
                visitor.visit(SlotLayout.key(slot), value);
                hashTable.checkUnchanged(expectedModifications);
            }
        }
    }
}
