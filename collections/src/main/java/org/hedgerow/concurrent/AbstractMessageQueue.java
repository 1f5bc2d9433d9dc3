package org.hedgerow.concurrent;

import static org.agrona.concurrent.ringbuffer.RecordDescriptor.ALIGNMENT;
import static org.agrona.concurrent.ringbuffer.RecordDescriptor.HEADER_LENGTH;
import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.TAIL;

import java.util.Objects;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.MessageHandler;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.GuardedMemory;

/**
 * What message queues have in common: {@link Records} in a {@link ChunkChain}. The counters count bytes, so they are
 * positions of the chain. A record lies in one chunk; where it does not fit the rest of a chunk, the producer claims that
 * rest as well, and makes it a record to be skipped.
 *
 * <pre>
 *            chunk                          chunk
 *   ... | record | record | padding |  | record | record |  claimed  |  zero ...
 *                ^ HEAD                                              ^ TAIL
 * </pre>
 *
 * <p><b>Closing.</b> Users write into chunks, and read in them, in their own code, for which nobody can wait. So chunks are
 * accessed through the segments of their blocks. Closing ends the life of each of these in a handshake of the JVM with all
 * threads, before its block is released. An access that comes later throws {@link IllegalStateException}, and so does one
 * that is under way; operations tell whose it was. The same holds for whoever keeps the buffer of a chunk that the consumer
 * has left. The other state of a queue is on the heap.
 */
abstract class AbstractMessageQueue extends AbstractRecordQueue implements MessageQueue {

    static final int DEFAULT_CHUNK_BYTES = 256 << 10;

    final long[] counters = Counters.create();
    final ChunkChain<ChunkBuffer> chain;

    private final int chunkBytes;
    private final long maxBytes;

    /** The chunk that the consumer is in. */
    private Chunk<ChunkBuffer> consumerChunk;

    AbstractMessageQueue(final GuardedMemory memory, final long maxBytes, final int requestedChunkBytes) {
        if (maxBytes < ChunkChain.chunkBytes(requestedChunkBytes)) {
            throw new IllegalArgumentException("room for " + maxBytes + " bytes: must be at least that of a chunk, "
                    + ChunkChain.chunkBytes(requestedChunkBytes));
        }
        this.maxBytes = maxBytes;
        this.chain = new ChunkChain<>(
                memory,
                getClass().getSimpleName(),
                requestedChunkBytes,
                block -> new ChunkBuffer(new SegmentBuffer(block.segment()), this),
                counters);
        this.chunkBytes = chain.chunkBytes();
        this.consumerChunk = chain.last();
    }

    /**
     * Claims a record.
     *
     * @param recordLength the length of header and message, a multiple of {@link
     *     org.agrona.concurrent.ringbuffer.RecordDescriptor#ALIGNMENT}
     * @return its position, or a negative number if there is no room
     */
    abstract long claim(int recordLength);

    /** Where a record lies that was claimed. */
    abstract ChunkBuffer chunkOf(long position);

    /** Prepares memory that was read for being written again. */
    abstract void clear(AtomicBuffer buffer, int index, int length);

    /** Stops claims, if several threads claim. */
    abstract void closeTail();

    @Override
    public final boolean write(final int msgTypeId, final DirectBuffer srcBuffer, final int offset, final int length) {
        checkOpen();
        Records.check(msgTypeId, length, maxMsgLength());
        srcBuffer.boundsCheck(offset, length);
        try {
            final long position = claim(BitUtil.align(HEADER_LENGTH + length, ALIGNMENT));
            if (position < 0) {
                return false;
            }
            Records.write(chunkOf(position), indexOf(position), msgTypeId, srcBuffer, offset, length);
            return true;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final boolean tryClaim(final int msgTypeId, final int length, final MessageClaim claim) {
        checkOpen();
        Records.check(msgTypeId, length, maxMsgLength());
        claim.checkFree();
        try {
            final long position = claim(BitUtil.align(HEADER_LENGTH + length, ALIGNMENT));
            if (position < 0) {
                return false;
            }
            final ChunkBuffer chunk = chunkOf(position);
            Records.begin(chunk, indexOf(position), length, msgTypeId);
            claim.set(this, chunk, indexOf(position), length);
            return true;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    /** Ends a claim. */
    final void end(final ChunkBuffer chunk, final int index, final boolean isMessage) {
        checkOpen();
        try {
            if (isMessage) {
                Records.commit(chunk, index);
            } else {
                Records.abort(chunk, index);
            }
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    /** Where a record is to begin that is claimed at a tail: there, or in the next chunk if it does not fit this one. */
    final long startAt(final long tail, final int recordLength) {
        final long rest = chunkBytes - (tail & (chunkBytes - 1));
        return recordLength <= rest ? tail : tail + rest;
    }

    /**
     * Makes room for a record, as far as the bound and memory allow, and says up to where there is.
     *
     * @param limit the counter to say it in
     * @return whether there is room for the record
     */
    final boolean makeRoom(final long tail, final long start, final int recordLength, final int limit) {
        checkOpen();
        final long bound = Counters.getAcquire(counters, HEAD) + Math.min(maxBytes, Counters.NO_BOUND);
        if (tail + recordLength > bound) {
            return false;
        }
        Chunk<ChunkBuffer> last = chain.last();
        while (chain.end(last) < start + recordLength) {
            if (!chain.extend(last)) {
                checkOpen();
                return false;
            }
            last = chain.last();
        }
        // Another producer may have written a greater one. That does no harm: the limit is one that held once, so it
        // holds.
        Counters.setRelease(counters, limit, Math.min(bound, chain.end(last)));
        return true;
    }

    /** The index of a position in its chunk. */
    final int indexOf(final long position) {
        return (int) position & (chunkBytes - 1);
    }

    @Override
    public final int read(final MessageHandler handler, final int messageCountLimit) {
        checkOpen();
        checkConsumer();
        try {
            final long end = chain.end(chain.last());
            int messages = 0;
            while (messages < messageCountLimit && enterChunkAtHead()) {
                final Chunk<ChunkBuffer> chunk = consumerChunk;
                final long head = counters[HEAD];
                messages += readRecords(
                        chunk.view.buffer, head, indexOf(head), chunkBytes, handler, messageCountLimit - messages);
                checkOpen(); // The handler may have closed it, and no access to the chunk have followed.
                if (isReadUpTo(end, chunk)) {
                    break;
                }
            }
            return messages;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final int controlledRead(final ControlledMessageHandler handler, final int messageCountLimit) {
        final int messages = readControlled(handler, messageCountLimit);
        return messages < 0 ? stopped(messages) : messages;
    }

    @Override
    public final int controlledRead(
            final ControlledMessageHandler handler, final int messageCountLimit, final IdleStrategy idleStrategy) {
        Records.checkLimit(messageCountLimit);
        Objects.requireNonNull(idleStrategy, "idleStrategy");
        int messages = readControlled(handler, messageCountLimit);
        while (messages == 0) {
            idleStrategy.idle();
            messages = readControlled(handler, messageCountLimit);
        }
        idleStrategy.reset();
        return messages < 0 ? stopped(messages) : messages;
    }

    /** Answers how many messages were read, and {@link #stopped(int)} of that if the handler wanted no more. */
    private int readControlled(final ControlledMessageHandler handler, final int messageCountLimit) {
        checkOpen();
        checkConsumer();
        try {
            final long end = chain.end(chain.last());
            int messages = 0;
            while (messages < messageCountLimit && enterChunkAtHead()) {
                final Chunk<ChunkBuffer> chunk = consumerChunk;
                final long head = counters[HEAD];
                final int read = readRecordsControlled(
                        chunk.view.buffer, head, indexOf(head), chunkBytes, handler, messageCountLimit - messages);
                checkOpen(); // The handler may have closed it, and no access to the chunk have followed.
                if (read < 0) {
                    return stopped(messages + stopped(read));
                }
                messages += read;
                if (isReadUpTo(end, chunk)) {
                    break;
                }
            }
            return messages;
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    /**
     * Whether no more is there in a chunk, or the head is behind all chunks that there were when reading began: so that it ends,
     * however fast messages come.
     */
    private boolean isReadUpTo(final long end, final Chunk<ChunkBuffer> chunk) {
        final long head = counters[HEAD];
        return head < chain.end(chunk) || head >= end;
    }

    /** Has the consumer go to the chunk of the head, and give the one before back; answers false if it is not there yet. */
    private boolean enterChunkAtHead() {
        final Chunk<ChunkBuffer> left = consumerChunk;
        if (counters[HEAD] < chain.end(left)) {
            return true;
        }
        final Chunk<ChunkBuffer> next = left.next();
        if (next == null) {
            return false;
        }
        consumerChunk = next;
        chain.leave(left, next);
        return true;
    }

    @Override
    final void release(final AtomicBuffer buffer, final long head, final int index, final int length) {
        clear(buffer, index, length);
        Counters.setRelease(counters, HEAD, head + length);
    }

    /** Has the record at the head skipped if it is claimed and not published. */
    final boolean unblockAtHead() {
        checkOpen();
        checkConsumer();
        try {
            final long head = counters[HEAD];
            final long tail = producerPosition();
            if (head == tail || !enterChunkAtHead()) {
                return false;
            }
            final boolean claimedToEnd = tail >= chain.end(consumerChunk);
            final int end = claimedToEnd ? chunkBytes : indexOf(tail);
            return Records.unblock(consumerChunk.view, indexOf(head), end, claimedToEnd);
        } catch (final IllegalStateException e) {
            throw explained(e);
        }
    }

    @Override
    public final int maxMsgLength() {
        return chunkBytes - HEADER_LENGTH;
    }

    @Override
    public final long capacity() {
        return maxBytes;
    }

    @Override
    public final long producerPosition() {
        return Counters.count(counters, TAIL);
    }

    @Override
    public final long consumerPosition() {
        return Counters.count(counters, HEAD);
    }

    @Override
    public final long size() {
        return Counters.size(counters);
    }

    @Override
    public final void close() {
        closeOnce();
    }

    @Override
    final void endClose() {
        closeTail();
        chain.close();
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " of " + size() + " bytes with room for " + capacity()
                + (isClosed() ? ", closed" : "");
    }
}
