package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.Random;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The blocks that lists and heaps live in: where positions lie, and what stands there. */
class BlockArrayTest {

    private static final long KIB = 1 << 10;

    @Test
    void aPositionKeepsItsPlaceFromTheFirstBlockOn() {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        long filled = 0;
        for (int i = 0; i < 60; i++) {
            array.growTo(array.capacityBytes() + 1);
            for (; filled < array.capacityBytes(); filled += Long.BYTES) {
                RawMemory.putLong(array.addressOf(filled), filled);
            }
        }
        assertTrue(filled > 2_000 * KIB, () -> "no more than " + array.capacityBytes());
        for (long position = 0; position < filled; position += Long.BYTES) {
            assertEquals(position, RawMemory.getLong(array.addressOf(position)));
        }
        array.close();
        memory.close();
    }

    @Test
    void fromTheSecondRowOnEachBlockIsAnEighthOfWhatIsBeforeItsRow() {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(1);
        assertEquals(128, array.capacityBytes());
        array.growTo(1_000);
        assertEquals(1_024, array.capacityBytes());
        array.growTo(64 * KIB);
        assertEquals(64 * KIB, array.capacityBytes());
        array.growTo(64 * KIB + 1);
        assertEquals(128 * KIB, array.capacityBytes());
        array.growTo(512 * KIB + 1);
        assertEquals(576 * KIB, array.capacityBytes());
        array.growTo(1_000 * KIB);
        assertEquals(1_024 * KIB, array.capacityBytes());
        assertEquals(2 * 8, memory.stats().liveBlocks());
        array.growTo(1_024 * KIB + 1);
        assertEquals(1_152 * KIB, array.capacityBytes());
        array.growTo(2_048 * KIB + 1);
        assertEquals(2_304 * KIB, array.capacityBytes());
        array.growTo(4_000 * KIB);
        assertEquals(4_096 * KIB, array.capacityBytes());
        assertEquals(4 * 8, memory.stats().liveBlocks());
        array.close();
        memory.close();
    }

    @Test
    void itGivesBlocksUpWhenHalfOfTheOneBeforeIsFreeToo() {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(160 * KIB);
        assertEquals(192 * KIB, array.capacityBytes());
        array.shrinkFor(96 * KIB);
        assertEquals(192 * KIB, array.capacityBytes());
        array.shrinkFor(96 * KIB - 1);
        assertEquals(128 * KIB, array.capacityBytes());
        array.shrinkFor(32 * KIB);
        assertEquals(128 * KIB, array.capacityBytes());
        array.shrinkFor(32 * KIB - 1);
        assertEquals(64 * KIB, array.capacityBytes());
        array.shrinkFor(0);
        assertEquals(64 * KIB, array.capacityBytes());
        array.trimTo(1_000);
        assertEquals(1_024, array.capacityBytes());
        array.trimTo(0);
        assertEquals(0, memory.stats().usedBytes());
        array.close();
        memory.close();
    }

    @Test
    void severalBlocksAreGivenUpAtOnce() {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(4_000 * KIB);
        RawMemory.putLong(array.addressOf(0), 1);
        array.shrinkFor(900 * KIB);
        assertEquals(960 * KIB, array.capacityBytes());
        array.shrinkFor(0);
        assertEquals(64 * KIB, array.capacityBytes());
        assertEquals(1, RawMemory.getLong(array.addressOf(0)));
        assertEquals(1, memory.stats().liveBlocks());
        array.close();
        memory.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesMoveAcrossBlocks(final long seed) {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        final Random random = new Random(seed);
        final int slots = 40_000;
        final long[] expected = random.longs(slots).toArray();
        array.growTo((long) slots * Long.BYTES);
        for (int i = 0; i < slots; i++) {
            RawMemory.putLong(array.addressOf((long) i * Long.BYTES), expected[i]);
        }
        for (int i = 0; i < 50; i++) {
            final int count = random.nextInt(slots);
            final int from = random.nextInt(slots - count + 1);
            final int to = random.nextInt(slots - count + 1);
            array.move((long) from * Long.BYTES, (long) to * Long.BYTES, (long) count * Long.BYTES);
            System.arraycopy(expected, from, expected, to, count);
        }
        for (int i = 0; i < slots; i++) {
            assertEquals(expected[i], RawMemory.getLong(array.addressOf((long) i * Long.BYTES)));
        }
        array.close();
        memory.close();
    }

    @Test
    void withoutMemoryItIsAsLargeAsItWas() {
        final AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(200 * KIB));
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(80 * KIB);
        assertThrows(MemoryLimitException.class, () -> array.growTo(1_000 * KIB));
        assertEquals(128 * KIB, array.capacityBytes());
        assertEquals(2, memory.stats().liveBlocks());
        array.close();
        memory.close();
    }

    @Test
    void aBlockInWhichNothingIsLeftIsTrimmed() {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(192 * KIB);
        array.trimTo(128 * KIB + 1);
        assertEquals(192 * KIB, array.capacityBytes());
        array.trimTo(128 * KIB);
        assertEquals(128 * KIB, array.capacityBytes());
        array.trimTo(64 * KIB);
        assertEquals(64 * KIB, array.capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        array.close();
        memory.close();
    }

    @Test
    void withoutMemoryForASmallerBlockItKeepsTheLargerOne() {
        final AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(64 * KIB));
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(64 * KIB);
        RawMemory.putLong(array.addressOf(0), 1);
        array.trimTo(1_000);
        assertEquals(64 * KIB, array.capacityBytes());
        assertEquals(1, RawMemory.getLong(array.addressOf(0)));
        array.close();
        memory.close();
    }

    @Test
    void withoutMemoryTheFirstBlockIsTheOneThatItWas() {
        final AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(300 * KIB));
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        assertThrows(MemoryLimitException.class, () -> array.growTo(1_000 * KIB));
        assertEquals(0, array.capacityBytes());
        assertEquals(0, memory.stats().liveBlocks());
        array.growTo(1_000);
        RawMemory.putLong(array.addressOf(0), 7);
        assertThrows(MemoryLimitException.class, () -> array.growTo(1_000 * KIB));
        assertEquals(1_024, array.capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        array.growTo(100 * KIB);
        assertEquals(128 * KIB, array.capacityBytes());
        assertEquals(7, RawMemory.getLong(array.addressOf(0)));
        assertEquals(2, memory.stats().liveBlocks());
        array.close();
        memory.close();
    }

    @Test
    void withoutMemoryForAWholeFirstBlockThereIsNoneBehindIt() {
        final AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(100 * KIB));
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        array.growTo(1_000);
        RawMemory.putLong(array.addressOf(0), 7);
        assertThrows(MemoryLimitException.class, () -> array.growTo(100 * KIB));
        assertEquals(1_024, array.capacityBytes());
        assertEquals(7, RawMemory.getLong(array.addressOf(0)));
        assertEquals(1, memory.stats().liveBlocks());
        array.close();
        memory.close();
    }

    @Test
    void aPositionOutsideOfItHasNoAddress() {
        final AuditedMemory memory = AuditedMemory.open();
        final BlockArray array = new BlockArray(memory.memory(), "a test");
        assertThrows(ConcurrentModificationException.class, () -> array.addressOf(0));
        array.growTo(1_000);
        for (final long position : new long[] {1_024, 4 * KIB, 64 * KIB}) {
            assertThrows(ConcurrentModificationException.class, () -> array.addressOf(position));
        }
        array.growTo(80 * KIB);
        array.shrinkFor(0);
        for (final long position : new long[] {64 * KIB, 128 * KIB, 1 << 30, Long.MAX_VALUE}) {
            assertThrows(ConcurrentModificationException.class, () -> array.addressOf(position));
        }
        array.growTo(192 * KIB);
        array.close();
        for (final long position : new long[] {0, 64 * KIB, 128 * KIB}) {
            assertThrows(ConcurrentModificationException.class, () -> array.addressOf(position));
        }
        memory.close();
    }
}
