package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.ALIGNMENT;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;

import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.hedgerow.memory.GuardedMemory;

/**
 * Messages from many threads to one, through memory outside of the heap: {@code
 * org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer} without a flag, and with {@link #close()}. The layout is Agrona's,
 * so that any other side may be Agrona's.
 *
 * <p>A producer claims room by compare-and-set on the tail. The consumer makes what it has read zero before it moves the
 * head, so that a record that was claimed and not begun has length zero, wherever it lies.
 *
 * <p>A producer that dies between its claim and the end of its write blocks the consumer. Whoever knows that it is dead calls
 * {@link #unblock()}, which turns what was claimed into padding.
 *
 * <p>Any number of producers, and one consumer at a time. In the checked mode ({@code -Dhedgerow.checked=true}) another
 * consumer gets an {@link IllegalStateException} that names both, unless the thread of the first one has ended.
 */
public final class ManyToOneRingBuffer extends AbstractRingBuffer {

    /** The smallest capacity, in bytes: a header. */
    public static final int MIN_CAPACITY = HEADER_LENGTH;

    /**
     * Creates a ring buffer over a buffer, which may hold messages already.
     *
     * @param buffer of a power of two bytes, and {@link
     *     org.agrona.concurrent.ringbuffer.RingBufferDescriptor#TRAILER_LENGTH} bytes
     * @throws IllegalArgumentException if the capacity is not such, or less than {@link #MIN_CAPACITY}
     * @throws IllegalStateException if the buffer is not aligned
     */
    public ManyToOneRingBuffer(final AtomicBuffer buffer) {
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
    public ManyToOneRingBuffer(final GuardedMemory memory, final int requestedCapacity) {
        super(memory, requestedCapacity, MIN_CAPACITY, "ManyToOneRingBuffer", buffer -> buffer);
    }

    @Override
    int claim(final int recordLength) {
        final int length = BitUtil.align(recordLength, ALIGNMENT);
        long head = Counters.getAcquire(words, KNOWN_HEAD);
        while (true) {
            final long tail = records.getLongAcquire(tailIndex);
            if (seemsFull(tail, head, length)) {
                head = records.getLongAcquire(headIndex);
                if (length > capacity - (tail - head)) {
                    return INSUFFICIENT_CAPACITY;
                }
                knowHead(head);
            }
            final int index = indexOf(tail);
            final int lengthToEnd = capacity - index;
            if (length <= lengthToEnd) {
                if (buffer.compareAndSetLong(tailIndex, tail, tail + length)) {
                    return index;
                }
                continue;
            }
            if (length > indexOf(head)) {
                head = records.getLongAcquire(headIndex);
                knowHead(head);
            }
            final boolean fits = length <= indexOf(head);
            if (buffer.compareAndSetLong(tailIndex, tail, tail + lengthToEnd + (fits ? length : 0))) {
                Records.pad(records, index, lengthToEnd);
                return fits ? 0 : INSUFFICIENT_CAPACITY;
            }
        }
    }

    @Override
    void clear(final int index, final int length) {
        buffer.setMemory(index, length, (byte) 0);
    }

    /**
     * {@inheritDoc} For a producer that died: the caller knows that nobody is about to end the record at the head, and that no
     * producer that lives is held up between a claim and the beginning of its record; as where it dies before it begins, what
     * others have claimed right behind it, and not begun, is skipped with it. Looks at what lies between the head and the next
     * record that was begun, so the cost grows with that.
     */
    @Override
    public boolean unblock() {
        checkOpen();
        try {
            final long head = records.getLongAcquire(headIndex);
            final long tail = records.getLongAcquire(tailIndex);
            return head != tail && unblockAt(indexOf(head), indexOf(tail));
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    private boolean unblockAt(final int index, final int end) {
        // At the latest it ends at the end of the ring, but of one that goes there nobody knows whether it does.
        return Records.unblock(records, index, end > index ? end : capacity, false);
    }
}
