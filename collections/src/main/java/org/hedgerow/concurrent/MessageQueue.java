package org.hedgerow.concurrent;

import java.util.Objects;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;

/**
 * An unbounded first-in-first-out queue of messages between threads: what the message queues of this package have in common.
 * How many threads may write and read at a time is said by each of them, and in its name.
 *
 * <p>It is used as Agrona's {@link org.agrona.concurrent.ringbuffer.RingBuffer} is. It is none, as it lies in no one buffer:
 * so what is claimed is told by a {@link MessageClaim}; positions and sizes are {@code long}s; and counters that a ring buffer
 * keeps for other processes (of correlation, the heartbeat) are missing.
 *
 * <p>What a thread did before it wrote a message has happened for the thread that reads it. No operation but those with an
 * {@link IdleStrategy} waits for room or for a message. After {@link #close()} every operation throws {@link
 * IllegalStateException}, in whichever thread; the counters go on to tell what they told at last.
 */
public interface MessageQueue extends AutoCloseable {

    /**
     * Adds a message at the end.
     *
     * @param msgTypeId its type, greater than 0
     * @param srcBuffer where it is
     * @param offset of its first byte
     * @param length in bytes, up to {@link #maxMsgLength()}
     * @return true, or false if the queue is full: its bound is reached, or the limits of its memory are
     * @throws IllegalArgumentException if the type is not positive, or the length is out of its bounds
     * @throws IndexOutOfBoundsException if the message does not lie in {@code srcBuffer}
     * @throws IllegalStateException if the queue is closed
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory; nothing is added then
     */
    boolean write(int msgTypeId, DirectBuffer srcBuffer, int offset, int length);

    /**
     * Adds a message at the end, and waits for room.
     *
     * @param msgTypeId its type, greater than 0
     * @param srcBuffer where it is
     * @param offset of its first byte
     * @param length in bytes, up to {@link #maxMsgLength()}
     * @param idleStrategy what to do between two attempts; it is reset at the end
     * @throws IllegalArgumentException if the type is not positive, or the length is out of its bounds
     * @throws IndexOutOfBoundsException if the message does not lie in {@code srcBuffer}
     * @throws IllegalStateException if the queue is closed, also while waiting
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory; nothing is added then
     */
    default void write(
            final int msgTypeId,
            final DirectBuffer srcBuffer,
            final int offset,
            final int length,
            final IdleStrategy idleStrategy) {
        Objects.requireNonNull(idleStrategy, "idleStrategy");
        while (!write(msgTypeId, srcBuffer, offset, length)) {
            idleStrategy.idle();
        }
        idleStrategy.reset();
    }

    /**
     * Claims the place of a message at the end, to be written there. It is read when it is committed, and what is behind it is
     * not read before that, so a claim is to be committed or aborted soon.
     *
     * @param msgTypeId its type, greater than 0
     * @param length in bytes, up to {@link #maxMsgLength()}
     * @param claim tells the place if there is one; holds no other claim
     * @return true, or false if the queue is full: its bound is reached, or the limits of its memory are
     * @throws IllegalArgumentException if the type is not positive, or the length is out of its bounds
     * @throws IllegalStateException if the queue is closed, or {@code claim} is not committed or aborted yet
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory; nothing is claimed then
     */
    boolean tryClaim(int msgTypeId, int length, MessageClaim claim);

    /**
     * Claims the place of a message at the end, as {@link #tryClaim} does, and waits for room.
     *
     * @param msgTypeId its type, greater than 0
     * @param length in bytes, up to {@link #maxMsgLength()}
     * @param claim tells the place; holds no other claim
     * @param idleStrategy what to do between two attempts; it is reset at the end
     * @throws IllegalArgumentException if the type is not positive, or the length is out of its bounds
     * @throws IllegalStateException if the queue is closed, also while waiting, or {@code claim} is not committed or aborted yet
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory; nothing is claimed then
     */
    default void claim(
            final int msgTypeId, final int length, final MessageClaim claim, final IdleStrategy idleStrategy) {
        Objects.requireNonNull(idleStrategy, "idleStrategy");
        while (!tryClaim(msgTypeId, length, claim)) {
            idleStrategy.idle();
        }
        idleStrategy.reset();
    }

    /**
     * Reads the messages that are there at present, from the oldest on; of those that come meanwhile, no more than have room in
     * the chunk after that.
     *
     * @param handler called with each; if it throws, the message that it was called with is removed. It does not read from the
     *     queue itself, and does not use the buffer after it has returned
     * @return how many were read
     * @throws IllegalStateException if the queue is closed, also by the handler
     */
    default int read(final MessageHandler handler) {
        return read(handler, Integer.MAX_VALUE);
    }

    /**
     * Reads messages, from the oldest on, until there is none or the limit is reached.
     *
     * @param handler called with each; if it throws, the message that it was called with is removed. It does not read from the
     *     queue itself, and does not use the buffer after it has returned
     * @param messageCountLimit how many at the most
     * @return how many were read
     * @throws IllegalStateException if the queue is closed, also by the handler
     */
    int read(MessageHandler handler, int messageCountLimit);

    /**
     * Reads messages, from the oldest on, until there is none or the limit is reached, and waits for the first one.
     *
     * @param handler called with each, as in {@link #read(MessageHandler, int)}
     * @param messageCountLimit how many at the most
     * @param idleStrategy what to do between two attempts; it is reset at the end
     * @return how many were read, at least 1
     * @throws IllegalArgumentException if {@code messageCountLimit} is less than 1
     * @throws IllegalStateException if the queue is closed, also while waiting
     */
    default int read(final MessageHandler handler, final int messageCountLimit, final IdleStrategy idleStrategy) {
        Records.checkLimit(messageCountLimit);
        Objects.requireNonNull(idleStrategy, "idleStrategy");
        int messages = read(handler, messageCountLimit);
        while (messages == 0) {
            idleStrategy.idle();
            messages = read(handler, messageCountLimit);
        }
        idleStrategy.reset();
        return messages;
    }

    /**
     * Reads messages as long as the handler wants any.
     *
     * @param handler called with each, says how to go on; if it throws, the message that it was called with is removed
     * @return how many were read, without one that was aborted
     * @throws IllegalStateException if the queue is closed, also by the handler
     */
    default int controlledRead(final ControlledMessageHandler handler) {
        return controlledRead(handler, Integer.MAX_VALUE);
    }

    /**
     * Reads messages as long as the handler wants any, until the limit is reached.
     *
     * @param handler called with each, says how to go on; if it throws, the message that it was called with is removed
     * @param messageCountLimit how many at the most
     * @return how many were read, without one that was aborted
     * @throws IllegalStateException if the queue is closed, also by the handler
     */
    int controlledRead(ControlledMessageHandler handler, int messageCountLimit);

    /**
     * Reads messages as long as the handler wants any, until the limit is reached, and waits for the first one.
     *
     * @param handler called with each, says how to go on, as in {@link #controlledRead(ControlledMessageHandler, int)}
     * @param messageCountLimit how many at the most
     * @param idleStrategy what to do between two attempts; it is reset at the end
     * @return how many were read, without one that was aborted: 0 only if that was the first one, which is not waited for again
     * @throws IllegalArgumentException if {@code messageCountLimit} is less than 1
     * @throws IllegalStateException if the queue is closed, also while waiting
     */
    int controlledRead(ControlledMessageHandler handler, int messageCountLimit, IdleStrategy idleStrategy);

    /**
     * The longest message: what a chunk can hold.
     *
     * @return bytes
     */
    int maxMsgLength();

    /**
     * How many bytes of records the queue has room for. A record is a message, 8 bytes, and what brings it to a multiple of 8.
     * The rest of a chunk into which the next record does not fit counts as well, as if a record lay there.
     *
     * @return what the constructor was given, or {@link Long#MAX_VALUE} if memory is the only bound
     */
    long capacity();

    /**
     * How many bytes of records were ever claimed. Any thread may ask, also when the queue is closed.
     *
     * @return a position
     */
    long producerPosition();

    /**
     * How many bytes of records were ever read. Any thread may ask, also when the queue is closed.
     *
     * @return a position
     */
    long consumerPosition();

    /**
     * How many bytes of records there are, and of rests of chunks between them; the last of these may pass the
     * {@link #capacity()}. Any thread may ask, also when the queue is closed.
     *
     * @return bytes, of a moment within the call
     */
    long size();

    /**
     * Whether there are no messages, and none are being written. Any thread may ask, also when the queue is closed.
     *
     * @return whether {@link #size()} is 0
     */
    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * Has the oldest message skipped if its producer has claimed it and never will commit or abort it, for it died. Unlike in a
     * ring buffer, the consumer calls it, or another thread in its part. The caller knows that no producer that lives is
     * held up between its claim and the beginning of its message; what one has begun behind the dead one's is kept.
     *
     * @return whether something was skipped; if not, nobody is dead, or nobody knows yet how much was claimed
     * @throws IllegalStateException if the queue is closed
     */
    boolean unblock();

    /**
     * Whether the queue is closed. Any thread may ask.
     *
     * @return true from the beginning of {@link #close()} on
     */
    boolean isClosed();

    /**
     * Closes the queue for all its threads, and gives up its memory; messages that are in it are lost. Any thread may do so,
     * while others are using the queue: operations that come later, and those that others are in the middle of, throw {@link
     * IllegalStateException}, and so does an access to a buffer of the queue. Costs a handshake with all threads for each chunk
     * (some microseconds).
     *
     * @throws IllegalStateException if the queue is closed already; or if some memory is not released, since a thread has the
     *     system read or write there (as through a channel): then it can be closed again
     */
    @Override
    void close();
}
