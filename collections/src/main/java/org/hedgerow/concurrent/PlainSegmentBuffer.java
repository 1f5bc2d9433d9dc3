package org.hedgerow.concurrent;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@link SegmentBuffer} that wraps memory, and reads and writes it plainly. Bounds and life are checked by the
 * segment, at each access.
 */
abstract class PlainSegmentBuffer implements MutableDirectBuffer {

    private static final byte[] NO_BYTES = {};

    /** As many as are copied at once. */
    private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[4 << 10]);

    /** Below that many bytes, a loop is faster than a call. */
    private static final int SHORT_FILL_BYTES = 128;

    static {
        // What the JDK writes words with is linked now: while the heap is full that fails.
        MemorySegment.ofArray(new byte[Long.BYTES]).set(JAVA_LONG_UNALIGNED, 0, 0);
    }

    /** Exactly what is wrapped. */
    MemorySegment segment = MemorySegment.ofArray(NO_BYTES);

    private byte @Nullable [] byteArray = NO_BYTES;
    private @Nullable ByteBuffer byteBuffer;
    private int wrapAdjustment;

    /**
     * Wraps a segment.
     *
     * @param newSegment what to wrap
     * @throws IllegalArgumentException if it has more bytes than an {@code int} can count
     */
    final void wrapSegment(final MemorySegment newSegment) {
        if (newSegment.byteSize() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a segment of " + newSegment.byteSize()
                    + " bytes: the indices of a buffer are ints, so wrap a slice of it");
        }
        wrap(newSegment, null, null, 0);
    }

    private void wrap(
            final MemorySegment newSegment,
            final byte @Nullable [] newArray,
            final @Nullable ByteBuffer newByteBuffer,
            final int newWrapAdjustment) {
        segment = newSegment;
        byteArray = newArray;
        byteBuffer = newByteBuffer;
        wrapAdjustment = newWrapAdjustment;
    }

    @Override
    public final void wrap(final byte[] buffer) {
        wrap(buffer, 0, buffer.length);
    }

    @Override
    public final void wrap(final byte[] buffer, final int offset, final int length) {
        wrap(MemorySegment.ofArray(buffer).asSlice(offset, length), buffer, null, offset);
    }

    @Override
    public final void wrap(final ByteBuffer buffer) {
        wrap(buffer, 0, buffer.capacity());
    }

    @Override
    public final void wrap(final ByteBuffer buffer, final int offset, final int length) {
        final MemorySegment slice = wholeOf(buffer).asSlice(offset, length);
        if (buffer.hasArray()) {
            wrap(slice, buffer.array(), buffer, buffer.arrayOffset() + offset);
        } else {
            wrap(slice, null, buffer, offset);
        }
    }

    @Override
    public final void wrap(final DirectBuffer buffer) {
        wrap(buffer, 0, buffer.capacity());
    }

    @Override
    public final void wrap(final DirectBuffer buffer, final int offset, final int length) {
        wrap(
                wholeOf(buffer).asSlice(offset, length),
                buffer.byteArray(),
                buffer.byteBuffer(),
                buffer.wrapAdjustment() + offset);
    }

    @Override
    public final void wrap(final long address, final int length) {
        wrap(RawMemory.segment(address, length, Arena.global()), null, null, 0);
    }

    private static MemorySegment wholeOf(final ByteBuffer buffer) {
        return MemorySegment.ofBuffer(buffer.duplicate().clear());
    }

    private static MemorySegment wholeOf(final DirectBuffer buffer) {
        if (buffer instanceof PlainSegmentBuffer ours) {
            return ours.segment;
        }
        final int capacity = buffer.capacity();
        final byte[] array = buffer.byteArray();
        if (array != null) {
            return MemorySegment.ofArray(array).asSlice(buffer.wrapAdjustment(), capacity);
        }
        final ByteBuffer direct = buffer.byteBuffer();
        if (direct != null) {
            return wholeOf(direct).asSlice(buffer.wrapAdjustment(), capacity);
        }
        return RawMemory.segment(buffer.addressOffset(), capacity, Arena.global());
    }

    /**
     * What is wrapped.
     *
     * @return the segment, of {@link #capacity()} bytes
     */
    public final MemorySegment segment() {
        return segment;
    }

    /**
     * {@inheritDoc}
     *
     * @throws UnsupportedOperationException if this buffer wraps an array
     * @throws IllegalStateException if the life of the segment has ended
     * @throws WrongThreadException if this thread may not access it
     */
    @Override
    public final long addressOffset() {
        if (!segment.isNative()) {
            throw new UnsupportedOperationException("this buffer wraps an array, which has no address");
        }
        checkAccess();
        return segment.address();
    }

    /** For those who ask before they access memory: Agrona's buffers do so by its address. */
    private void checkAccess() {
        if (!segment.scope().isAlive()) {
            throw new IllegalStateException("the memory of this buffer is not there any more: its arena is closed");
        }
        if (!segment.isAccessibleBy(Thread.currentThread())) {
            throw new WrongThreadException("the memory of this buffer is for another thread alone");
        }
    }

    @Override
    public final byte @Nullable [] byteArray() {
        return byteArray;
    }

    @Override
    public final @Nullable ByteBuffer byteBuffer() {
        return byteBuffer;
    }

    @Override
    public final int wrapAdjustment() {
        return wrapAdjustment;
    }

    @Override
    public final int capacity() {
        return (int) segment.byteSize();
    }

    @Override
    public final boolean isExpandable() {
        return false;
    }

    @Override
    public final void checkLimit(final int limit) {
        if (limit > capacity()) {
            throw new IndexOutOfBoundsException("limit=" + limit + " is beyond capacity=" + capacity());
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the life of the segment has ended
     * @throws WrongThreadException if this thread may not access it
     */
    @Override
    public final void boundsCheck(final int index, final int length) {
        Objects.checkFromIndexSize(index, length, capacity());
        checkAccess();
    }

    @Override
    public final void setMemory(final int index, final int length, final byte value) {
        boundsCheck(index, length);
        if (length < SHORT_FILL_BYTES) {
            fillByWords(index, length, value);
        } else if (value == 0) {
            clear(index, length);
        } else {
            segment.asSlice(index, length).fill(value);
        }
    }

    /** For queues, which clear what was read: a slice is an object, where the compiler does not see through it. */
    private void clear(final int index, final int length) {
        int piece;
        for (int cleared = 0; cleared < length; cleared += piece) {
            piece = (int) Math.min(length - cleared, ZEROS.byteSize());
            MemorySegment.copy(ZEROS, 0, segment, index + cleared, piece);
        }
    }

    private void fillByWords(final int index, final int length, final byte value) {
        final long eight = (value & 0xFFL) * 0x01_01_01_01_01_01_01_01L;
        final int end = index + length;
        int i = index;
        for (; i <= end - Long.BYTES; i += Long.BYTES) {
            putLong(i, eight);
        }
        for (; i < end; i++) {
            putByte(i, value);
        }
    }

    private static boolean isNative(final ByteOrder byteOrder) {
        return byteOrder == ByteOrder.nativeOrder();
    }

    @Override
    public final long getLong(final int index) {
        return segment.get(JAVA_LONG_UNALIGNED, index);
    }

    @Override
    public final long getLong(final int index, final ByteOrder byteOrder) {
        final long value = getLong(index);
        return isNative(byteOrder) ? value : Long.reverseBytes(value);
    }

    @Override
    public final void putLong(final int index, final long value) {
        segment.set(JAVA_LONG_UNALIGNED, index, value);
    }

    @Override
    public final void putLong(final int index, final long value, final ByteOrder byteOrder) {
        putLong(index, isNative(byteOrder) ? value : Long.reverseBytes(value));
    }

    @Override
    public final int getInt(final int index) {
        return segment.get(JAVA_INT_UNALIGNED, index);
    }

    @Override
    public final int getInt(final int index, final ByteOrder byteOrder) {
        final int value = getInt(index);
        return isNative(byteOrder) ? value : Integer.reverseBytes(value);
    }

    @Override
    public final void putInt(final int index, final int value) {
        segment.set(JAVA_INT_UNALIGNED, index, value);
    }

    @Override
    public final void putInt(final int index, final int value, final ByteOrder byteOrder) {
        putInt(index, isNative(byteOrder) ? value : Integer.reverseBytes(value));
    }

    @Override
    public final double getDouble(final int index) {
        return segment.get(JAVA_DOUBLE_UNALIGNED, index);
    }

    @Override
    public final double getDouble(final int index, final ByteOrder byteOrder) {
        return isNative(byteOrder) ? getDouble(index) : Double.longBitsToDouble(getLong(index, byteOrder));
    }

    @Override
    public final void putDouble(final int index, final double value) {
        segment.set(JAVA_DOUBLE_UNALIGNED, index, value);
    }

    @Override
    public final void putDouble(final int index, final double value, final ByteOrder byteOrder) {
        putLong(index, Double.doubleToRawLongBits(value), byteOrder);
    }

    @Override
    public final float getFloat(final int index) {
        return segment.get(JAVA_FLOAT_UNALIGNED, index);
    }

    @Override
    public final float getFloat(final int index, final ByteOrder byteOrder) {
        return isNative(byteOrder) ? getFloat(index) : Float.intBitsToFloat(getInt(index, byteOrder));
    }

    @Override
    public final void putFloat(final int index, final float value) {
        segment.set(JAVA_FLOAT_UNALIGNED, index, value);
    }

    @Override
    public final void putFloat(final int index, final float value, final ByteOrder byteOrder) {
        putInt(index, Float.floatToRawIntBits(value), byteOrder);
    }

    @Override
    public final short getShort(final int index) {
        return segment.get(JAVA_SHORT_UNALIGNED, index);
    }

    @Override
    public final short getShort(final int index, final ByteOrder byteOrder) {
        final short value = getShort(index);
        return isNative(byteOrder) ? value : Short.reverseBytes(value);
    }

    @Override
    public final void putShort(final int index, final short value) {
        segment.set(JAVA_SHORT_UNALIGNED, index, value);
    }

    @Override
    public final void putShort(final int index, final short value, final ByteOrder byteOrder) {
        putShort(index, isNative(byteOrder) ? value : Short.reverseBytes(value));
    }

    @Override
    public final char getChar(final int index) {
        return segment.get(JAVA_CHAR_UNALIGNED, index);
    }

    @Override
    public final char getChar(final int index, final ByteOrder byteOrder) {
        final char value = getChar(index);
        return isNative(byteOrder) ? value : Character.reverseBytes(value);
    }

    @Override
    public final void putChar(final int index, final char value) {
        segment.set(JAVA_CHAR_UNALIGNED, index, value);
    }

    @Override
    public final void putChar(final int index, final char value, final ByteOrder byteOrder) {
        putChar(index, isNative(byteOrder) ? value : Character.reverseBytes(value));
    }

    @Override
    public final byte getByte(final int index) {
        return segment.get(JAVA_BYTE, index);
    }

    @Override
    public final void putByte(final int index, final byte value) {
        segment.set(JAVA_BYTE, index, value);
    }

    @Override
    public final void getBytes(final int index, final byte[] destination) {
        getBytes(index, destination, 0, destination.length);
    }

    @Override
    public final void getBytes(final int index, final byte[] destination, final int offset, final int length) {
        MemorySegment.copy(segment, JAVA_BYTE, index, destination, offset, length);
    }

    @Override
    public final void getBytes(
            final int index, final MutableDirectBuffer destination, final int destinationIndex, final int length) {
        // Not by a method of the destination: Agrona's would ask for an address, which an array has not, and believe
        // it.
        boundsCheck(index, length);
        destination.checkLimit(destinationIndex + length); // where one that is expandable expands
        MemorySegment.copy(segment, index, wholeOf(destination), destinationIndex, length);
    }

    @Override
    public final void getBytes(final int index, final ByteBuffer destination, final int length) {
        final int position = destination.position();
        getBytes(index, destination, position, length);
        destination.position(position + length);
    }

    @Override
    public final void getBytes(
            final int index, final ByteBuffer destination, final int destinationOffset, final int length) {
        MemorySegment.copy(segment, index, wholeOf(destination), destinationOffset, length);
    }

    @Override
    public final void putBytes(final int index, final byte[] source) {
        putBytes(index, source, 0, source.length);
    }

    @Override
    public final void putBytes(final int index, final byte[] source, final int offset, final int length) {
        MemorySegment.copy(source, offset, segment, JAVA_BYTE, index, length);
    }

    @Override
    public final void putBytes(final int index, final ByteBuffer source, final int length) {
        final int position = source.position();
        putBytes(index, source, position, length);
        source.position(position + length);
    }

    @Override
    public final void putBytes(final int index, final ByteBuffer source, final int sourceIndex, final int length) {
        MemorySegment.copy(wholeOf(source), sourceIndex, segment, index, length);
    }

    @Override
    public final void putBytes(final int index, final DirectBuffer source, final int sourceIndex, final int length) {
        MemorySegment.copy(wholeOf(source), sourceIndex, segment, index, length);
    }

    @Override
    public final boolean equals(final @Nullable Object other) {
        return other instanceof PlainSegmentBuffer that && segment.mismatch(that.segment) == -1;
    }

    /** {@inheritDoc} The same as that of Agrona's buffers with the same bytes. */
    @Override
    public final int hashCode() {
        final int capacity = capacity();
        int hash = 19;
        int i = 0;
        for (; i <= capacity - Long.BYTES; i += Long.BYTES) {
            hash = 31 * hash + Long.hashCode(getLong(i));
        }
        for (; i < capacity; i++) {
            hash = 31 * hash + getByte(i);
        }
        return hash;
    }

    @Override
    public final int compareTo(final DirectBuffer that) {
        final int common = Math.min(capacity(), that.capacity());
        int order = 0;
        int i = 0;
        for (; order == 0 && i <= common - Long.BYTES; i += Long.BYTES) {
            order = Long.compare(getLong(i), that.getLong(i));
        }
        for (; order == 0 && i < common; i++) {
            order = Byte.compare(getByte(i), that.getByte(i));
        }
        return order != 0 ? order : Integer.compare(capacity(), that.capacity());
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " of " + capacity() + " bytes over " + segment;
    }
}
