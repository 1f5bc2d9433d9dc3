package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.ALIGNMENT;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;
import static org.agrona.concurrent.ringbuffer.RingBuffer.PADDING_MSG_TYPE_ID;

import java.util.Objects;
import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.MessageHandler;
import org.hedgerow.memory.access.RawMemory;

/**
 * What ring buffers and message queues have in common: how messages are read, which lie in {@link Records}, side by side in a
 * buffer or a part of one.
 */
abstract class AbstractRecordQueue extends AbstractClosable {

    private final SoleThread consumer = new SoleThread("consumer");

    /**
     * Gives memory that was read back to the producers.
     *
     * @param buffer where the records lie
     * @param head the position of the first one
     * @param index where the first one begins
     * @param length of all, in bytes
     */
    abstract void release(AtomicBuffer buffer, long head, int index, int length);

    /**
     * Reads the records that are there, at most to the end of a buffer's part, and releases them.
     *
     * @param buffer where the records lie
     * @param head the position of the first one
     * @param start where the first one begins
     * @param end of the part
     * @param limit how many messages at the most
     * @return how many messages
     */
    final int readRecords(
            final AtomicBuffer buffer,
            final long head,
            final int start,
            final int end,
            final MessageHandler handler,
            final int limit) {
        Objects.requireNonNull(handler, "handler");
        int messages = 0;
        int index = start;
        try {
            while (index < end && messages < limit) {
                final long header = buffer.getLongAcquire(index);
                final int length = Records.lengthIn(header);
                if (length <= 0) {
                    break;
                }
                final int record = index;
                index += BitUtil.align(length, ALIGNMENT);
                final int type = Records.typeIn(header);
                if (type != PADDING_MSG_TYPE_ID) {
                    messages++;
                    handler.onMessage(type, buffer, record + HEADER_LENGTH, length - HEADER_LENGTH);
                }
            }
        } catch (final Throwable e) {
            releaseAfter(e, buffer, head, start, index);
            throw e;
        }
        releaseSome(buffer, head, start, index);
        return messages;
    }

    /**
     * The same for a handler that says how to go on.
     *
     * @return how many messages, and {@link #stopped(int)} of that if the handler wants no more
     */
    final int readRecordsControlled(
            final AtomicBuffer buffer,
            final long firstHead,
            final int firstStart,
            final int end,
            final ControlledMessageHandler handler,
            final int limit) {
        Objects.requireNonNull(handler, "handler");
        long head = firstHead;
        int start = firstStart;
        int messages = 0;
        int index = start;
        Action action = Action.CONTINUE;
        try {
            while (index < end && messages < limit && action != Action.BREAK) {
                final long header = buffer.getLongAcquire(index);
                final int length = Records.lengthIn(header);
                if (length <= 0) {
                    break;
                }
                final int record = index;
                index += BitUtil.align(length, ALIGNMENT);
                final int type = Records.typeIn(header);
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
                    releaseSome(buffer, head, start, index);
                    head += index - start;
                    start = index;
                }
            }
        } catch (final Throwable e) {
            releaseAfter(e, buffer, head, start, index);
            throw e;
        }
        releaseSome(buffer, head, start, index);
        return action == Action.ABORT || action == Action.BREAK ? stopped(messages) : messages;
    }

    /** Says by one number how many messages were read and that no more are wanted; its own inverse. */
    static int stopped(final int messages) {
        return ~messages;
    }

    private void releaseSome(final AtomicBuffer buffer, final long head, final int start, final int index) {
        if (index > start) {
            release(buffer, head, start, index - start);
        }
    }

    /** What the handler threw is what users have to see, also where it closed the queue before. */
    private void releaseAfter(
            final Throwable thrown, final AtomicBuffer buffer, final long head, final int start, final int index) {
        try {
            releaseSome(buffer, head, start, index);
        } catch (final IllegalStateException e) {
            thrown.addSuppressed(e);
        }
    }

    final void checkConsumer() {
        if (RawMemory.CHECKED) {
            consumer.check();
        }
    }
}
