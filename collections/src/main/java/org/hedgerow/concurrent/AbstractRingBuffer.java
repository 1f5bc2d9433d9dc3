package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.ALIGNMENT;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;

import java.lang.invoke.VarHandle;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * What ring buffers have in common: records and counters that lie in the buffer as Agrona's do, so that the other side may
 * be Agrona's, and how records are read.
 *
 * <pre>
 *   offset in the buffer
 *   0                    records, of {@link #capacity()} bytes in all, a power of two
 *   capacity + 128       tail: bytes ever claimed                    (each counter on cache lines of its own)
 *   capacity + 256       head as far as producers know
 *   capacity + 384       head: bytes ever read
 *   capacity + 512       next correlation id
 *   capacity + 640       consumer's heartbeat
 *   capacity + 768       end
 *
 *   offset in a record, which begins at a multiple of 8
 *   0                    length of header and message, an int: 0 not claimed or not begun, negative while it is being
 *                        written, positive when it is there
 *   4                    type of the message, an int: positive, or {@link #PADDING_MSG_TYPE_ID} for what is skipped
 *   8                    message
 * </pre>
 *
 * <p>Memory order: a record is published by a release store of its length, which the consumer reads with volatile
 * semantics before anything else of the record; head is a release store after the record was read, and read with volatile
 * semantics by producers before they write there again.
 */
abstract class AbstractRingBuffer extends AbstractMessageBuffer implements RingBuffer {

    final int capacity;
    final int tailIndex;
    final int headCacheIndex;
    final int headIndex;

    private final int maxMsgLength;
    private final int correlationIdIndex;
    private final int heartbeatIndex;

    private final SoleThread consumer = new SoleThread("consumer");

    /** Creates a ring buffer over a buffer of the user's. */
    AbstractRingBuffer(final AtomicBuffer buffer, final int minCapacity) {
        this(buffer, null, minCapacity);
    }

    /** Creates a ring buffer over memory of its own. */
    AbstractRingBuffer(
            final GuardedMemory memory, final int requestedCapacity, final int minCapacity, final String name) {
        this(
                new Allocation(memory, requestedCapacity, minCapacity, RingBufferDescriptor.TRAILER_LENGTH, name),
                minCapacity);
    }

    private AbstractRingBuffer(final Allocation allocation, final int minCapacity) {
        this(allocation.buffer, allocation.holdings, minCapacity);
    }

    private AbstractRingBuffer(final AtomicBuffer buffer, final @Nullable Holdings holdings, final int minCapacity) {
        super(buffer, holdings);
        this.capacity = RingBufferDescriptor.checkCapacity(buffer.capacity(), minCapacity);
        buffer.verifyAlignment();
        this.maxMsgLength = capacity == minCapacity ? 0 : Math.max(HEADER_LENGTH, capacity / 8);
        this.tailIndex = capacity + RingBufferDescriptor.TAIL_POSITION_OFFSET;
        this.headCacheIndex = capacity + RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET;
        this.headIndex = capacity + RingBufferDescriptor.HEAD_POSITION_OFFSET;
        this.correlationIdIndex = capacity + RingBufferDescriptor.CORRELATION_COUNTER_OFFSET;
        this.heartbeatIndex = capacity + RingBufferDescriptor.CONSUMER_HEARTBEAT_OFFSET;
    }

    /**
     * Claims room for a record.
     *
     * @param recordLength the length of header and message
     * @return where the record begins, or {@link #INSUFFICIENT_CAPACITY}
     */
    abstract int claim(int recordLength);

    /** Prepares memory that was read for being written again. */
    abstract void clear(int index, int length);

    @Override
    public final boolean write(final int msgTypeId, final DirectBuffer srcBuffer, final int offset, final int length) {
        checkOpen();
        try {
            RecordDescriptor.checkTypeId(msgTypeId);
            checkLength(length);
            // First of all: what is claimed has to be written.
            srcBuffer.boundsCheck(offset, length);
            final int index = claim(HEADER_LENGTH + length);
            if (index == INSUFFICIENT_CAPACITY) {
                return false;
            }
            begin(index, length, msgTypeId);
            buffer.putBytes(index + HEADER_LENGTH, srcBuffer, offset, length);
            publish(index, HEADER_LENGTH + length);
            return true;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final int tryClaim(final int msgTypeId, final int length) {
        checkOpen();
        try {
            RecordDescriptor.checkTypeId(msgTypeId);
            checkLength(length);
            final int index = claim(HEADER_LENGTH + length);
            if (index == INSUFFICIENT_CAPACITY) {
                return index;
            }
            begin(index, length, msgTypeId);
            return index + HEADER_LENGTH;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final void commit(final int index) {
        checkOpen();
        try {
            final int recordIndex = recordOf(index);
            publish(recordIndex, lengthOfClaimed(recordIndex));
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final void abort(final int index) {
        checkOpen();
        try {
            final int recordIndex = recordOf(index);
            final int length = lengthOfClaimed(recordIndex);
            buffer.putInt(RecordDescriptor.typeOffset(recordIndex), PADDING_MSG_TYPE_ID);
            publish(recordIndex, length);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    private void checkLength(final int length) {
        if (length < 0) {
            throw new IllegalArgumentException("invalid message length=" + length);
        }
        if (length > maxMsgLength) {
            throw new IllegalArgumentException(
                    "encoded message exceeds maxMsgLength=" + maxMsgLength + ", length=" + length);
        }
    }

    /** Tells the consumer, and who unblocks, that a record was claimed and is being written. */
    final void begin(final int index, final int length, final int type) {
        buffer.putIntRelease(RecordDescriptor.lengthOffset(index), -(HEADER_LENGTH + length));
        // The negative length is to be there before any part of what follows.
        VarHandle.releaseFence();
        buffer.putInt(RecordDescriptor.typeOffset(index), type);
    }

    final void publish(final int index, final int recordLength) {
        buffer.putIntRelease(RecordDescriptor.lengthOffset(index), recordLength);
    }

    /** Where the record of a claimed message begins. */
    private int recordOf(final int messageIndex) {
        final int index = messageIndex - HEADER_LENGTH;
        if (index < 0 || index > capacity - HEADER_LENGTH) {
            throw new IllegalArgumentException("invalid message index " + messageIndex);
        }
        return index;
    }

    private int lengthOfClaimed(final int index) {
        final int length = buffer.getInt(RecordDescriptor.lengthOffset(index));
        if (length >= 0) {
            final boolean aborted = buffer.getInt(RecordDescriptor.typeOffset(index)) == PADDING_MSG_TYPE_ID;
            throw new IllegalStateException("claimed space previously " + (aborted ? "aborted" : "committed"));
        }
        return -length;
    }

    @Override
    public final int read(final MessageHandler handler) {
        return read(handler, Integer.MAX_VALUE);
    }

    @Override
    public final int read(final MessageHandler handler, final int messageCountLimit) {
        checkOpen();
        checkConsumer();
        try {
            return readRecords(handler, messageCountLimit);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    private int readRecords(final MessageHandler handler, final int limit) {
        final long head = buffer.getLong(headIndex);
        final int start = indexOf(head);
        int messages = 0;
        int index = start;
        try {
            while (index < capacity && messages < limit) {
                final int length = buffer.getIntVolatile(RecordDescriptor.lengthOffset(index));
                if (length <= 0) {
                    break;
                }
                final int record = index;
                index += BitUtil.align(length, ALIGNMENT);
                final int type = buffer.getInt(RecordDescriptor.typeOffset(record));
                if (type != PADDING_MSG_TYPE_ID) {
                    messages++;
                    handler.onMessage(type, buffer, record + HEADER_LENGTH, length - HEADER_LENGTH);
                }
            }
        } finally {
            release(head, index - start);
        }
        return messages;
    }

    @Override
    public final int controlledRead(final ControlledMessageHandler handler) {
        return controlledRead(handler, Integer.MAX_VALUE);
    }

    @Override
    public final int controlledRead(final ControlledMessageHandler handler, final int messageCountLimit) {
        checkOpen();
        checkConsumer();
        try {
            return readRecordsControlled(handler, messageCountLimit);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    private int readRecordsControlled(final ControlledMessageHandler handler, final int limit) {
        long head = buffer.getLong(headIndex);
        int start = indexOf(head);
        int messages = 0;
        int index = start;
        try {
            Action action = Action.CONTINUE;
            while (index < capacity && messages < limit && action != Action.BREAK) {
                final int length = buffer.getIntVolatile(RecordDescriptor.lengthOffset(index));
                if (length <= 0) {
                    break;
                }
                final int record = index;
                index += BitUtil.align(length, ALIGNMENT);
                final int type = buffer.getInt(RecordDescriptor.typeOffset(record));
                if (type == PADDING_MSG_TYPE_ID) {
                    continue;
                }
                action = handler.onMessage(type, buffer, record + HEADER_LENGTH, length - HEADER_LENGTH);
                if (action == Action.ABORT) {
                    index = record;
                    break;
                }
                messages++;
                if (action == Action.COMMIT) {
                    release(head, index - start);
                    head += index - start;
                    start = index;
                }
            }
        } finally {
            release(head, index - start);
        }
        return messages;
    }

    /** Gives memory that was read back to the producers. */
    private void release(final long head, final int length) {
        if (length > 0) {
            clear(indexOf(head), length);
            buffer.putLongRelease(headIndex, head + length);
        }
    }

    final int indexOf(final long position) {
        return (int) position & (capacity - 1);
    }

    @Override
    public final int capacity() {
        return capacity;
    }

    @Override
    public final int maxMsgLength() {
        return maxMsgLength;
    }

    @Override
    public final AtomicBuffer buffer() {
        return buffer;
    }

    @Override
    public final long nextCorrelationId() {
        try {
            return buffer.getAndAddLong(correlationIdIndex, 1);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final void consumerHeartbeatTime(final long time) {
        try {
            buffer.putLongRelease(heartbeatIndex, time);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final long consumerHeartbeatTime() {
        return counter(heartbeatIndex);
    }

    @Override
    public final long producerPosition() {
        return counter(tailIndex);
    }

    @Override
    public final long consumerPosition() {
        return counter(headIndex);
    }

    @Override
    public final int size() {
        long headBefore;
        long head = consumerPosition();
        long tail;
        do {
            headBefore = head;
            tail = producerPosition();
            head = consumerPosition();
        } while (head != headBefore);
        return (int) Math.clamp(tail - head, 0L, (long) capacity);
    }

    private long counter(final int index) {
        try {
            return buffer.getLongVolatile(index);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    private void checkConsumer() {
        if (RawMemory.CHECKED) {
            consumer.check();
        }
    }
}
