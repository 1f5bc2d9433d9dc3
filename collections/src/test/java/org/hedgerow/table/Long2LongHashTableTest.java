package org.hedgerow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table as it is, for all layouts of its slots: also for those of sets, in which all keys have the same value. */
class Long2LongHashTableTest {

    private static final int KEYS = 3_000;

    private final AuditedMemory memory = AuditedMemory.open();
    private final Long2LongHashTable table =
            new Long2LongHashTable(memory.memory(), 0, 0.65f, "table", new MovePace(2, 8));

    @AfterEach
    void nothingIsLeft() {
        table.close();
        memory.close();
    }

    /** Spread over all ints, and never zero. */
    private static int key(final int number) {
        return (number + 1) * 0x9E3779B1;
    }

    private static /*K*/ long keyOf(final Long2LongHashTable table, final /*K*/ long code) {
        return Hash.key(code, Hash.inverse(table.multiplier));
    }

    /** What a slot answers as the value of a key that was put as its own value. */
    private /*V*/ long stored(final int number) {
        final Block slot = memory.memory().allocate(Long2LongSlots.SLOT_BYTES);
        try {
            Long2LongSlots.set(slot.address(), table.codeOf(key(number)), key(number));
            return Long2LongSlots.value(slot.address());
        } finally {
            memory.memory().release(slot);
        }
    }

    @Test
    void growsAndShrinksWithWhatIsPutAndRemoved() {
        for (int number = 0; number < KEYS; number++) {
            assertEquals(0, table.put(key(number), key(number)));
            assertEquals(stored(number), table.putIfAbsent(key(number), key(number)));
            checkEvery(100, number);
        }
        for (int number = 0; number < KEYS; number++) {
            assertEquals(stored(number), table.get(key(number)));
            assertEquals(0, table.get(key(number + KEYS)));
            assertEquals(stored(number), table.replace(key(number), key(number)));
            assertEquals(stored(number), table.put(key(number), key(number)));
            assertEquals(stored(number), table.get(key(number)));
        }
        for (int number = 0; number < KEYS; number++) {
            assertEquals(stored(number), table.remove(key(number)));
            assertEquals(0, table.remove(key(number)));
            checkEvery(100, number);
        }
        assertEquals(0, table.size());
        table.compact();
        assertEquals(HashTable.MIN_SLOTS, table.capacity());
    }

    /** Chance fills neighbouring slots, too: in the long run it is not to be taken for a crowd. */
    @Test
    void aTableWhoseEntriesComeAndGoKeepsItsCapacity() {
        final int entries = 1_250;
        for (int number = 0; number < entries; number++) {
            table.put(key(number), key(number));
        }
        final long capacity = table.capacity();
        for (int number = entries; number < 100 * entries; number++) {
            table.remove(key(number - entries));
            table.put(key(number), key(number));
        }
        assertEquals(capacity, table.capacity());
    }

    /** As long as there is room for it: the larger table's memory is needed that much later. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.8, 0.92", "0.65, 0.82, 0.92", "0.9, 0.95, 1"})
    void aTableIsFilledOnWhileItsEntriesMoveToALargerOne(
            final float loadFactor, final double least, final double most) {
        final Long2LongHashTable growing =
                new Long2LongHashTable(memory.memory(), 8_192, loadFactor, "table", MovePace.DEFAULT);
        int number = 0;
        while (!growing.isMoving()) {
            growing.put(key(number), key(number));
            number++;
        }
        while (growing.isMoving()) {
            growing.put(key(number), key(number));
            number++;
        }
        final double load = growing.size() / 8_192.0;
        growing.close();
        assertTrue(least <= load && load <= most, () -> "moved when it was filled to " + load);
    }

    /** A huge page behind the homes, for the few entries that the last of them push on, would be one too many. */
    @Test
    void theTailOfALargeTableTakesLessThanAHugePage() {
        table.reserve(2_000_000);
        table.put(key(1), key(1));
        assertTrue(table.tailSlots() * Long2LongSlots.SLOT_BYTES < 2 << 20, () -> table.tailSlots() + " slots");
    }

    @Test
    void aCursorKeepsAwayFromWhatMayHaveMoved() {
        for (int number = 0; number < KEYS; number++) {
            table.put(key(number), key(number));
        }
        final Long2LongCursor cursor = new Long2LongCursor(table);
        assertTrue(cursor.next());
        table.clear();
        assertThrows(ConcurrentModificationException.class, cursor::key);
        assertThrows(ConcurrentModificationException.class, cursor::value);
        assertThrows(ConcurrentModificationException.class, () -> cursor.setValue(1));
        assertThrows(ConcurrentModificationException.class, cursor::remove);
        assertEquals(0, table.size());
    }

    /** What a cursor removed is counted at once, and that entries move for it later is another change. */
    @Test
    void aCursorNoticesTheStepsThatAnotherOneOwed() {
        for (int number = 0; number < KEYS; number++) {
            table.put(key(number), key(number));
        }
        table.reserve(100 * KEYS);
        assertTrue(table.isMoving());
        final Long2LongCursor owing = new Long2LongCursor(table);
        assertTrue(owing.next());
        owing.remove();
        final Long2LongCursor other = new Long2LongCursor(table);
        assertTrue(other.next());
        while (owing.next()) {
            assertTrue(table.isMoving());
        }
        assertThrows(ConcurrentModificationException.class, other::key);
    }

    private void checkEvery(final int interval, final int number) {
        if (number % interval == 0) {
            Long2LongTableInvariants.check(table);
        }
    }

    @Test
    void aCursorVisitsEachEntryOnce() {
        final Map</*K*/ Long, /*V*/ Long> expected = new HashMap<>();
        for (int number = 0; number < KEYS; number++) {
            table.put(key(number), key(number));
            expected.put(/*K*/ Long.valueOf(key(number)), /*V*/ Long.valueOf(stored(number)));
        }
        final Map</*K*/ Long, /*V*/ Long> visited = new HashMap<>();
        final Long2LongCursor cursor = new Long2LongCursor(table);
        while (cursor.next()) {
            assertNull(visited.put(cursor.key(), cursor.value()));
            cursor.remove();
        }
        assertEquals(expected, visited);
        assertEquals(0, table.size());
    }

    /** As it removes, the table shrinks below it, so that several groups of hashes fall into one home. */
    @Test
    void aCursorThatRemovesMostEntriesVisitsEachOnce() {
        for (int size = 1; size < KEYS; size += 1 + size / 4) {
            for (int kept = 1; kept <= 64; kept *= 2) {
                table.clear();
                for (int number = 0; number < size; number++) {
                    table.put(key(number), key(number));
                }
                final Map</*K*/ Long, /*V*/ Long> visited = new HashMap<>();
                final Long2LongCursor cursor = new Long2LongCursor(table);
                while (cursor.next()) {
                    assertNull(visited.put(cursor.key(), cursor.value()), "visited twice");
                    if (visited.size() % kept != 0) {
                        cursor.remove();
                    }
                }
                assertEquals(size, visited.size());
                assertEquals(size / kept, table.size());
                Long2LongTableInvariants.check(table);
            }
        }
    }

    /** Then one home of the smaller table has as many entries as many of the larger one. */
    @Test
    void whileATableGrowsManyfoldEachEntryIsVisitedOnce() {
        int moving = 0;
        for (int size = 20; size < 500; size += 7) {
            table.clear();
            for (int number = 0; number < size; number++) {
                table.put(key(number), key(number));
            }
            table.reserve(100 * KEYS);
            for (int number = size; number < size + 5; number++) {
                table.put(key(number), key(number));
            }
            moving += table.isMoving() ? 1 : 0;
            final Set</*K*/ Long> visited = new HashSet<>();
            table.forEach((key, _) -> assertTrue(visited.add(key), "visited twice"));
            assertEquals(size + 5, visited.size());
            visited.clear();
            final Long2LongCursor cursor = new Long2LongCursor(table);
            while (cursor.next()) {
                assertTrue(visited.add(cursor.key()), "visited twice");
            }
            assertEquals(size + 5, visited.size());
        }
        assertTrue(moving > 30, "most of the tables were moving");
    }

    @Test
    void compactingLeavesWhatIsThere() {
        for (int number = 0; number < KEYS; number++) {
            table.put(key(number), key(number));
        }
        for (int number = 10; number < KEYS; number++) {
            table.remove(key(number));
        }
        table.compact();
        assertFalse(table.isMoving());
        Long2LongTableInvariants.check(table);
        assertEquals(16, table.capacity());
        for (int number = 0; number < 10; number++) {
            assertEquals(stored(number), table.get(key(number)));
        }
    }

    @Test
    void aTableDoesNotShrinkBelowTheCapacityThatItBeganWith() {
        final Long2LongHashTable large =
                new Long2LongHashTable(memory.memory(), 1_024, 0.65f, "table", MovePace.DEFAULT);
        large.put(key(0), key(0));
        large.reserve(KEYS);
        int number = 1;
        for (; large.isMoving() || number < 10; number++) {
            large.put(key(number), key(number));
        }
        assertTrue(large.capacity() > 1_024);
        while (large.size() > 0) {
            number--;
            large.remove(key(number));
        }
        assertEquals(1_024, large.capacity());
        large.close();
    }

    @Test
    void compactingEndsThatItKeepsTheCapacityThatItBeganWith() {
        final Long2LongHashTable large =
                new Long2LongHashTable(memory.memory(), 1_024, 0.65f, "table", MovePace.DEFAULT);
        for (int number = 0; number < 10; number++) {
            large.put(key(number), key(number));
        }
        assertEquals(1_024, large.minCapacity());
        large.compact();
        assertEquals(16, large.minCapacity());
        large.clear();
        large.compact();
        assertEquals(HashTable.MIN_SLOTS, large.minCapacity());
        assertEquals(HashTable.MIN_SLOTS, large.capacity());
        large.close();
    }

    @Test
    void whatACrowdMadeLargerServesForTheSize() {
        putCrowd();
        final long capacity = table.capacity();
        final long threshold = table.resizeThreshold();
        for (int number = 0; table.size() <= threshold; number++) {
            table.put(key(number), key(number));
        }
        completeMove(KEYS);
        assertEquals(capacity, table.capacity());
        assertTrue(threshold < table.resizeThreshold());
    }

    @Test
    void clearingKeepsATableThatIsSmallAndFilled() {
        for (int number = 0; number < KEYS; number++) {
            table.put(key(number), key(number));
        }
        completeMove(KEYS);
        final long capacity = table.capacity();
        table.clear();
        assertEquals(capacity, table.capacity());
    }

    /** To empty it slot by slot would take time that grows. */
    @Test
    void clearingGivesUpALargeTable() {
        for (int number = 0; number < 20 * KEYS; number++) {
            table.put(key(number), key(number));
        }
        completeMove(20 * KEYS);
        table.clear();
        assertEquals(HashTable.MIN_SLOTS, table.capacity());
        assertEquals(0, memory.stats().usedBytes());
    }

    /** Puts so many keys, and removes all; answers what capacity that takes. */
    private long fillAndClear(final int entries) {
        putUpTo(entries);
        final long capacity = table.capacity();
        table.clear();
        return capacity;
    }

    /** Puts keys until there are so many; answers the capacities that the table has meanwhile. */
    private Set<Long> putUpTo(final int entries) {
        final Set<Long> capacities = new HashSet<>();
        for (int number = (int) table.size(); number < entries; number++) {
            table.put(key(number), key(number));
            capacities.add(table.capacity());
            checkEvery(5_000, number);
        }
        return capacities;
    }

    @Test
    void aClearedTableGrowsBackByOneMove() {
        final long former = fillAndClear(20 * KEYS);
        final Set<Long> capacities = putUpTo(20 * KEYS);
        assertTrue(capacities.contains(former / 8));
        assertFalse(capacities.contains(former / 4));
        assertFalse(capacities.contains(former / 2));
        assertEquals(former, table.capacity());
        for (int number = 0; number < 20 * KEYS; number++) {
            assertEquals(stored(number), table.get(key(number)));
        }
    }

    /** How large it was is no matter for ever. */
    @Test
    void aTableThatIsClearedAgainAndAgainForgetsThatItWasLarger() {
        final long former = fillAndClear(20 * KEYS);
        for (int i = 0; i < 3; i++) {
            fillAndClear(10);
        }
        assertTrue(putUpTo(20 * KEYS).containsAll(List.of(former / 4, former / 2)));
    }

    @Test
    void aTableThatWasNotFilledAgainForgetsThatItWasLarger() {
        final long former = fillAndClear(20 * KEYS);
        assertEquals(former, fillAndClear(4 * KEYS));
        assertTrue(putUpTo(20 * KEYS).containsAll(List.of(former / 4, former / 2)));
    }

    @Test
    void whereThereIsNoMemoryToGrowBackItGrowsByLess() {
        final AuditedMemory little =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(10L << 20));
        final Long2LongHashTable cleared =
                new Long2LongHashTable(little.memory(), 0, 0.65f, "table", new MovePace(2, 8));
        for (int number = 0; number < 20 * KEYS; number++) {
            cleared.put(key(number), key(number));
        }
        final long former = cleared.capacity();
        cleared.clear();
        final Block other = little.memory().allocate((10L << 20) - former * Long2LongSlots.SLOT_BYTES);
        for (int number = 0; number < 5 * KEYS; number++) {
            cleared.put(key(number), key(number));
        }
        assertEquals(former / 4, cleared.capacity());
        cleared.close();
        little.memory().release(other);
        little.close();
    }

    @Test
    void aTableThatAwaitsMoreShrinksWhenItHasLess() {
        final long former = fillAndClear(20 * KEYS);
        final int few = 4 * KEYS;
        putUpTo(few);
        assertEquals(former, table.capacity());
        removeDownTo(few / 2);
        assertEquals(former, table.capacity(), "it has much less than fills it, but never had more");
        removeDownTo(few / 8);
        assertTrue(table.capacity() < former);
    }

    @Test
    void aTableThatAwaitedMoreShrinksAsOthersDoOnceItHadThat() {
        final long former = fillAndClear(20 * KEYS);
        final int many = (int) (former * 0.65 * 0.375);
        putUpTo(many + 2);
        removeDownTo(many - 1);
        assertTrue(table.capacity() < former);
    }

    private void removeDownTo(final int entries) {
        for (int number = (int) table.size() - 1; number >= entries; number--) {
            assertEquals(stored(number), table.remove(key(number)));
        }
    }

    @Test
    void clearingGivesUpATableThatIsTooLargeForWhatWasInIt() {
        table.put(key(0), key(0));
        table.reserve(KEYS);
        completeMove(1);
        assertTrue(table.capacity() >= KEYS);
        table.clear();
        assertEquals(HashTable.MIN_SLOTS, table.capacity());
        assertEquals(0, memory.stats().usedBytes());
    }

    /** The room that a crowd was given is not for the next keys. */
    @Test
    void clearingGivesUpATableThatACrowdMadeLarger() {
        putCrowd();
        table.clear();
        assertEquals(HashTable.MIN_SLOTS, table.capacity());
        assertEquals(0, memory.stats().usedBytes());
    }

    @Test
    void aClearedTableForgetsTheCrowd() {
        putCrowd();
        table.clear();
        final long threshold = table.resizeThreshold();
        table.put(key(0), key(0));
        assertEquals(threshold, table.resizeThreshold());
    }

    /** What all have their home in the last line need a longer tail than usual, also in a smaller table. */
    @Test
    void aCrowdAtTheEndIsCompacted() {
        final int codes = 200;
        table.reserve(10 * codes);
        for (int code = 1; code <= codes; code++) {
            table.put(keyOf(table, code), 1);
        }
        table.compact();
        Long2LongTableInvariants.check(table);
        assertEquals(512, table.capacity());
        assertTrue(table.tailSlots() >= codes - TableShape.LINE_SLOTS);
        for (int code = 1; code <= codes; code++) {
            assertNotEquals(0, table.get(keyOf(table, code)));
        }
    }

    @Test
    void aCrowdMakesATableSoMuchLargerAndNoMore() {
        for (int code = 1; code <= KEYS; code++) {
            table.put(keyOf(table, -code), 1);
        }
        completeMove(KEYS);
        for (int code = KEYS + 1; code <= KEYS + KEYS / 2; code++) {
            table.put(keyOf(table, -code), 1);
        }
        completeMove(KEYS);
        assertEquals(16 * 8_192, table.capacity());
    }

    /** Where there is no memory for a longer one: searches end at the last slot, as it is empty. */
    @Test
    void aTailIsFilledButForItsLastSlot() {
        table.reserve(1_000);
        table.put(keyOf(table, 1), 1);
        final long tail = table.tailSlots();
        memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.ENOMEM));
        int last = 1;
        for (; last < TableShape.LINE_SLOTS + tail - 1; last++) {
            table.put(keyOf(table, last + 1), 1);
        }
        final /*K*/ long oneMore = keyOf(table, last + 1);
        assertThrows(OsException.class, () -> table.put(oneMore, 1));
        Long2LongTableInvariants.check(table);
        assertEquals(last, table.size());
        assertEquals(tail, table.tailSlots());
        memory.os().faults(Faults.none());
        table.put(oneMore, 1);
        for (int code = 1; code <= last + 1; code++) {
            assertNotEquals(0, table.get(keyOf(table, code)));
        }
    }

    /** So that a move takes memory for the larger table alone, more or less. */
    @Test
    void whatWasMovedIsGivenBackMeanwhile() {
        final AuditedMemory plain =
                AuditedMemory.open(AuditedMemory.tinyOptions().hugePages(MemoryOptions.HugePages.NEVER));
        final Long2LongHashTable growing =
                new Long2LongHashTable(plain.memory(), 1 << 18, 0.65f, "table", MovePace.DEFAULT);
        int number = 0;
        for (; !growing.isMoving(); number++) {
            growing.put(key(number), key(number));
        }
        final long both = plain.stats().usedBytes();
        final long source = growing.move().source().bytes();
        long least = both;
        for (; growing.isMoving(); number++) {
            least = Math.min(least, plain.stats().usedBytes());
            growing.put(key(number), key(number));
        }
        growing.close();
        plain.close();
        final long givenBack = both - least;
        assertTrue(givenBack > source / 2, () -> givenBack + " bytes were given back of " + source);
    }

    /** It goes to the target, and nothing that is moved later may be put in its place. */
    @Test
    void whatIsPutWhereTheMoveStandsAndAnEntryWasRemovedStays() {
        shrinkFromOneInEachLine();
        int replaced = 0;
        while (table.isMoving()) {
            replaced += takesStep() && replaceAtFrontier() ? 1 : 0;
            Long2LongTableInvariants.check(table);
        }
        assertTrue(replaced > 8, "the move stood at some entries");
    }

    /** The same where all that is left is moved at once. */
    @Test
    void whatIsPutWhereTheMoveStandsStaysWhenTheTableIsCompacted() {
        shrinkFromOneInEachLine();
        while (!takesStep() || !replaceAtFrontier()) {
            assertTrue(table.isMoving(), "the move stood at some entry");
        }
        table.compact();
        Long2LongTableInvariants.check(table);
    }

    /** Begins to shrink a table that has one entry in each of its lines, but for the last ones. */
    private void shrinkFromOneInEachLine() {
        final int lines = 256;
        table.reserve(600);
        for (long line = 0; line < lines; line++) {
            table.put(keyOf(table, Hash.toLongCode(line << 56 | 1L << 40)), 1);
        }
        assertEquals(lines * TableShape.LINE_SLOTS, table.capacity());
        for (long line = lines - 1; !table.isMoving(); line--) {
            table.remove(keyOf(table, Hash.toLongCode(line << 56 | 1L << 40)));
        }
    }

    /** Takes a step of the move, or notes that it is due; answers whether the frontier is another one now. */
    private boolean takesStep() {
        final long frontier = table.frontier();
        final /*K*/ long first = keyOf(table, Hash.toLongCode(0));
        if (table.remove(first) == 0) {
            table.put(first, 1);
        }
        return table.isMoving() && table.frontier() != frontier;
    }

    /** Removes the entry at the frontier, and puts another one just before it; answers false if there is none. */
    private boolean replaceAtFrontier() {
        final long frontier = table.frontier();
        if (table.remove(keyOf(table, Hash.toLongCode(frontier))) == 0) {
            return false;
        }
        table.put(keyOf(table, Hash.toLongCode(frontier - (1L << 33))), 1);
        assertEquals(frontier, table.frontier(), "no step was taken meanwhile");
        return true;
    }

    /** Puts neighbouring codes, until there are more slots for them than for as many others. */
    private void putCrowd() {
        int codes = 0;
        while (table.isMoving() || table.resizeThreshold() * 2 > table.capacity()) {
            codes++;
            table.put(keyOf(table, -codes), 1);
            assertTrue(codes < KEYS, "it made no room for the crowd");
        }
    }

    private void completeMove(final int firstNumber) {
        for (int number = firstNumber; table.isMoving(); number++) {
            table.put(key(number), key(number));
        }
    }

    @Test
    void aTableTakesItsSlotsAndNoMore() {
        table.reserve(100_000);
        table.put(key(1), key(1));
        final long slots = table.capacity() + table.tailSlots();
        assertEquals(slots * Long2LongSlots.SLOT_BYTES, table.tableOfHash(0).bytes());
    }

    /** The keys with the greatest code, and with its twin: codes that differ in the last bit only are found apart. */
    @Test
    void codesThatDifferInTheLastBitAreTwoKeys() {
        for (int code = -1; code > -200; code -= 3) {
            assertEquals(0, table.get(keyOf(table, code)));
            table.put(keyOf(table, code), 1);
            assertEquals(0, table.get(keyOf(table, code ^ 1)), "its twin");
            assertEquals(0, table.remove(keyOf(table, code ^ 1)));
        }
        for (int code = -1; code > -200; code -= 3) {
            table.put(keyOf(table, code ^ 1), 2);
            Long2LongTableInvariants.check(table);
        }
        for (int code = -1; code > -200; code -= 3) {
            assertNotEquals(0, table.get(keyOf(table, code)));
            assertNotEquals(0, table.get(keyOf(table, code ^ 1)));
            assertNotEquals(0, table.remove(keyOf(table, code)));
            assertEquals(0, table.get(keyOf(table, code)));
            assertNotEquals(0, table.get(keyOf(table, code ^ 1)));
            Long2LongTableInvariants.check(table);
        }
    }

    /** Also for the codes that slots of empty tables have, and that are the greatest. */
    @Test
    void aClosedTableThrowsForEveryKey() {
        final Long2LongHashTable closed = new Long2LongHashTable(memory.memory(), 0, 0.65f, "table", MovePace.DEFAULT);
        closed.close();
        for (int code = -100; code < 100; code++) {
            final /*K*/ long key = keyOf(closed, code);
            assertThrows(IllegalStateException.class, () -> closed.get(key));
            assertThrows(IllegalStateException.class, () -> closed.remove(key));
            assertThrows(IllegalStateException.class, () -> closed.replace(key, 1));
            assertThrows(IllegalStateException.class, () -> closed.put(key, 1));
            assertThrows(IllegalStateException.class, () -> closed.slotOf(key));
            assertThrows(
                    IllegalStateException.class, () -> closed.getAll(new /*K*/ long[] {key}, 0, 1, new /*V*/ long[1]));
        }
    }
}
