package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.ALIGNMENT;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;

import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;

/**
 * Messages from one thread to another, through memory outside of the heap: {@code
 * org.agrona.concurrent.ringbuffer.OneToOneRingBuffer} without a flag, and with {@link #close()}. The layout is Agrona's,
 * so that the other side may be Agrona's.
 *
 * <p>The producer alone moves the tail, the consumer the head. The consumer does not clear what it has read: a producer
 * makes the header behind a record zero before it publishes the record, so a record claims room for one header more.
 *
 * <p>One producer and one consumer at a time, and one thread may be both. A part may pass to another thread if what the
 * first one did has happened before for the second. In the checked mode ({@code -Dhedgerow.checked=true}) a part passes only
 * when its thread has ended, and a second thread gets an {@link IllegalStateException} that names both.
 */
public final class OneToOneRingBuffer extends AbstractRingBuffer {

    /** The smallest capacity, in bytes: two headers. */
    public static final int MIN_CAPACITY = 2 * HEADER_LENGTH;

    private final SoleThread producer = new SoleThread("producer");

    /**
     * Creates a ring buffer over a buffer, which may hold messages already.
     *
     * @param buffer of a power of two bytes, and {@link
     *     org.agrona.concurrent.ringbuffer.RingBufferDescriptor#TRAILER_LENGTH} bytes
     * @throws IllegalArgumentException if the capacity is not such, or less than {@link #MIN_CAPACITY}
     * @throws IllegalStateException if the buffer is not aligned
     */
    public OneToOneRingBuffer(final AtomicBuffer buffer) {
        super(buffer, MIN_CAPACITY);
    }

    /**
     * Creates an empty ring buffer with memory of its own, to be closed at the end.
     *
     * @param memory where it is to be
     * @param requestedCapacity in bytes, rounded up to a power of two: from {@link #MIN_CAPACITY} to 2<sup>30</sup>
     * @throws IllegalArgumentException if {@code requestedCapacity} is out of its bounds
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of the memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public OneToOneRingBuffer(final GuardedMemory memory, final int requestedCapacity) {
        super(memory, requestedCapacity, MIN_CAPACITY, "OneToOneRingBuffer", BareRecordBuffer::new);
    }

    @Override
    int claim(final int recordLength) {
        if (RawMemory.CHECKED) {
            producer.check();
        }
        final int length = BitUtil.align(recordLength, ALIGNMENT);
        final int required = length + HEADER_LENGTH;
        final long tail = records.getLong(tailIndex);
        long head = words[KNOWN_HEAD];
        if (seemsFull(tail, head, required)) {
            head = records.getLongAcquire(headIndex);
            if (required > capacity - (tail - head)) {
                return INSUFFICIENT_CAPACITY;
            }
            knowHead(head);
        }
        final int index = indexOf(tail);
        final int lengthToEnd = capacity - index;
        if (required <= lengthToEnd || length == lengthToEnd) {
            clearHeader(indexOf(tail + length));
            records.putLongRelease(tailIndex, tail + length);
            return index;
        }
        return claimAtStart(head, tail, length, lengthToEnd);
    }

    /** Skips the rest of the ring, and claims at its start, if there is room for the record. */
    private int claimAtStart(final long knownHead, final long tail, final int length, final int lengthToEnd) {
        final int required = length + HEADER_LENGTH;
        long head = knownHead;
        if (required > indexOf(head)) {
            head = records.getLongAcquire(headIndex);
            knowHead(head);
        }
        final boolean fits = required <= indexOf(head);
        // There is room for more than the rest of the ring, so the header at its start is free.
        clearHeader(0);
        if (fits) {
            clearHeader(length);
        }
        records.putLongRelease(tailIndex, tail + lengthToEnd + (fits ? length : 0));
        final int index = indexOf(tail);
        records.putInt(RecordDescriptor.typeOffset(index), PADDING_MSG_TYPE_ID);
        Records.publish(records, index, lengthToEnd);
        return fits ? 0 : INSUFFICIENT_CAPACITY;
    }

    private void clearHeader(final int index) {
        records.putLong(index, 0);
    }

    @Override
    void clear(final int index, final int length) {
        // The producer clears the headers that it needs.
    }

    /** {@inheritDoc} There is one producer here, which cannot be blocked by another: nothing is done. */
    @Override
    public boolean unblock() {
        checkOpen();
        return false;
    }
}
