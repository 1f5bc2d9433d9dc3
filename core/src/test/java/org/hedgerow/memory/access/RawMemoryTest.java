package org.hedgerow.memory.access;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class RawMemoryTest {

    private static final int WORDS = 16;

    private final AuditedMemory memory = AuditedMemory.open();
    private final Block block = memory.memory().allocate(WORDS * Long.BYTES, "the test");
    private final long address = block.address();

    @AfterEach
    void nothingIsLeft() {
        memory.memory().release(block);
        memory.close();
    }

    private void fill() {
        for (int i = 0; i < WORDS; i++) {
            RawMemory.putLong(word(i), i + 1);
        }
    }

    private long word(final int index) {
        return address + (long) index * Long.BYTES;
    }

    private long[] words() {
        return LongStream.range(0, WORDS)
                .map(i -> RawMemory.getLong(word((int) i)))
                .toArray();
    }

    @Test
    void longsAreOfTheNativeByteOrderAtAnyAddress() {
        RawMemory.putLong(address + 3, Long.MIN_VALUE + 1);
        assertEquals(Long.MIN_VALUE + 1, RawMemory.getLong(address + 3));
        final byte first = block.segment().asByteBuffer().get(3);
        assertEquals(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 1 : Byte.MIN_VALUE, first);
    }

    @Test
    void copiedRangesMayOverlap() {
        fill();
        RawMemory.copy(word(0), word(4), 8 * Long.BYTES);
        RawMemory.copy(word(8), word(7), 2 * Long.BYTES);
        assertEquals("1, 2, 3, 4, 1, 2, 3, 5, 6, 6, 7, 8, 13, 14, 15, 16", joined());
    }

    @Test
    void zerosEndWhereTheyShould() {
        fill();
        RawMemory.zero(word(1), 14 * Long.BYTES);
        assertEquals("1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 16", joined());
    }

    private String joined() {
        final String text = Arrays.toString(words());
        return text.substring(1, text.length() - 1);
    }

    @Test
    void intsAreHalvesOfLongs() {
        RawMemory.putInt(address, -1);
        RawMemory.putIntRelease(address + Integer.BYTES, 7);
        assertEquals(-1, RawMemory.getIntAcquire(address));
        assertEquals(7, RawMemory.getInt(address + Integer.BYTES));
        final boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        assertEquals(little ? 0x7_FFFF_FFFFL : 0xFFFF_FFFF_0000_0007L, RawMemory.getLong(address));
    }

    @Test
    void orderedAccessesAreForAlignedAddresses() {
        assertThrows(IllegalArgumentException.class, () -> RawMemory.getLongAcquire(address + 4));
        assertThrows(IllegalArgumentException.class, () -> RawMemory.putLongRelease(address + 4, 1));
        assertThrows(IllegalArgumentException.class, () -> RawMemory.getIntAcquire(address + 2));
        assertThrows(IllegalArgumentException.class, () -> RawMemory.putIntRelease(address + 2, 1));
    }

    @Test
    void arraysAreCopiedInParts() {
        fill();
        final long[] longs = new long[4];
        RawMemory.copy(word(2), longs, 1, 2);
        assertArrayEquals(new long[] {0, 3, 4, 0}, longs);
        RawMemory.copy(longs, 1, word(0), 3);
        assertEquals("3, 4, 0, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16", joined());

        final int[] ints = {1, 2, 3, 4};
        RawMemory.copy(ints, 1, address, 3);
        final int[] back = new int[4];
        RawMemory.copy(address + Integer.BYTES, back, 2, 2);
        assertArrayEquals(new int[] {0, 0, 3, 4}, back);
    }

    @Test
    void theCheckedModeRefusesWhatLiesInNoLiveBlock() {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        final long end = word(WORDS);
        assertThrows(IllegalStateException.class, () -> RawMemory.getLong(0));
        assertThrows(IllegalStateException.class, () -> RawMemory.getLong(end));
        assertThrows(IllegalStateException.class, () -> RawMemory.putLong(end - 7, 1));
        assertThrows(IllegalStateException.class, () -> RawMemory.getInt(end - 3));
        assertThrows(IllegalStateException.class, () -> RawMemory.putInt(end, 1));
        assertThrows(IllegalStateException.class, () -> RawMemory.getLongAcquire(end));
        assertThrows(IllegalStateException.class, () -> RawMemory.putLongRelease(end, 1));
        assertThrows(IllegalStateException.class, () -> RawMemory.getIntAcquire(end));
        assertThrows(IllegalStateException.class, () -> RawMemory.putIntRelease(end, 1));
        assertThrows(IllegalStateException.class, () -> RawMemory.copy(new long[2], 0, end - 8, 2));
        assertThrows(IllegalStateException.class, () -> RawMemory.copy(end - 8, new int[3], 0, 3));
        assertThrows(IllegalStateException.class, () -> RawMemory.zero(address, WORDS * Long.BYTES + 1));
        assertThrows(IllegalStateException.class, () -> RawMemory.copy(address, word(1), WORDS * Long.BYTES));
        assertThrows(IllegalStateException.class, () -> RawMemory.copy(word(1), address, WORDS * Long.BYTES));
    }
}
