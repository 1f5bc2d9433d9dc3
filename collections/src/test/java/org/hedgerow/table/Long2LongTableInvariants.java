package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Checks that a {@link Long2LongHashTable} is as its classes promise, slot by slot. */
public final class Long2LongTableInvariants {

    private Long2LongTableInvariants() {}

    /** Checks everything that holds between operations. */
    public static void check(final Long2LongHashTable hashTable) {
        final Long2LongMove move = hashTable.move();
        final long entries;
        if (move == null) {
            entries = checkOrder(
                    hashTable.tableOfHash(0), hashTable.tableOfHash(0).base(), 0, -1L);
        } else {
            checkFrontier(hashTable, move);
            final long frontier = move.frontier();
            final long moved =
                    frontier == 0 ? 0 : checkOrder(move.target(), move.target().base(), 0, frontier - 1);
            entries = moved + checkOrder(move.source(), move.position(), frontier, -1L);
        }
        assertEquals(hashTable.size(), entries, "entries found in the slots");
        if (move == null && hashTable.size() > 0) {
            assertTrue(hashTable.size() <= 0.95 * hashTable.capacity() + 1, "the table is overfull");
        }
    }

    private static void checkFrontier(final Long2LongHashTable hashTable, final Long2LongMove move) {
        assertEquals(move.frontier(), hashTable.frontier());
        for (long slot = move.position(); slot < move.source().homeOfHash(move.frontier()); slot += SLOT_BYTES) {
            assertTrue(Long2LongSlots.isEmpty(slot), "moved up to the frontier");
        }
    }

    /** Counts the entries of a table from a slot on, all of which must lie between two hashes, unsigned. */
    private static long checkOrder(
            final Long2LongTable table, final long start, final long least, final long greatest) {
        long entries = 0;
        long previousHash = 0;
        long lastEmpty = table.base() - SLOT_BYTES;
        for (long slot = start; slot < table.limit(); slot += SLOT_BYTES) {
            if (Long2LongSlots.isEmpty(slot)) {
                assertEquals(0, Long2LongSlots.code(slot), "the code of an empty slot");
                lastEmpty = slot;
                continue;
            }
            final long hash = Long2LongTable.hashAt(slot);
            assertTrue(Long.compareUnsigned(hash, least) >= 0, "on its side of the frontier");
            assertTrue(Long.compareUnsigned(hash, greatest) <= 0, "on its side of the frontier");
            final long home = table.homeOfHash(hash);
            assertTrue(home <= slot, "not before its home");
            assertTrue(home > lastEmpty, "no gap between its home and itself");
            assertTrue(entries == 0 || Long.compareUnsigned(hash, previousHash) > 0, "hashes ascend");
            previousHash = hash;
            entries++;
        }
        assertTrue(Long2LongSlots.isEmpty(table.limit() - SLOT_BYTES), "the last slot of the tail is empty");
        return entries;
    }
}
