package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.AsciiNumberFormatException;
import org.agrona.DirectBuffer;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the buffer wraps, its bounds and its life; that it does what Agrona's does is found by {@link AgronaForkTest}. */
class SegmentBufferTest {

    private static final int CAPACITY = 64;

    private static byte[] bytes() {
        final byte[] bytes = new byte[CAPACITY];
        for (int i = 0; i < CAPACITY; i++) {
            bytes[i] = (byte) (i + 1);
        }
        return bytes;
    }

    private static ByteBuffer direct() {
        return ByteBuffer.allocateDirect(CAPACITY).put(bytes());
    }

    @Test
    void itWrapsWhateverTheInterfaceNames() {
        final byte[] array = bytes();
        final ByteBuffer heap = ByteBuffer.wrap(bytes(), 8, 40).slice();
        final ByteBuffer direct = direct();
        final SegmentBuffer base = new SegmentBuffer(bytes());
        check(new SegmentBuffer(array), 1, 64, array, null, 0);
        check(new SegmentBuffer(array, 8, 16), 9, 16, array, null, 8);
        check(new SegmentBuffer(heap), 9, 40, heap.array(), heap, 8);
        check(new SegmentBuffer(heap, 4, 8), 13, 8, heap.array(), heap, 12);
        check(new SegmentBuffer(direct), 1, 64, null, direct, 0);
        check(new SegmentBuffer(direct, 4, 8), 5, 8, null, direct, 4);
        check(new SegmentBuffer(base), 1, 64, base.byteArray(), null, 0);
        check(new SegmentBuffer(base, 3, 7), 4, 7, base.byteArray(), null, 3);
        check(new SegmentBuffer(new SegmentBuffer(base, 3, 7), 2, 4), 6, 4, base.byteArray(), null, 5);
        check(new SegmentBuffer(MemorySegment.ofBuffer(direct.clear())), 1, 64, null, null, 0);
        assertEquals(0, new SegmentBuffer().capacity());
        final long address = new SegmentBuffer(direct).addressOffset();
        final SegmentBuffer byAddress = new SegmentBuffer();
        byAddress.wrap(address + 2, 5);
        check(byAddress, 3, 5, null, null, 0);
        check(new SegmentBuffer(address + 3, 6), 4, 6, null, null, 0);
    }

    /** Each constructor of Agrona's buffer. They are told by reflection, as the class itself needs a flag. */
    @Test
    void itIsConstructedAsAgronasIs() throws ClassNotFoundException, NoSuchMethodException {
        final Class<?> theirs = Class.forName(
                "org.agrona.concurrent.UnsafeBuffer", false, getClass().getClassLoader());
        for (final Constructor<?> constructor : theirs.getConstructors()) {
            assertNotNull(SegmentBuffer.class.getConstructor(constructor.getParameterTypes()));
        }
    }

    private static void check(
            final SegmentBuffer buffer,
            final int firstByte,
            final int capacity,
            final byte[] array,
            final ByteBuffer byteBuffer,
            final int wrapAdjustment) {
        assertEquals(firstByte, buffer.getByte(0));
        assertEquals(capacity, buffer.capacity());
        assertSame(array, buffer.byteArray());
        assertSame(byteBuffer, buffer.byteBuffer());
        assertEquals(wrapAdjustment, buffer.wrapAdjustment());
        assertFalse(buffer.isExpandable());
        final byte old = buffer.getByte(capacity - 1);
        buffer.putByte(capacity - 1, (byte) 99);
        assertEquals(99, buffer.getByte(capacity - 1));
        buffer.putByte(capacity - 1, old);
    }

    @Test
    void aSegmentWithMoreBytesThanAnIntCountsIsRefused() {
        // Address space alone: what is not touched occupies nothing.
        try (GuardedMemory large = GuardedMemory.open(MemoryOptions.defaults())) {
            final Block block = large.allocate(1L + Integer.MAX_VALUE, "the test");
            final SegmentBuffer buffer = new SegmentBuffer();
            assertThrows(IllegalArgumentException.class, () -> buffer.wrap(block.segment()));
            assertEquals(0, buffer.capacity());
            buffer.wrap(block.segment().asSlice(1));
            assertEquals(Integer.MAX_VALUE, buffer.capacity());
            large.release(block);
        }
    }

    /** Short ones, and those that are filled in other ways; with zeros, which are copied piece by piece, and other bytes. */
    @ParameterizedTest
    @ValueSource(bytes = {0, -7})
    void exactlyTheBytesThatAreNamedAreFilled(final byte value) {
        final int capacity = 10_000;
        final byte[] filled = new byte[capacity];
        final SegmentBuffer buffer = new SegmentBuffer(new byte[capacity]);
        for (int length = 0; length <= capacity - 5; length += 1 + length / 16) {
            for (int i = 0; i < capacity; i++) {
                buffer.putByte(i, (byte) 1);
            }
            buffer.setMemory(3, length, value);
            Arrays.fill(filled, (byte) 1);
            Arrays.fill(filled, 3, 3 + length, value);
            assertEquals(new SegmentBuffer(filled), buffer);
        }
    }

    /** Consumers of many producers do that with each batch: also before it is compiled, and with segments of any kind. */
    @Test
    void toClearMakesNoGarbage() {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final SegmentBuffer buffer = new SegmentBuffer(ByteBuffer.allocateDirect(10_000));
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int length = 0; length < 10_000; length += 100) {
                buffer.setMemory(0, length, (byte) 0);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    @Test
    void anotherBufferOfAgronasMayBeWrapped() {
        final byte[] array = bytes();
        final ByteBuffer direct = direct();
        for (final DirectBuffer other : List.of(
                DirectBufferStub.of(array, null, 4, 0, 8),
                DirectBufferStub.of(null, direct, 4, 0, 8),
                DirectBufferStub.of(null, null, 0, new SegmentBuffer(direct).addressOffset() + 4, 8))) {
            final SegmentBuffer buffer = new SegmentBuffer(other);
            assertEquals(8, buffer.capacity());
            assertEquals(5, buffer.getByte(0));
            buffer.wrap(other, 2, 3);
            assertEquals(7, buffer.getByte(0));
            assertEquals(3, buffer.capacity());
        }
    }

    @Test
    void boundsAreChecked() {
        final byte[] eight = new byte[8];
        for (final SegmentBuffer buffer : List.of(new SegmentBuffer(bytes()), new SegmentBuffer(direct()))) {
            final List<Runnable> accesses = List.of(
                    () -> buffer.getLong(CAPACITY - 7),
                    () -> buffer.getLong(-1),
                    () -> buffer.putLong(CAPACITY - 7, 1),
                    () -> buffer.getInt(CAPACITY - 3),
                    () -> buffer.putInt(-1, 1),
                    () -> buffer.getShort(CAPACITY - 1),
                    () -> buffer.getByte(CAPACITY),
                    () -> buffer.putByte(CAPACITY, (byte) 1),
                    () -> buffer.getBytes(CAPACITY - 7, eight),
                    () -> buffer.getBytes(0, eight, 1, 8),
                    () -> buffer.putBytes(CAPACITY - 7, eight),
                    () -> buffer.putBytes(0, eight, 1, 8),
                    () -> buffer.putBytes(0, new SegmentBuffer(eight), 1, 8),
                    () -> buffer.putBytes(0, ByteBuffer.allocate(4), 0, 5),
                    () -> buffer.getBytes(0, ByteBuffer.allocate(4), 0, 5),
                    () -> buffer.setMemory(CAPACITY - 7, 8, (byte) 1),
                    () -> buffer.putStringAscii(CAPACITY - 7, "four"),
                    () -> buffer.putStringUtf8(CAPACITY - 7, "four"),
                    () -> buffer.getStringWithoutLengthAscii(CAPACITY - 3, 4),
                    () -> buffer.getStringAscii(-4, 1, new StringBuilder()),
                    () -> buffer.parseIntAscii(CAPACITY - 3, 4),
                    () -> buffer.putIntAscii(CAPACITY - 3, -123),
                    () -> buffer.boundsCheck(CAPACITY, 1),
                    () -> buffer.checkLimit(CAPACITY + 1),
                    () -> new SegmentBuffer(buffer, 1, CAPACITY));
            for (final Runnable access : accesses) {
                assertThrows(IndexOutOfBoundsException.class, access::run);
            }
            assertArrayEquals(bytes(), copyOf(buffer), "nothing was written");
            buffer.checkLimit(CAPACITY);
            buffer.boundsCheck(CAPACITY, 0);
        }
        final SegmentBuffer aligned = new SegmentBuffer(direct());
        assertThrows(IndexOutOfBoundsException.class, () -> aligned.getLongVolatile(CAPACITY));
        assertThrows(IndexOutOfBoundsException.class, () -> aligned.putIntRelease(-4, 1));
        assertThrows(IndexOutOfBoundsException.class, () -> aligned.compareAndSetLong(CAPACITY, 0, 1));
    }

    private static byte[] copyOf(final DirectBuffer buffer) {
        final byte[] copy = new byte[buffer.capacity()];
        buffer.getBytes(0, copy);
        return copy;
    }

    @Test
    void stepsInOneAreForAlignedMemoryOutsideOfTheHeap() {
        final SegmentBuffer heap = new SegmentBuffer(bytes());
        assertThrows(IllegalArgumentException.class, () -> heap.getAndAddLong(0, 1));
        assertThrows(IllegalArgumentException.class, () -> heap.putIntRelease(0, 1));
        assertThrows(IllegalStateException.class, heap::verifyAlignment);
        assertThrows(UnsupportedOperationException.class, heap::addressOffset);
        try (Arena arena = Arena.ofConfined()) {
            final SegmentBuffer buffer = new SegmentBuffer(arena.allocate(CAPACITY, 8));
            buffer.verifyAlignment();
            assertThrows(IllegalArgumentException.class, () -> buffer.getLongVolatile(4));
            final SegmentBuffer shifted = new SegmentBuffer(buffer, 4, 8);
            assertThrows(IllegalStateException.class, shifted::verifyAlignment);
        }
    }

    @Test
    void aBufferEndsWithItsBlock() {
        final AuditedMemory memory = AuditedMemory.open();
        final Block block = memory.memory().allocate(CAPACITY, "the test");
        final SegmentBuffer buffer = new SegmentBuffer(block.segment());
        buffer.putLong(8, 42);
        assertEquals(42, buffer.getLongVolatile(8));
        memory.memory().release(block);
        assertThrows(IllegalStateException.class, () -> buffer.getLong(8));
        assertThrows(IllegalStateException.class, () -> buffer.putLongRelease(8, 1));
        assertThrows(IllegalStateException.class, () -> buffer.putStringUtf8(0, "late"));
        // What others ask for before they access it by address.
        assertThrows(IllegalStateException.class, () -> buffer.boundsCheck(0, 8));
        assertThrows(IllegalStateException.class, buffer::addressOffset);
        memory.close();
    }

    @Test
    void aBufferOfOneThreadIsForThat() throws InterruptedException {
        try (Arena arena = Arena.ofConfined()) {
            final SegmentBuffer buffer = new SegmentBuffer(arena.allocate(8));
            buffer.boundsCheck(0, 8);
            final List<Throwable> refusals = new ArrayList<>();
            final Thread other = Thread.ofPlatform().start(() -> {
                refusals.add(assertThrows(WrongThreadException.class, () -> buffer.boundsCheck(0, 8)));
                refusals.add(assertThrows(WrongThreadException.class, buffer::addressOffset));
            });
            other.join();
            assertEquals(2, refusals.size());
        }
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        final SegmentBuffer buffer = new SegmentBuffer(new byte[CAPACITY]);
        for (final String text : List.of("", "-", "12x", "x", "2147483648", "-2147483649", "99999999999", "--1")) {
            final int length = buffer.putStringWithoutLengthAscii(0, text);
            assertThrows(AsciiNumberFormatException.class, () -> buffer.parseIntAscii(0, length), text);
        }
        for (final String text : List.of("-1", "2147483648", "1 ")) {
            final int length = buffer.putStringWithoutLengthAscii(0, text);
            assertThrows(AsciiNumberFormatException.class, () -> buffer.parseNaturalIntAscii(0, length), text);
        }
        // The fourth one is 5 if it is counted modulo 2^64.
        for (final String text : List.of(
                "9223372036854775808", "-9223372036854775809", "12345678901234567890", "18446744073709551621", "1e3")) {
            final int length = buffer.putStringWithoutLengthAscii(0, text);
            assertThrows(AsciiNumberFormatException.class, () -> buffer.parseLongAscii(0, length), text);
        }
        final byte[] before = copyOf(buffer);
        assertThrows(NumberFormatException.class, () -> buffer.putNaturalIntAscii(0, -1));
        assertThrows(NumberFormatException.class, () -> buffer.putNaturalPaddedIntAscii(0, 2, 123));
        assertArrayEquals(before, copyOf(buffer));
    }

    @Test
    void theGreatestNumbersAndTheLeastAreTaken() {
        final SegmentBuffer buffer = new SegmentBuffer(new byte[CAPACITY]);
        for (final int number : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            final int length = buffer.putIntAscii(0, number);
            assertEquals(number, buffer.parseIntAscii(0, length));
        }
        for (final long number : new long[] {Long.MAX_VALUE, Long.MIN_VALUE}) {
            final int length = buffer.putLongAscii(0, number);
            assertEquals(number, buffer.parseLongAscii(0, length));
        }
        final byte[] before = copyOf(buffer);
        buffer.putNaturalPaddedIntAscii(1, 0, 0);
        assertArrayEquals(before, copyOf(buffer), "no digits are enough for zero");
    }

    @Test
    void buffersAreComparedByTheirBytes() {
        final SegmentBuffer one = new SegmentBuffer(bytes());
        final SegmentBuffer other = new SegmentBuffer(direct());
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertEquals(0, one.compareTo(other));
        other.putByte(CAPACITY - 1, (byte) 0);
        assertNotEquals(one, other);
        assertTrue(one.compareTo(other) > 0);
        assertTrue(other.compareTo(one) < 0);
        assertTrue(new SegmentBuffer(one, 0, 8).compareTo(one) < 0);
        assertNotEquals(one, "a text");
        assertTrue(one.toString().startsWith("SegmentBuffer of 64 bytes"), one::toString);
    }

    @Test
    void byteOrdersAreThoseThatAreAskedFor() {
        final SegmentBuffer buffer = new SegmentBuffer(direct());
        final ByteBuffer plain = direct();
        for (final ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            plain.order(order);
            assertEquals(plain.getLong(3), buffer.getLong(3, order));
            assertEquals(plain.getInt(3), buffer.getInt(3, order));
            assertEquals(plain.getShort(3), buffer.getShort(3, order));
            assertEquals(plain.getChar(3), buffer.getChar(3, order));
            assertEquals(plain.getDouble(3), buffer.getDouble(3, order));
            assertEquals(plain.getFloat(3), buffer.getFloat(3, order));
        }
        assertNull(buffer.byteArray());
    }
}
