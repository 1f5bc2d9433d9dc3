package org.hedgerow.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Objects;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How much of a move one insertion makes: with the usual pace a small part, whatever comes when. */
class Long2LongMoveTest {

    /** More than any step moves: those of a hurry, and those that were due before. */
    private static final long FEW_SLOTS = 512;

    /** Of a block that is not zeroed when it is allocated. */
    private static final int TARGET_BYTES = 512 << 10;

    private final AuditedMemory memory =
            AuditedMemory.open(AuditedMemory.tinyOptions().retainBytes(16 << 20));

    private long mostMoved;

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private Long2LongHashTable newTable(final int slots, final float loadFactor) {
        return new Long2LongHashTable(memory.memory(), slots, loadFactor, "table", MovePace.DEFAULT, 1);
    }

    /** Spread over all ints, and never zero. */
    private static int key(final int number) {
        return (number + 1) * 0x9E3779B1;
    }

    private static /*K*/ long keyOf(final Long2LongHashTable table, final /*K*/ long code) {
        return Hash.key(code, Hash.inverse(table.multiplier));
    }

    /** Puts a key, and notes how many slots of the homes that moved. */
    private void put(final Long2LongHashTable table, final /*K*/ long key) {
        change(table, () -> table.put(key, 1));
    }

    /** Removes a key, and notes how many slots of the homes that moved. */
    private void remove(final Long2LongHashTable table, final /*K*/ long key) {
        change(table, () -> table.remove(key));
    }

    private void change(final Long2LongHashTable table, final Runnable change) {
        final Long2LongMove move = table.move();
        if (move == null) {
            change.run();
            return;
        }
        final long from = move.position();
        final Long2LongTable source = move.source();
        final long endOfHomes = source.base() + source.slots() * Long2LongSlots.SLOT_BYTES;
        change.run();
        final long to = table.move() == move ? Math.min(move.position(), endOfHomes) : endOfHomes;
        mostMoved = Math.max(mostMoved, (to - from) / Long2LongSlots.SLOT_BYTES);
    }

    /** Then it grows for its size, and so has time. */
    @ParameterizedTest
    @ValueSource(ints = {100, 125, 130, 135, 140, 200})
    void aCrowdThatIsMetWhenTheTableIsToGrowIsNotMovedInOneStop(final int before) {
        final Long2LongHashTable table = newTable(16_384, 0.65f);
        final long threshold = table.resizeThreshold();
        for (int number = 0; number < threshold - before; number++) {
            put(table, key(number));
        }
        for (long hash = 1L << 62; table.isMoving() || table.capacity() == 16_384; hash += 1L << Integer.SIZE) {
            put(table, keyOf(table, Hash.toLongCode(hash)));
        }
        Long2LongTableInvariants.check(table);
        put(table, key(-2));
        assertTrue(table.size() <= table.resizeThreshold(), "what the crowd was given serves for the size");
        table.close();
        assertTrue(mostMoved <= FEW_SLOTS, () -> mostMoved + " slots were moved by one insertion");
    }

    /** Where the load factor is low the table soon has as many entries again, but there is time for that, too. */
    @ParameterizedTest
    @ValueSource(floats = {0.1f, 0.2f, 0.36f, 0.4f, 0.5f, 0.65f, 0.9f})
    void aTargetOfMemoryThatWasAnothersIsEmptiedPieceByPiece(final float loadFactor) {
        final int slots = Integer.highestOneBit(TARGET_BYTES / 2 / Long2LongSlots.SLOT_BYTES);
        final Long2LongHashTable table = newTable(slots, loadFactor);
        int number = 0;
        for (; number < table.resizeThreshold(); number++) {
            table.put(key(number), key(number));
        }
        final long targetSlots = 2L * slots + TableShape.usualTailSlots(2L * slots);
        final Block other = memory.memory().allocate(targetSlots * Long2LongSlots.SLOT_BYTES);
        RawMemory.fill(other.address(), other.bytes(), (byte) 0x5A);
        memory.memory().release(other);
        for (; !table.isMoving(); number++) {
            table.put(key(number), key(number));
        }
        final Block target = Objects.requireNonNull(
                Objects.requireNonNull(table.move()).target().block());
        assertFalse(target.isZeroed());
        final int first = number;
        for (; !target.isZeroed(); number++) {
            table.put(key(number), key(number));
        }
        final int insertions = number - first;
        while (table.isMoving()) {
            put(table, key(number));
            number++;
        }
        Long2LongTableInvariants.check(table);
        assertEquals(2L * slots, table.capacity());
        table.close();
        assertTrue(insertions > 40, () -> "it was emptied by " + insertions + " insertions");
        assertTrue(mostMoved <= FEW_SLOTS, () -> mostMoved + " slots were moved by one insertion");
    }

    /** A table with a longer tail alone would have to grow as soon as the one before. */
    @ParameterizedTest
    @ValueSource(floats = {0.4f, 0.65f, 0.8f})
    void aTailThatIsHalfFullWhenTheTableIsToGrowIsNotMovedInOneStop(final float loadFactor) {
        final Long2LongHashTable table = newTable(16_384, loadFactor);
        final int entries = (int) table.resizeThreshold() - 5;
        int number = 0;
        for (; number < entries; number++) {
            table.put(key(number), 1);
        }
        final long tail = table.tailSlots();
        int removed = 0;
        for (int lastCode = 1; !table.isMoving(); lastCode++) {
            table.remove(key(removed));
            removed++;
            table.put(keyOf(table, lastCode), 1);
            for (int i = 0; lastCode % 10 == 0 && i < entries; i++) { // that few are no crowd
                table.remove(key(removed));
                removed++;
                table.put(key(number), 1);
                number++;
            }
        }
        while (table.isMoving()) {
            put(table, key(number));
            number++;
        }
        assertTrue(table.tailSlots() > tail);
        Long2LongTableInvariants.check(table);
        table.close();
        assertTrue(mostMoved <= FEW_SLOTS, () -> mostMoved + " slots were moved by one insertion");
    }

    /** Such a move has more time than the tail has room. */
    @ParameterizedTest
    @ValueSource(ints = {1 << 12, 1 << 14})
    void aTailThatFillsDuringAMoveIsNotMovedInOneStop(final int slots) {
        final Long2LongHashTable table = newTable(slots, 0.5f);
        final int entries = slots / 2 - 50;
        for (int number = 0; number < entries; number++) {
            put(table, key(number));
        }
        int first = 0;
        int lastCode = 1;
        for (; lastCode < table.tailSlots() / 2; lastCode++) {
            remove(table, key(first));
            first++;
            put(table, keyOf(table, lastCode));
            for (int i = 0; lastCode % 10 == 0 && i < entries; i++) { // that few are no crowd
                remove(table, key(first));
                put(table, key(first));
            }
        }
        assertFalse(table.isMoving());
        for (int number = entries; !table.isMoving(); number++) {
            put(table, key(number));
        }
        assertEquals(2L * slots, table.capacity());
        for (int last = lastCode + slots / 4; lastCode < last; lastCode++) {
            put(table, keyOf(table, lastCode));
        }
        Long2LongTableInvariants.check(table);
        table.close();
        assertTrue(mostMoved <= FEW_SLOTS, () -> mostMoved + " slots were moved by one insertion");
    }

    /** A table that could have as few slots as those need has no time to move to it from a large one. */
    @Test
    void aLargeTableWithFewEntriesShrinksByBoundedSteps() {
        final int slots = 1 << 16;
        final int entries = 200;
        final Long2LongHashTable table = newTable(0, 0.65f);
        for (int number = 0; number < entries; number++) {
            put(table, key(number));
        }
        table.reserve(slots / 2);
        int number = entries;
        for (; table.isMoving(); number++) {
            put(table, key(number));
            remove(table, key(number - entries));
        }
        assertEquals(slots, table.capacity());
        final int left = 50;
        for (int removed = number - entries; removed < number - left; removed++) {
            remove(table, key(removed));
        }
        assertTrue(table.isMoving(), "it shrinks");
        for (; table.isMoving() || table.capacity() > 256; number++) {
            put(table, key(number));
            remove(table, key(number - left));
            assertTrue(number < slots, "it shrinks further");
        }
        Long2LongTableInvariants.check(table);
        table.close();
        assertTrue(mostMoved <= FEW_SLOTS, () -> mostMoved + " slots were moved by one insertion or removal");
    }

    /** It has more entries than a table of twice the slots takes. */
    @Test
    void aTableThatWasFilledWithoutMemoryForALargerOneGrowsByBoundedSteps() {
        final Long2LongHashTable table = newTable(1 << 14, 0.4f);
        int number = 0;
        put(table, key(number));
        memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.ENOMEM));
        for (; number < 0.85 * (1 << 14); number++) {
            put(table, key(number));
        }
        assertEquals(1 << 14, table.capacity());
        memory.os().faults(Faults.none());
        for (; table.isMoving() || table.capacity() == 1 << 14; number++) {
            put(table, key(number));
        }
        assertTrue(table.size() <= table.resizeThreshold());
        Long2LongTableInvariants.check(table);
        table.close();
        assertTrue(mostMoved <= FEW_SLOTS, () -> mostMoved + " slots were moved by one insertion");
    }

    /** A small table is moved at once, and needs a longer tail here: without memory for that it stays as it is. */
    @Test
    void aTableThatCannotShrinkAtOnceIsAsItWas() {
        final int slots = 256;
        // Enough for a table of half the slots as well, but not with a tail for all entries.
        final long limit = (slots + slots / 2 + 78L) * Long2LongSlots.SLOT_BYTES;
        final AuditedMemory little = AuditedMemory.open(
                AuditedMemory.tinyOptions().largeBlockBytes(16 << 10).maxBytes(limit));
        final Long2LongHashTable table =
                new Long2LongHashTable(little.memory(), 0, 0.65f, "table", MovePace.DEFAULT, 1);
        table.reserve(160);
        int entries = 0;
        for (; entries < 100; entries++) {
            table.put(keyFromTheEnd(table, entries), 1);
        }
        for (; entries > 50; entries--) {
            table.remove(keyFromTheEnd(table, entries - 1));
            assertFalse(table.isMoving());
            assertEquals(slots, table.capacity());
        }
        Long2LongTableInvariants.check(table);
        for (; entries > 10; entries--) {
            table.remove(keyFromTheEnd(table, entries - 1));
        }
        assertTrue(table.capacity() < slots, "it has shrunk as soon as it could");
        Long2LongTableInvariants.check(table);
        table.close();
        little.close();
    }

    /** Keys that fill the last lines of 64, from the end. */
    private static /*K*/ long keyFromTheEnd(final Long2LongHashTable table, final long number) {
        final long line = 63 - number / TableShape.LINE_SLOTS;
        return keyOf(table, Hash.toLongCode(line << 58 | (number + 1) << Integer.SIZE));
    }
}
