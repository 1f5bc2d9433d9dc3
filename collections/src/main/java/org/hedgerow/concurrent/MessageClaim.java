package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;

import org.agrona.MutableDirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The place of a message that a producer has claimed in a {@link MessageQueue}, to write it there. One object serves claim
 * after claim of one producer; it is not thread-safe.
 */
public final class MessageClaim {

    private @Nullable AbstractMessageQueue queue;
    private @Nullable ChunkBuffer chunk;
    private int index;
    private int length;

    /** Creates an object that holds no claim yet. */
    public MessageClaim() {
        // See tryClaim.
    }

    /**
     * The buffer in which the message is to be written, from {@link #index()} on, {@link #length()} bytes, and none beside
     * them. Not to be used after {@link #commit()} or {@link #abort()}.
     *
     * @return a part of the queue; when that is closed each access throws {@link IllegalStateException}
     * @throws IllegalStateException if nothing is claimed
     */
    @SuppressWarnings("exports") // Agrona is an automatic module, which the module requires transitively.
    public MutableDirectBuffer buffer() {
        return claimed(chunk).buffer;
    }

    /**
     * Where the message is to begin.
     *
     * @return an index in {@link #buffer()}
     * @throws IllegalStateException if nothing is claimed
     */
    public int index() {
        claimed(chunk);
        return index;
    }

    /**
     * How long the message is.
     *
     * @return bytes, as claimed
     * @throws IllegalStateException if nothing is claimed
     */
    public int length() {
        claimed(chunk);
        return length;
    }

    /**
     * Lets the message be read.
     *
     * @throws IllegalStateException if nothing is claimed, or the queue is closed
     */
    public void commit() {
        end(true);
    }

    /**
     * Gives the claim up: what was written is skipped.
     *
     * @throws IllegalStateException if nothing is claimed, or the queue is closed
     */
    public void abort() {
        end(false);
    }

    private void end(final boolean isMessage) {
        final ChunkBuffer ended = claimed(chunk);
        final AbstractMessageQueue owner = queue;
        queue = null;
        chunk = null;
        if (owner != null) {
            owner.end(ended, index - HEADER_LENGTH, isMessage);
        }
    }

    private static ChunkBuffer claimed(final @Nullable ChunkBuffer claimed) {
        if (claimed == null) {
            throw new IllegalStateException("nothing is claimed: tryClaim of a queue answered false, or the claim was"
                    + " committed or aborted before");
        }
        return claimed;
    }

    /** Checks that a new claim would not make one forgotten. */
    void checkFree() {
        if (chunk != null) {
            throw new IllegalStateException("a claim of " + length + " bytes is neither committed nor aborted yet");
        }
    }

    void set(
            final AbstractMessageQueue newQueue,
            final ChunkBuffer newChunk,
            final int recordIndex,
            final int newLength) {
        queue = newQueue;
        chunk = newChunk;
        index = recordIndex + HEADER_LENGTH;
        length = newLength;
    }
}
