package org.hedgerow.concurrent;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;

/**
 * Receives what a {@link BroadcastTransmitter} sends, by copies, so that a handler gets whole messages only: {@code
 * org.agrona.concurrent.broadcast.CopyBroadcastReceiver} without a flag. For one thread at a time.
 */
public final class CopyBroadcastReceiver {

    /** How many bytes there are for a copy if nothing else is said. */
    public static final int SCRATCH_BUFFER_LENGTH = 4096;

    private static final String OVERTAKEN = "unable to keep up with broadcast";

    private final BroadcastReceiver receiver;
    private final MutableDirectBuffer scratchBuffer;

    /**
     * Creates a receiver with room for messages of {@link #SCRATCH_BUFFER_LENGTH} bytes.
     *
     * @param receiver to receive through, which nobody else uses
     */
    public CopyBroadcastReceiver(final BroadcastReceiver receiver) {
        this(receiver, SCRATCH_BUFFER_LENGTH);
    }

    /**
     * Creates a receiver.
     *
     * @param receiver to receive through, which nobody else uses
     * @param scratchBufferLength of the longest message, in bytes
     * @throws IllegalArgumentException if it is negative
     */
    public CopyBroadcastReceiver(final BroadcastReceiver receiver, final int scratchBufferLength) {
        this(receiver, new SegmentBuffer(ByteBuffer.allocateDirect(scratchBufferLength)));
    }

    /**
     * Creates a receiver that copies to a given buffer.
     *
     * @param receiver to receive through, which nobody else uses
     * @param scratchBuffer where to copy to; as long as the longest message, or expandable
     */
    public CopyBroadcastReceiver(final BroadcastReceiver receiver, final MutableDirectBuffer scratchBuffer) {
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        this.scratchBuffer = Objects.requireNonNull(scratchBuffer, "scratchBuffer");
    }

    /**
     * What it receives through.
     *
     * @return as given to the constructor
     */
    public BroadcastReceiver broadcastReceiver() {
        return receiver;
    }

    /**
     * Receives a message, if there is one. Where an exception says that messages were lost, the next call goes on with one that
     * was sent later.
     *
     * @param handler to be called with it, from 0 on in the copy
     * @return how many messages were received: 0 or 1
     * @throws IllegalStateException if the transmitter has overtaken this receiver, if the copy has no room for the message,
     *     or if the buffer has ended
     */
    public int receive(final MessageHandler handler) {
        final long lappedBefore = receiver.lappedCount();
        if (!receiver.receiveNext()) {
            return 0;
        }
        if (receiver.lappedCount() != lappedBefore) {
            throw new IllegalStateException(OVERTAKEN);
        }
        final int type = receiver.typeId();
        final int length = receiver.length();
        // Before the length is used: it may be part of another message by now.
        checkValid();
        if (length > scratchBuffer.capacity() && !scratchBuffer.isExpandable()) {
            throw new IllegalStateException(
                    "buffer required length of " + length + " but only has " + scratchBuffer.capacity());
        }
        receiver.buffer().getBytes(receiver.offset(), scratchBuffer, 0, length);
        checkValid();
        handler.onMessage(type, scratchBuffer, 0, length);
        return 1;
    }

    private void checkValid() {
        if (!receiver.validate()) {
            throw new IllegalStateException(OVERTAKEN);
        }
    }
}
