package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;
import static org.hedgerow.concurrent.Counters.TAIL_CLAIM;

import java.lang.ref.Reference;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.access.Handshake;
import org.jspecify.annotations.Nullable;

/**
 * What ring buffers have in common: records and counters that lie in the buffer as Agrona's do, so that the other side may
 * be Agrona's, and how records are read.
 *
 * <pre>
 *   offset in the buffer
 *   0                    {@link Records}, of {@link #capacity()} bytes in all, a power of two
 *   capacity + 128       tail: bytes ever claimed                    (each counter on cache lines of its own)
 *   capacity + 256       head as far as producers know
 *   capacity + 384       head: bytes ever read
 *   capacity + 512       next correlation id
 *   capacity + 640       consumer's heartbeat
 *   capacity + 768       end
 * </pre>
 *
 * <p>Memory order: that of {@link Records}; head is a release store after the record was read, and read with acquire
 * semantics by producers before they write there again.
 *
 * <p><b>Closing.</b> Users access memory of the ring buffer's own through the segment of its block. Closing ends the segment's
 * life in a handshake of the JVM with all threads, before the block is released. An access that comes later throws
 * {@link IllegalStateException}, and so does one that is under way. Operations do the same, and tell whose it was, but for those
 * of the producer where there is one alone.
 *
 * <p>That one writes such memory {@linkplain BareRecordBuffer bare}, since a message takes half a dozen accesses, and checks take
 * a third of its time. Before it does, it says in a word that it is within, and reads {@link #isClosed()}; at last it
 * takes back what it said. The word counts, since the source of a message might write one itself. That word and flag are not
 * missed is ensured by a {@link Handshake} when the ring buffer is closed, which then waits until the producer is not within:
 * some nanoseconds, unless its thread is held up by the system. The only code of the user's that is called within is that of a
 * buffer that a message is copied from. Should the producer not leave within {@link Pause#MAX_WAIT_NANOS}, for its thread was
 * killed by a {@link StackOverflowError} between two steps, the memory is left to be released when nothing can reach it any
 * more, with a warning.
 */
abstract class AbstractRingBuffer extends AbstractRecordQueue implements RingBuffer, AutoCloseable {

    /** The head as far as producers that use this object know: on the heap, where reading is cheap. */
    static final int KNOWN_HEAD = Counters.TAIL_LIMIT;

    final AtomicBuffer buffer;
    final RecordBuffer records;
    final int capacity;
    final int tailIndex;
    final int headIndex;

    /** What threads that use this object tell each other; the counters of all lie in the buffer. */
    final long[] words = Counters.create();

    private final boolean isBare;

    private final int maxMsgLength;
    private final int headCacheIndex;
    private final int correlationIdIndex;
    private final int heartbeatIndex;

    /** Of the memory of its own, if it has such. */
    private final @Nullable Holdings holdings;

    /** Creates a ring buffer over a buffer of the user's. */
    AbstractRingBuffer(final AtomicBuffer buffer, final int minCapacity) {
        this(buffer, CheckedRecordBuffer.of(buffer), null, minCapacity);
    }

    /** Creates a ring buffer over memory of its own. */
    AbstractRingBuffer(
            final GuardedMemory memory,
            final int requestedCapacity,
            final int minCapacity,
            final String name,
            final Function<SegmentBuffer, RecordBuffer> recordsIn) {
        this(
                new MessageMemory(memory, requestedCapacity, minCapacity, RingBufferDescriptor.TRAILER_LENGTH, name),
                minCapacity,
                recordsIn);
    }

    private AbstractRingBuffer(
            final MessageMemory own, final int minCapacity, final Function<SegmentBuffer, RecordBuffer> recordsIn) {
        this(own.buffer, recordsIn.apply(own.buffer), own.holdings, minCapacity);
    }

    private AbstractRingBuffer(
            final AtomicBuffer buffer,
            final RecordBuffer records,
            final @Nullable Holdings holdings,
            final int minCapacity) {
        this.capacity = RingBufferDescriptor.checkCapacity(buffer.capacity(), minCapacity);
        buffer.verifyAlignment();
        this.buffer = buffer;
        this.records = records;
        this.isBare = records instanceof BareRecordBuffer;
        this.holdings = holdings;
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
        enter();
        try {
            Records.check(msgTypeId, length, maxMsgLength);
            // First of all: what is claimed has to be written.
            srcBuffer.boundsCheck(offset, length);
            final int index = claim(HEADER_LENGTH + length);
            if (index == INSUFFICIENT_CAPACITY) {
                return false;
            }
            Records.write(records, index, msgTypeId, srcBuffer, offset, length);
            return true;
        } catch (final IllegalStateException e) {
            throw explained(e);
        } finally {
            leave();
        }
    }

    @Override
    public final int tryClaim(final int msgTypeId, final int length) {
        enter();
        try {
            Records.check(msgTypeId, length, maxMsgLength);
            final int index = claim(HEADER_LENGTH + length);
            if (index == INSUFFICIENT_CAPACITY) {
                return index;
            }
            Records.begin(records, index, length, msgTypeId);
            return index + HEADER_LENGTH;
        } catch (final IllegalStateException e) {
            throw explained(e);
        } finally {
            leave();
        }
    }

    @Override
    public final void commit(final int index) {
        enter();
        try {
            Records.commit(records, recordOf(index));
        } catch (final IllegalStateException e) {
            throw explained(e);
        } finally {
            leave();
        }
    }

    @Override
    public final void abort(final int index) {
        enter();
        try {
            Records.abort(records, recordOf(index));
        } catch (final IllegalStateException e) {
            throw explained(e);
        } finally {
            leave();
        }
    }

    /** Where the record of a claimed message begins. */
    private int recordOf(final int messageIndex) {
        final int index = messageIndex - HEADER_LENGTH;
        if (index < 0 || index > capacity - HEADER_LENGTH) {
            throw new IllegalArgumentException("invalid message index " + messageIndex);
        }
        return index;
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
            final long head = buffer.getLong(headIndex);
            return readRecords(buffer, head, indexOf(head), capacity, handler, messageCountLimit);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
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
            final long head = buffer.getLong(headIndex);
            final int messages =
                    readRecordsControlled(buffer, head, indexOf(head), capacity, handler, messageCountLimit);
            return messages < 0 ? stopped(messages) : messages;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    final void release(final AtomicBuffer ring, final long head, final int index, final int length) {
        clear(index, length);
        buffer.putLongRelease(headIndex, head + length);
    }

    /** Begins a step of a producer, up to {@link #leave}: what it does to bare memory, closing waits for. */
    private void enter() {
        if (isBare) {
            Counters.setRelease(words, TAIL_CLAIM, words[TAIL_CLAIM] + 1);
        }
        if (isClosed()) {
            leave();
            checkOpen();
        }
    }

    /** Ends what {@link #enter} began, in a finally block; up to here the memory is kept, by the buffer. */
    @SuppressWarnings("ReachabilityFenceUsage") // See above.
    private void leave() {
        if (isBare) {
            Counters.setRelease(words, TAIL_CLAIM, words[TAIL_CLAIM] - 1);
            Reference.reachabilityFence(buffer);
        }
    }

    private boolean awaitNobodyWithin() {
        Handshake.withAllThreads();
        return Pause.until(() -> Counters.getAcquire(words, TAIL_CLAIM) == 0);
    }

    /**
     * Whether a record has no room, as far as is known. Should the known head be greater than the tail, as in a buffer
     * that was wiped, nothing is known.
     */
    final boolean seemsFull(final long tail, final long knownHead, final int length) {
        return Long.compareUnsigned(tail - knownHead, capacity - length) > 0;
    }

    /** Says how far the consumer is to producers that use this object, and to others. */
    final void knowHead(final long head) {
        records.putLongRelease(headCacheIndex, head);
        Counters.setRelease(words, KNOWN_HEAD, head);
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
        checkOpen();
        try {
            return buffer.getAndAddLong(correlationIdIndex, 1);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final void consumerHeartbeatTime(final long time) {
        checkOpen();
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

    /**
     * Closes the ring buffer. Memory of its own is released, and every operation throws {@link IllegalStateException} from
     * then on; those that other threads are in the middle of do so, too, or are completed. A buffer that the constructor was
     * given is left alone, and its counters go on to be told.
     *
     * @throws IllegalStateException if it is closed already; or if some memory is not released, since a thread has the system
     *     read or write there (as through a channel): then it can be closed again
     */
    @Override
    public final void close() {
        closeOnce();
    }

    @Override
    final void endClose() {
        if (holdings != null && (!isBare || awaitNobodyWithin())) {
            holdings.close();
        }
    }
}
