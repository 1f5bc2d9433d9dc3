package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.ALIGNMENT;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;
import static org.agrona.concurrent.ringbuffer.RingBuffer.PADDING_MSG_TYPE_ID;

import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ringbuffer.RecordDescriptor;

/**
 * How a message lies in a buffer: as a record, which begins at a multiple of 8, in Agrona's layout.
 *
 * <pre>
 *   offset in a record
 *   0     length of header and message, an int: 0 not claimed or not begun, negative while it is being written,
 *         positive when it is there
 *   4     type of the message, an int: positive, or {@link org.agrona.concurrent.ringbuffer.RingBuffer#PADDING_MSG_TYPE_ID}
 *         for what is skipped
 *   8     message
 * </pre>
 *
 * <p>Memory order: a record is published by a release store of its length, which the consumer reads with acquire
 * semantics before anything else of the record.
 */
final class Records {

    private static final boolean IS_LENGTH_LOW = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

    private Records() {}

    /** Checks what a message is to be, before anything is claimed. */
    static void check(final int msgTypeId, final int length, final int maxMsgLength) {
        RecordDescriptor.checkTypeId(msgTypeId);
        if (length < 0) {
            throw new IllegalArgumentException("invalid message length=" + length);
        }
        if (length > maxMsgLength) {
            throw new IllegalArgumentException(
                    "encoded message exceeds maxMsgLength=" + maxMsgLength + ", length=" + length);
        }
    }

    /** Checks how many messages are to be read by whoever waits for one. */
    static void checkLimit(final int messageCountLimit) {
        if (messageCountLimit < 1) {
            throw new IllegalArgumentException("limit " + messageCountLimit + ": must be at least 1");
        }
    }

    /** Length and type as they lie side by side: each access to a buffer is checked, so both are one access. */
    private static long header(final int length, final int type) {
        final int low = IS_LENGTH_LOW ? length : type;
        final int high = IS_LENGTH_LOW ? type : length;
        return ((long) high << Integer.SIZE) | Integer.toUnsignedLong(low);
    }

    /** The length of a record, of its header. */
    static int lengthIn(final long header) {
        return (int) (IS_LENGTH_LOW ? header : header >>> Integer.SIZE);
    }

    /** The type of a message, of its record's header. */
    static int typeIn(final long header) {
        return (int) (IS_LENGTH_LOW ? header >>> Integer.SIZE : header);
    }

    /** Tells the consumer, and whoever unblocks, that a record was claimed and is being written. */
    static void begin(final RecordBuffer records, final int index, final int length, final int type) {
        records.putLongRelease(index, header(-(HEADER_LENGTH + length), type));
        // The negative length is to be there before any part of the message.
        VarHandle.releaseFence();
    }

    static void publish(final RecordBuffer records, final int index, final int recordLength) {
        records.putIntRelease(RecordDescriptor.lengthOffset(index), recordLength);
    }

    /** Writes a whole record where one was claimed. If the source throws, the record is skipped. */
    static void write(
            final RecordBuffer records,
            final int index,
            final int type,
            final DirectBuffer source,
            final int offset,
            final int length) {
        begin(records, index, length, type);
        boolean written = false;
        try {
            records.putBytes(index + HEADER_LENGTH, source, offset, length);
            written = true;
        } finally {
            if (!written) {
                records.putInt(RecordDescriptor.typeOffset(index), PADDING_MSG_TYPE_ID);
            }
            publish(records, index, HEADER_LENGTH + length);
        }
    }

    /** Makes what is claimed, or what a producer left behind, a record to be skipped. */
    static void pad(final RecordBuffer records, final int index, final int length) {
        begin(records, index, length - HEADER_LENGTH, PADDING_MSG_TYPE_ID);
        publish(records, index, length);
    }

    /** Ends the writing of a record that was begun. */
    static void commit(final RecordBuffer records, final int index) {
        publish(records, index, lengthOfBegun(records, index));
    }

    /** Has a record that was begun skipped. */
    static void abort(final RecordBuffer records, final int index) {
        final int length = lengthOfBegun(records, index);
        records.putInt(RecordDescriptor.typeOffset(index), PADDING_MSG_TYPE_ID);
        publish(records, index, length);
    }

    private static int lengthOfBegun(final RecordBuffer records, final int index) {
        final int length = records.getInt(RecordDescriptor.lengthOffset(index));
        if (length >= 0) {
            final boolean aborted = records.getInt(RecordDescriptor.typeOffset(index)) == PADDING_MSG_TYPE_ID;
            throw new IllegalStateException("claimed space previously " + (aborted ? "aborted" : "committed"));
        }
        return -length;
    }

    /**
     * Has the record at the head skipped, if it is claimed and not published: its producer is dead.
     *
     * @param index where it begins
     * @param end where what can have been claimed ends
     * @param endsThere whether a record ends there, at the latest, as none goes beyond; otherwise one that was not begun ends
     *     where nobody knows, unless another one was begun behind it
     * @return whether there was such a record, and it is skipped now
     */
    static boolean unblock(final RecordBuffer records, final int index, final int end, final boolean endsThere) {
        final int length = records.getIntAcquire(RecordDescriptor.lengthOffset(index));
        if (length != 0) {
            if (length < 0) {
                padDead(records, index, -length);
            }
            return length < 0;
        }
        // Claimed, and not begun: it ends where the next record begins that was.
        int next = index + ALIGNMENT;
        while (next < end && records.getIntAcquire(next) == 0) {
            next += ALIGNMENT;
        }
        if ((next < end || endsThere) && isStillZero(records, index, next)) {
            padDead(records, index, next - index);
            return true;
        }
        return false;
    }

    /** Whether nobody has begun to write between two indices meanwhile: then what lies there is the gap that it was. */
    private static boolean isStillZero(final RecordBuffer records, final int from, final int to) {
        for (int index = to - ALIGNMENT; index >= from; index -= ALIGNMENT) {
            if (records.getIntAcquire(index) != 0) {
                return false;
            }
        }
        return true;
    }

    private static void padDead(final RecordBuffer records, final int index, final int length) {
        records.putInt(RecordDescriptor.typeOffset(index), PADDING_MSG_TYPE_ID);
        publish(records, index, length);
    }
}
