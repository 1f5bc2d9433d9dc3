package org.hedgerow.concurrent;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;

/**
 * Agrona's {@link AtomicBuffer} over a {@link MemorySegment}: what {@code org.agrona.concurrent.UnsafeBuffer} is for, without
 * a flag but native access.
 *
 * <p>It behaves as that one does, and what takes a {@link DirectBuffer} takes it. The differences:
 *
 * <ul>
 *   <li>Bounds are always checked, whatever {@code agrona.disable.bounds.checks} says: by the segment, which throws
 *       {@link IndexOutOfBoundsException} as well.
 *   <li>So is life: after the segment's arena is closed, each access throws {@link IllegalStateException}, in whichever
 *       thread. The exceptions are {@link #wrap(long, int)} and the constructor like it, which believe what they are told;
 *       the caller keeps that memory.
 *   <li>What orders memory between threads, or is done in one step, is for off-heap memory at aligned indices, and throws
 *       {@link IllegalArgumentException} elsewhere: the JDK does not promise how the bytes of an array are aligned. For the
 *       same reason {@link #verifyAlignment()} never accepts an array, and {@link #addressOffset()} of one throws.
 *   <li>Through a read-only {@link ByteBuffer} nothing is written: that throws {@link IllegalArgumentException} or {@link
 *       UnsupportedOperationException}, also where it is off the heap.
 *   <li>A natural number that is negative is refused with {@link NumberFormatException}, and a number that does not fit
 *       leaves the buffer as it was.
 * </ul>
 *
 * <p>As safe for several threads as the operations say; the {@code wrap} methods are not. Nothing is allocated but the
 * strings that are asked for.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class SegmentBuffer extends TextSegmentBuffer implements AtomicBuffer, RecordBuffer {

    private static final VarHandle LONGS = JAVA_LONG.varHandle();
    private static final VarHandle INTS = JAVA_INT.varHandle();
    private static final VarHandle SHORTS = JAVA_SHORT.varHandle();
    private static final VarHandle CHARS = JAVA_CHAR.varHandle();
    private static final VarHandle BYTES = JAVA_BYTE.varHandle();

    /** Creates a buffer of no bytes, to wrap something later. */
    public SegmentBuffer() {
        // It wraps nothing.
    }

    /**
     * Creates a buffer over a segment, such as a {@link org.hedgerow.memory.Block#segment()}.
     *
     * @param segment what to wrap
     * @throws IllegalArgumentException if it has more bytes than an {@code int} can count
     */
    public SegmentBuffer(final MemorySegment segment) {
        wrapSegment(segment);
    }

    /**
     * Creates a buffer over an array.
     *
     * @param buffer what to wrap
     */
    public SegmentBuffer(final byte[] buffer) {
        wrap(buffer);
    }

    /**
     * Creates a buffer over part of an array.
     *
     * @param buffer what to wrap
     * @param offset of the first byte
     * @param length in bytes
     */
    public SegmentBuffer(final byte[] buffer, final int offset, final int length) {
        wrap(buffer, offset, length);
    }

    /**
     * Creates a buffer over a byte buffer, from 0 to its capacity.
     *
     * @param buffer what to wrap
     */
    public SegmentBuffer(final ByteBuffer buffer) {
        wrap(buffer);
    }

    /**
     * Creates a buffer over part of a byte buffer.
     *
     * @param buffer what to wrap
     * @param offset of the first byte, from 0
     * @param length in bytes
     */
    public SegmentBuffer(final ByteBuffer buffer, final int offset, final int length) {
        wrap(buffer, offset, length);
    }

    /**
     * Creates a buffer over what another one wraps.
     *
     * @param buffer what to wrap
     */
    public SegmentBuffer(final DirectBuffer buffer) {
        wrap(buffer);
    }

    /**
     * Creates a buffer over part of what another one wraps.
     *
     * @param buffer what to wrap
     * @param offset of the first byte
     * @param length in bytes
     */
    public SegmentBuffer(final DirectBuffer buffer, final int offset, final int length) {
        wrap(buffer, offset, length);
    }

    /**
     * Creates a buffer over memory at an address, as {@link #wrap(long, int)} has it: whether the memory is there, and how long,
     * is the caller's to know. An access outside of it, or after its end, may crash the JVM.
     *
     * @param address of the first byte
     * @param length in bytes
     */
    public SegmentBuffer(final long address, final int length) {
        wrap(address, length);
    }

    /**
     * Wraps a segment.
     *
     * @param segment what to wrap
     * @throws IllegalArgumentException if it has more bytes than an {@code int} can count
     */
    public void wrap(final MemorySegment segment) {
        wrapSegment(segment);
    }

    @Override
    public void verifyAlignment() {
        if (!segment.isNative()) {
            throw new IllegalStateException(
                    "AtomicBuffer was created from a byte[] and is not correctly aligned by " + ALIGNMENT);
        }
        if ((segment.address() & (ALIGNMENT - 1)) != 0) {
            throw new IllegalStateException("AtomicBuffer is not correctly aligned: addressOffset=" + segment.address()
                    + " is not divisible by " + ALIGNMENT);
        }
    }

    @Override
    public long getLongVolatile(final int index) {
        return (long) LONGS.getVolatile(segment, (long) index);
    }

    @Override
    public void putLongVolatile(final int index, final long value) {
        LONGS.setVolatile(segment, (long) index, value);
    }

    @Override
    public long getLongAcquire(final int index) {
        return (long) LONGS.getAcquire(segment, (long) index);
    }

    @Override
    public void putLongOrdered(final int index, final long value) {
        putLongRelease(index, value);
    }

    @Override
    public void putLongRelease(final int index, final long value) {
        LONGS.setRelease(segment, (long) index, value);
    }

    @Override
    public long getLongOpaque(final int index) {
        return (long) LONGS.getOpaque(segment, (long) index);
    }

    @Override
    public void putLongOpaque(final int index, final long value) {
        LONGS.setOpaque(segment, (long) index, value);
    }

    @Override
    public long addLongOrdered(final int index, final long increment) {
        return addLongRelease(index, increment);
    }

    @Override
    public long addLongRelease(final int index, final long increment) {
        return (long) LONGS.getAndAddRelease(segment, (long) index, increment);
    }

    @Override
    public long addLongOpaque(final int index, final long increment) {
        final long value = getLongOpaque(index);
        putLongOpaque(index, value + increment);
        return value;
    }

    @Override
    public boolean compareAndSetLong(final int index, final long expectedValue, final long updateValue) {
        return LONGS.compareAndSet(segment, (long) index, expectedValue, updateValue);
    }

    @Override
    public long compareAndExchangeLong(final int index, final long expectedValue, final long updateValue) {
        return (long) LONGS.compareAndExchange(segment, (long) index, expectedValue, updateValue);
    }

    @Override
    public long getAndSetLong(final int index, final long value) {
        return (long) LONGS.getAndSet(segment, (long) index, value);
    }

    @Override
    public long getAndAddLong(final int index, final long delta) {
        return (long) LONGS.getAndAdd(segment, (long) index, delta);
    }

    @Override
    public int getIntVolatile(final int index) {
        return (int) INTS.getVolatile(segment, (long) index);
    }

    @Override
    public void putIntVolatile(final int index, final int value) {
        INTS.setVolatile(segment, (long) index, value);
    }

    @Override
    public int getIntAcquire(final int index) {
        return (int) INTS.getAcquire(segment, (long) index);
    }

    @Override
    public void putIntOrdered(final int index, final int value) {
        putIntRelease(index, value);
    }

    @Override
    public void putIntRelease(final int index, final int value) {
        INTS.setRelease(segment, (long) index, value);
    }

    @Override
    public int getIntOpaque(final int index) {
        return (int) INTS.getOpaque(segment, (long) index);
    }

    @Override
    public void putIntOpaque(final int index, final int value) {
        INTS.setOpaque(segment, (long) index, value);
    }

    @Override
    public int addIntOrdered(final int index, final int increment) {
        return addIntRelease(index, increment);
    }

    @Override
    public int addIntRelease(final int index, final int increment) {
        return (int) INTS.getAndAddRelease(segment, (long) index, increment);
    }

    @Override
    public int addIntOpaque(final int index, final int increment) {
        final int value = getIntOpaque(index);
        putIntOpaque(index, value + increment);
        return value;
    }

    @Override
    public boolean compareAndSetInt(final int index, final int expectedValue, final int updateValue) {
        return INTS.compareAndSet(segment, (long) index, expectedValue, updateValue);
    }

    @Override
    public int compareAndExchangeInt(final int index, final int expectedValue, final int updateValue) {
        return (int) INTS.compareAndExchange(segment, (long) index, expectedValue, updateValue);
    }

    @Override
    public int getAndSetInt(final int index, final int value) {
        return (int) INTS.getAndSet(segment, (long) index, value);
    }

    @Override
    public int getAndAddInt(final int index, final int delta) {
        return (int) INTS.getAndAdd(segment, (long) index, delta);
    }

    @Override
    public short getShortVolatile(final int index) {
        return (short) SHORTS.getVolatile(segment, (long) index);
    }

    @Override
    public void putShortVolatile(final int index, final short value) {
        SHORTS.setVolatile(segment, (long) index, value);
    }

    @Override
    public char getCharVolatile(final int index) {
        return (char) CHARS.getVolatile(segment, (long) index);
    }

    @Override
    public void putCharVolatile(final int index, final char value) {
        CHARS.setVolatile(segment, (long) index, value);
    }

    @Override
    public byte getByteVolatile(final int index) {
        return (byte) BYTES.getVolatile(segment, (long) index);
    }

    @Override
    public void putByteVolatile(final int index, final byte value) {
        BYTES.setVolatile(segment, (long) index, value);
    }
}
