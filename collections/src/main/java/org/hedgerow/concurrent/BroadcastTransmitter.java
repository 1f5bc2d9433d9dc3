package org.hedgerow.concurrent;

import java.lang.invoke.VarHandle;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.RecordDescriptor;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Sends messages from one thread to any number of {@link BroadcastReceiver}s, through memory outside of the heap: {@code
 * org.agrona.concurrent.broadcast.BroadcastTransmitter} without a flag, and with {@link #close()}. The layout is Agrona's, so
 * that the other side may be Agrona's.
 *
 * <p>The transmitter never waits: it writes over the oldest messages. A receiver that is overtaken finds out, and goes on with
 * the latest message. Whoever wants the messages gives {@link #buffer()} to a receiver.
 *
 * <pre>
 *   offset in the buffer
 *   0                    records, of {@link #capacity()} bytes in all, a power of two
 *   capacity             tail intent: up to where bytes are being written
 *   capacity + 8         tail: bytes ever written
 *   capacity + 16        latest: where the last record begins
 *   capacity + 128       end
 *
 *   offset in a record, which begins at a multiple of 8
 *   0                    length of header and message, an int
 *   4                    type of the message, an int: positive, or -1 for what is skipped at the end of the ring
 *   8                    message
 * </pre>
 *
 * <p>Memory order: the tail intent is a release store, and a fence keeps the record behind it; the tail is a release store
 * behind the record and the latest position, and is read with volatile semantics. A receiver reads a record, then the intent
 * behind a fence: if what it read might have been written over, it knows.
 *
 * <p><b>Closing.</b> Memory of the transmitter's own is read and written through the segment of its block. Closing ends the
 * segment's life in a handshake of the JVM with all threads, before the block is released. An access that comes later throws
 * {@link IllegalStateException}, and so does one that is under way; operations tell whose it was.
 *
 * <p>One transmitter at a time. In the checked mode ({@code -Dhedgerow.checked=true}) another thread gets an
 * {@link IllegalStateException} that names both, unless the first one has ended.
 */
public final class BroadcastTransmitter extends AbstractClosable implements AutoCloseable {

    /** The smallest capacity, in bytes. In a smaller ring a record could take all of it, and would never be valid. */
    public static final int MIN_CAPACITY = 32;

    private static final String NAME = "BroadcastTransmitter";

    private final AtomicBuffer buffer;

    /** Of the memory of its own, if it has such. */
    private final @Nullable Holdings holdings;

    private final int capacity;
    private final int maxMsgLength;
    private final int tailIntentIndex;
    private final int tailIndex;
    private final int latestIndex;

    private final SoleThread transmitter = new SoleThread("transmitter");

    /**
     * Creates a transmitter over a buffer, which may hold messages already: it goes on behind them.
     *
     * @param buffer of a power of two bytes, and {@link BroadcastBufferDescriptor#TRAILER_LENGTH} bytes
     * @throws IllegalStateException if the capacity is not such, or the buffer is not aligned
     * @throws IllegalArgumentException if the capacity is less than {@link #MIN_CAPACITY}
     */
    public BroadcastTransmitter(final AtomicBuffer buffer) {
        this(buffer, null);
    }

    /**
     * Creates a transmitter with memory of its own, to be closed at the end.
     *
     * @param memory where it is to be
     * @param requestedCapacity in bytes, rounded up to a power of two: from {@link #MIN_CAPACITY} to 2<sup>30</sup>
     * @throws IllegalArgumentException if {@code requestedCapacity} is out of its bounds
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of the memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public BroadcastTransmitter(final GuardedMemory memory, final int requestedCapacity) {
        this(new MessageMemory(
                memory, requestedCapacity, MIN_CAPACITY, BroadcastBufferDescriptor.TRAILER_LENGTH, NAME));
    }

    private BroadcastTransmitter(final MessageMemory own) {
        this(own.buffer, own.holdings);
    }

    private BroadcastTransmitter(final AtomicBuffer buffer, final @Nullable Holdings holdings) {
        this.buffer = buffer;
        this.holdings = holdings;
        this.capacity = checkedCapacity(buffer);
        this.maxMsgLength = RecordDescriptor.calculateMaxMessageLength(capacity);
        this.tailIntentIndex = capacity + BroadcastBufferDescriptor.TAIL_INTENT_COUNTER_OFFSET;
        this.tailIndex = capacity + BroadcastBufferDescriptor.TAIL_COUNTER_OFFSET;
        this.latestIndex = capacity + BroadcastBufferDescriptor.LATEST_COUNTER_OFFSET;
    }

    /** The bytes for records in a buffer that is fit for a broadcast. */
    static int checkedCapacity(final AtomicBuffer buffer) {
        final int capacity = buffer.capacity() - BroadcastBufferDescriptor.TRAILER_LENGTH;
        BroadcastBufferDescriptor.checkCapacity(capacity);
        if (capacity < MIN_CAPACITY) {
            throw new IllegalArgumentException("capacity " + capacity + ": must be at least " + MIN_CAPACITY);
        }
        buffer.verifyAlignment();
        return capacity;
    }

    /**
     * How many bytes there are for records.
     *
     * @return a power of two
     */
    public int capacity() {
        return capacity;
    }

    /**
     * How long a message may be.
     *
     * @return bytes: an eighth of the capacity
     */
    public int maxMsgLength() {
        return maxMsgLength;
    }

    /**
     * Where the messages are: what receivers are created over. It ends with {@link #close()} if it is this transmitter's own.
     *
     * @return the buffer
     */
    public AtomicBuffer buffer() {
        return buffer;
    }

    /**
     * Sends a message. After any exception nothing is sent.
     *
     * @param msgTypeId of the message: positive
     * @param srcBuffer where it is
     * @param srcIndex of its first byte
     * @param length in bytes, at most {@link #maxMsgLength()}
     * @throws IllegalArgumentException if the type or the length is not such
     * @throws IndexOutOfBoundsException if the message does not lie in its buffer
     * @throws IllegalStateException if the transmitter is closed
     */
    public void transmit(final int msgTypeId, final DirectBuffer srcBuffer, final int srcIndex, final int length) {
        checkOpen();
        if (RawMemory.CHECKED) {
            transmitter.check();
        }
        try {
            RecordDescriptor.checkTypeId(msgTypeId);
            checkLength(length);
            // First of all: once the intent is there, receivers take old messages for lost.
            srcBuffer.boundsCheck(srcIndex, length);
            write(msgTypeId, srcBuffer, srcIndex, length);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    private void write(final int msgTypeId, final DirectBuffer srcBuffer, final int srcIndex, final int length) {
        final int recordLength = RecordDescriptor.HEADER_LENGTH + length;
        final int aligned = BitUtil.align(recordLength, RecordDescriptor.RECORD_ALIGNMENT);
        long tail = buffer.getLong(tailIndex);
        int index = (int) tail & (capacity - 1);
        final int lengthToEnd = capacity - index;
        if (aligned <= lengthToEnd) {
            announce(tail + aligned);
        } else {
            announce(tail + lengthToEnd + aligned);
            writeHeader(index, lengthToEnd, RecordDescriptor.PADDING_MSG_TYPE_ID);
            tail += lengthToEnd;
            index = 0;
        }
        writeHeader(index, recordLength, msgTypeId);
        srcBuffer.getBytes(srcIndex, buffer, RecordDescriptor.msgOffset(index), length);
        buffer.putLongRelease(latestIndex, tail);
        buffer.putLongRelease(tailIndex, tail + aligned);
    }

    /**
     * Tells receivers up to where bytes will be written, before any of them is. It never goes back: where a source failed, or a
     * transmitter died, records were written over that are not valid for ever.
     */
    private void announce(final long newTail) {
        buffer.putLongRelease(tailIntentIndex, Math.max(buffer.getLong(tailIntentIndex), newTail));
        VarHandle.releaseFence();
    }

    private void writeHeader(final int index, final int length, final int type) {
        buffer.putInt(RecordDescriptor.lengthOffset(index), length);
        buffer.putInt(RecordDescriptor.typeOffset(index), type);
    }

    private void checkLength(final int length) {
        if (length < 0) {
            throw new IllegalArgumentException("invalid message length=" + length);
        }
        if (length > maxMsgLength) {
            throw new IllegalArgumentException(
                    "encoded message exceeds maxMsgLength of " + maxMsgLength + ", length=" + length);
        }
    }

    /**
     * Closes the transmitter. Memory of its own is released, and every operation throws {@link IllegalStateException} from then
     * on, also those that other threads are in the middle of. A buffer that the constructor was given is left alone.
     *
     * @throws IllegalStateException if it is closed already; or if some memory is not released, since a thread has the system
     *     read or write there (as through a channel): then it can be closed again
     */
    @Override
    public void close() {
        closeOnce();
    }

    @Override
    void endClose() {
        if (holdings != null) {
            holdings.close();
        }
    }
}
