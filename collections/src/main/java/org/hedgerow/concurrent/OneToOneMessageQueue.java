package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.TAIL;
import static org.hedgerow.concurrent.Counters.TAIL_LIMIT;

import org.agrona.concurrent.AtomicBuffer;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;

/**
 * An unbounded queue of messages from one thread to another, outside of the heap.
 *
 * <p>The messages lie in a {@link ChunkChain}, which grows as the producer goes on, and from which the consumer gives back
 * each chunk that it has left: the queue holds what its messages need, rounded up to chunks, and some spare chunks. A
 * message that memory has no room for is refused as it is in a full queue, when the limit of bytes or mappings of the memory
 * is reached; each attempt costs some microseconds then.
 *
 * <p>The producer alone moves {@code TAIL}, the consumer {@code HEAD}, as in a {@link OneToOneRingBuffer}. The consumer does
 * not clear what it has read but the first header of a chunk: the producer makes the header behind a record zero before it
 * publishes the record.
 *
 * <pre>
 *   records  see {@link Records}
 *   TAIL     release                           acquire by whoever asks for it: the consumer goes by the records
 *   HEAD     release, after records were read  acquire by the producer, where there is a bound
 *   limit    the producer's
 *   chunks   see {@link ChunkChain}
 * </pre>
 *
 * <p><b>Closing</b> while others use it is told by {@code AbstractMessageQueue}: accesses go through segments, which end.
 *
 * <p>One producer and one consumer at a time, and one thread may be both. A part may pass to another thread if what the
 * first one did has happened before for the second. In the checked mode ({@code -Dhedgerow.checked=true}) a part passes only
 * when its thread has ended, and a second thread gets an {@link IllegalStateException} that names both.
 *
 * <p>An operation within a chunk allocates nothing. A new chunk costs an allocation from memory and about 400 bytes of heap,
 * or 50 if it is a spare one. Giving one back costs a handshake with all threads (some microseconds; a millisecond or two
 * where more threads run than there are processors).
 */
public final class OneToOneMessageQueue extends AbstractMessageQueue {

    private final SoleThread producer = new SoleThread("producer");

    /** The chunk that the producer is in. */
    private Chunk<ChunkBuffer> producerChunk = chain.last();

    /**
     * Creates a queue in the memory that all collections share. Its limits are the only bound.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public OneToOneMessageQueue() {
        this(GuardedMemory.shared());
    }

    /**
     * Creates a queue. The limits of the memory are the only bound.
     *
     * @param memory where its messages are to be
     */
    public OneToOneMessageQueue(final GuardedMemory memory) {
        this(memory, Long.MAX_VALUE);
    }

    /**
     * Creates a queue of chunks of 256 KiB.
     *
     * @param memory where its messages are to be
     * @param maxBytes for how many bytes of records it has room; {@link Long#MAX_VALUE} for as many as the memory has
     * @throws IllegalArgumentException if {@code maxBytes} is less than a chunk
     */
    public OneToOneMessageQueue(final GuardedMemory memory, final long maxBytes) {
        this(memory, maxBytes, DEFAULT_CHUNK_BYTES);
    }

    /**
     * Creates a queue. Two chunks are allocated here, so that it goes on where memory has no more.
     *
     * @param memory where its messages are to be
     * @param maxBytes for how many bytes of records it has room; {@link Long#MAX_VALUE} for as many as the memory has
     * @param chunkBytes by how many bytes it grows at a time, from 64 to 2<sup>30</sup>; rounded up to a power of two. The
     *     longest message has 8 bytes less
     * @throws IllegalArgumentException if {@code maxBytes} is less than a chunk, or {@code chunkBytes} is out of its bounds
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of the memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public OneToOneMessageQueue(final GuardedMemory memory, final long maxBytes, final int chunkBytes) {
        super(memory, maxBytes, chunkBytes);
    }

    @Override
    long claim(final int recordLength) {
        if (RawMemory.CHECKED) {
            producer.check();
        }
        final long tail = counters[TAIL];
        final long start = startAt(tail, recordLength);
        final long end = start + recordLength;
        if (end > counters[TAIL_LIMIT] && !makeRoom(tail, start, recordLength, TAIL_LIMIT)) {
            return -1;
        }
        final Chunk<ChunkBuffer> chunk = producerChunk;
        if (start == chain.end(chunk)) {
            // From the last one back: the consumer, which may have read all of the old one, may have left it by now.
            producerChunk = chain.at(start);
        }
        if (indexOf(end) != 0) {
            producerChunk.view.putLong(indexOf(end), 0);
        }
        Counters.setRelease(counters, TAIL, end);
        if (start > tail) {
            Records.pad(chunk.view, indexOf(tail), (int) (start - tail));
        }
        return start;
    }

    @Override
    ChunkBuffer chunkOf(final long position) {
        return producerChunk.view;
    }

    @Override
    void clear(final AtomicBuffer buffer, final int index, final int length) {
        if (index == 0) {
            buffer.putLong(0, 0);
        }
    }

    @Override
    void closeTail() {
        // The producer moves it without looking.
    }

    /** {@inheritDoc} There is one producer here, which cannot be blocked by another: nothing is done. */
    @Override
    public boolean unblock() {
        checkOpen();
        return false;
    }
}
