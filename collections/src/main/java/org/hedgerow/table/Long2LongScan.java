package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;

/**
 * Visits all entries of a {@link Long2LongHashTable} as they lie in memory, as fast as slots can be read: since nothing is
 * added or removed meanwhile, no hash is needed to tell which entries were visited.
 *
 * <p>During a move, the target is read up to its last entry, and then the source from the first slot that was not moved on.
 */
final class Long2LongScan {

    private final Long2LongHashTable hashTable;
    private final Long2LongVisitor visitor;
    private final int expectedModifications;

    /** That of the multiplier: it makes keys of codes. */
    private final /*K*/ long inverse;

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
        this.inverse = Hash.inverse(hashTable.multiplier);
    }

    /** Visits all entries. */
    void run() {
        final Long2LongMove move = hashTable.move();
        if (move == null) {
            final Long2LongTable table = hashTable.tableOfHash(0);
            visit(table.base(), table.limit());
        } else {
            if (move.frontier() != 0) {
                final Long2LongTable target = move.target();
                visit(target.base(), target.placeOfHash(move.frontier()));
            }
            visit(move.position(), move.source().limit());
        }
    }

    private void visit(final long from, final long to) {
        for (long slot = from; slot < to; slot += SLOT_BYTES) {
            if (!Long2LongSlots.isEmpty(slot)) {
                visitor.visit(Hash.key(Long2LongSlots.code(slot), inverse), Long2LongSlots.value(slot));
                hashTable.checkUnchanged(expectedModifications);
            }
        }
    }
}
