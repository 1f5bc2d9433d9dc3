package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.SHARED_TAIL_LIMIT;
import static org.hedgerow.concurrent.Counters.TAIL;

import org.agrona.concurrent.AtomicBuffer;
import org.hedgerow.memory.GuardedMemory;

/**
 * An unbounded queue of messages from many threads to one, outside of the heap.
 *
 * <p>The messages lie in a {@link ChunkChain}, which producers make longer, and from which the consumer gives back each chunk
 * that it has left: the queue holds what its messages need, rounded up to chunks, and some spare chunks. A message that
 * memory has no room for is refused as it is in a full queue, when the limit of bytes or mappings of the memory is reached;
 * each attempt costs some microseconds then. This is found before anything was claimed.
 *
 * <p>A producer claims room by compare-and-set on {@code TAIL}, below a limit that is the end of the last chunk at the
 * latest. The consumer makes what it has read zero before it moves {@code HEAD}, so that a record that was claimed and not
 * begun has length zero, wherever it lies. Producers wait for each other, and for the consumer, only where the memory does
 * it: when one takes a chunk while another takes one or gives one back.
 *
 * <pre>
 *   records  see {@link Records}
 *   TAIL     compare-and-set; acquire before that
 *   HEAD     release, after records were read and cleared  acquire by the producer that looks for a new limit
 *   limit    release, after the chunks are there           acquire, so that they are there for all
 *   chunks   see {@link ChunkChain}
 * </pre>
 *
 * <p><b>Closing</b> while others use it is told by {@code AbstractMessageQueue}: accesses go through segments, which end.
 *
 * <p>A producer that dies between its claim and the end of its write blocks the consumer. The consumer, if it knows that it
 * is dead, calls {@link #unblock()}, which turns what was claimed into padding.
 *
 * <p>Any number of producers, and one consumer at a time. In the checked mode ({@code -Dhedgerow.checked=true}) another
 * consumer gets an {@link IllegalStateException} that names both, unless the thread of the first one has ended.
 *
 * <p>An operation within a chunk allocates nothing. A new chunk costs an allocation from memory and about 400 bytes of heap,
 * or 50 if it is a spare one. Giving one back costs a handshake with all threads (some microseconds; a millisecond or two
 * where more threads run than there are processors).
 */
public final class ManyToOneMessageQueue extends AbstractMessageQueue {

    /**
     * Creates a queue in the memory that all collections share. Its limits are the only bound.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public ManyToOneMessageQueue() {
        this(GuardedMemory.shared());
    }

    /**
     * Creates a queue. The limits of the memory are the only bound.
     *
     * @param memory where its messages are to be
     */
    public ManyToOneMessageQueue(final GuardedMemory memory) {
        this(memory, Long.MAX_VALUE);
    }

    /**
     * Creates a queue of chunks of 256 KiB.
     *
     * @param memory where its messages are to be
     * @param maxBytes for how many bytes of records it has room; {@link Long#MAX_VALUE} for as many as the memory has
     * @throws IllegalArgumentException if {@code maxBytes} is less than a chunk
     */
    public ManyToOneMessageQueue(final GuardedMemory memory, final long maxBytes) {
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
    public ManyToOneMessageQueue(final GuardedMemory memory, final long maxBytes, final int chunkBytes) {
        super(memory, maxBytes, chunkBytes);
    }

    @Override
    long claim(final int recordLength) {
        final long[] words = counters;
        long tail;
        long start;
        long end;
        do {
            tail = Counters.getAcquire(words, TAIL);
            start = startAt(tail, recordLength);
            end = start + recordLength;
            // In a closed queue this holds, too.
            if (end > Counters.getAcquire(words, SHARED_TAIL_LIMIT)
                    && !makeRoom(tail, start, recordLength, SHARED_TAIL_LIMIT)) {
                return -1;
            }
        } while (!Counters.compareAndSet(words, TAIL, tail, end));
        if (start > tail) {
            Records.pad(chunkOf(tail), indexOf(tail), (int) (start - tail));
        }
        return start;
    }

    @Override
    ChunkBuffer chunkOf(final long position) {
        return chain.at(position).view;
    }

    @Override
    void clear(final AtomicBuffer buffer, final int index, final int length) {
        buffer.setMemory(index, length, (byte) 0);
    }

    @Override
    void closeTail() {
        Counters.close(counters, TAIL);
    }

    @Override
    public boolean unblock() {
        return unblockAtHead();
    }
}
