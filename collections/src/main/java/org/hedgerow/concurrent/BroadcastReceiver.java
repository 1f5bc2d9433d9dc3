package org.hedgerow.concurrent;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.BitUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.broadcast.RecordDescriptor;

/**
 * Receives what a {@link BroadcastTransmitter} sends, where it lies: {@code
 * org.agrona.concurrent.broadcast.BroadcastReceiver} without a flag. The layout and the memory order are told by the
 * transmitter, which may be Agrona's.
 *
 * <p>A receiver begins with the latest message that was sent before it was created, if there is one. When the transmitter has
 * overtaken it, messages are lost, which is counted, and it goes on with the latest one. The transmitter may overtake it at any
 * time, also while a message is being looked at: what was read of a message is worth something only if {@link #validate()}
 * says so afterwards. {@link CopyBroadcastReceiver} takes care of that.
 *
 * <p>Any number of receivers, each for one thread at a time. It owns nothing, and so is not closed. When the buffer ends, with
 * its transmitter for example, what reads it throws {@link IllegalStateException}.
 */
public final class BroadcastReceiver {

    private final AtomicBuffer buffer;
    private final int capacity;
    private final int tailIntentIndex;
    private final int tailIndex;
    private final int latestIndex;

    /** Written by the receiver's thread, and read by any. */
    private final AtomicLong lappedCount = new AtomicLong();

    /** The position of the present record. */
    private long cursor;

    private long nextRecord;
    private int recordIndex;

    /**
     * Creates a receiver.
     *
     * @param buffer of the transmitter: a power of two bytes, and {@link BroadcastBufferDescriptor#TRAILER_LENGTH} bytes
     * @throws IllegalStateException if the capacity is not such, or the buffer is not aligned
     * @throws IllegalArgumentException if the capacity is less than {@link BroadcastTransmitter#MIN_CAPACITY}
     */
    public BroadcastReceiver(final AtomicBuffer buffer) {
        this.buffer = buffer;
        this.capacity = BroadcastTransmitter.checkedCapacity(buffer);
        this.tailIntentIndex = capacity + BroadcastBufferDescriptor.TAIL_INTENT_COUNTER_OFFSET;
        this.tailIndex = capacity + BroadcastBufferDescriptor.TAIL_COUNTER_OFFSET;
        this.latestIndex = capacity + BroadcastBufferDescriptor.LATEST_COUNTER_OFFSET;
        this.cursor = buffer.getLongVolatile(latestIndex);
        this.nextRecord = cursor;
        this.recordIndex = indexOf(cursor);
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
     * How often the transmitter has overtaken this receiver, and messages were lost. Any thread may ask.
     *
     * @return a count
     */
    public long lappedCount() {
        return lappedCount.getOpaque();
    }

    /**
     * The type of the present message.
     *
     * @return its type
     */
    public int typeId() {
        return buffer.getInt(RecordDescriptor.typeOffset(recordIndex));
    }

    /**
     * Where the present message begins.
     *
     * @return an index in {@link #buffer()}
     */
    public int offset() {
        return RecordDescriptor.msgOffset(recordIndex);
    }

    /**
     * The length of the present message.
     *
     * @return bytes; anything if the message is not valid any more
     */
    public int length() {
        return buffer.getInt(RecordDescriptor.lengthOffset(recordIndex)) - RecordDescriptor.HEADER_LENGTH;
    }

    /**
     * Where the messages are.
     *
     * @return the buffer
     */
    public MutableDirectBuffer buffer() {
        return buffer;
    }

    /**
     * Goes on to the next message, or to the latest one if the transmitter has overtaken this receiver; see
     * {@link #lappedCount()}. Where the transmitter overtakes it during this very call, the present message is not
     * {@linkplain #validate() valid}, and the next call counts that and goes on with the latest one.
     *
     * @return true if there is one, which then is the present one
     */
    public boolean receiveNext() {
        long next = nextRecord;
        if (buffer.getLongVolatile(tailIndex) <= next) {
            return false;
        }
        if (!isValid(next)) {
            lappedCount.setOpaque(lappedCount.getPlain() + 1);
            next = buffer.getLongVolatile(latestIndex);
        }
        moveTo(next);
        if (typeId() == RecordDescriptor.PADDING_MSG_TYPE_ID) {
            moveTo(nextRecord);
        }
        // Lengths that were read while they were written over would lead anywhere.
        VarHandle.acquireFence();
        if (!isValid(next)) {
            cursor = next;
            nextRecord = next;
        }
        return true;
    }

    private void moveTo(final long position) {
        cursor = position;
        recordIndex = indexOf(position);
        final int length = buffer.getInt(RecordDescriptor.lengthOffset(recordIndex));
        nextRecord = position + BitUtil.align(length, RecordDescriptor.RECORD_ALIGNMENT);
    }

    /**
     * Whether the present message is still there: what was read of it before this call is what was sent.
     *
     * @return false if the transmitter may have written over it
     */
    public boolean validate() {
        // What was read of the message is to have been read before the intent is.
        VarHandle.acquireFence();
        return isValid(cursor);
    }

    private boolean isValid(final long position) {
        return position + capacity > buffer.getLongVolatile(tailIntentIndex);
    }

    private int indexOf(final long position) {
        return (int) position & (capacity - 1);
    }
}
