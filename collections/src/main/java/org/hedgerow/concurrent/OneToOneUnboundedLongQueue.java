package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.TAIL;
import static org.hedgerow.concurrent.Counters.TAIL_CHUNK;
import static org.hedgerow.concurrent.Counters.TAIL_LIMIT;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;

/**
 * An unbounded first-in-first-out queue of {@code long}s from one thread to another, outside of the heap.
 *
 * <p>The elements lie in a {@link ChunkChain}, which grows as the producer goes on, and from which the consumer gives back
 * each chunk that it has left. Each side knows where its chunk is, and a limit up to which it can go, which is the end of the
 * chunk at the latest. Within a chunk the two meet in the slots alone: a slot holds {@code element ^ nullValue}, and zero when
 * it is free. So neither reads what the other one writes for each element, even where the queue is empty all the time. The
 * queue holds what its elements need, rounded up to chunks, and some spare chunks.
 *
 * <p>An element that memory has no room for is refused as it is in a full queue: {@link #offer} answers false when the limit
 * of bytes or mappings of the memory is reached, and each attempt costs some microseconds then.
 *
 * <pre>
 *   TAIL    release, after the slot was written: what is counted can be removed, and HEAD may be ahead for a moment
 *   slot    release by the producer                acquire by the consumer; plain when it frees the slot
 *   HEAD    release, after the slot was freed      acquire by the producer, where there is a bound
 *   claims  release, then the closed flag is read  acquire by whoever closes: see {@link AbstractLongQueue}
 *   chunk, limits                                  plain: used by one thread
 *   chunks                                         see {@link ChunkChain}
 * </pre>
 *
 * <p><b>Closing</b> while others use it is that of {@link AbstractLongQueue}: a slot is touched within a claim alone.
 * A producer that adds a chunk has no claim, and touches no slot.
 *
 * <p>One producer and one consumer at a time, and one thread may be both. A part may pass to another thread if what the
 * first one did has happened before for the second. In the checked mode ({@code -Dhedgerow.checked=true}) a part passes only
 * when its thread has ended, and a second thread gets an {@link IllegalStateException} that names both.
 *
 * <p>An operation within a chunk allocates nothing; a new chunk costs an allocation from memory and about 150 bytes of heap,
 * or 50 if it is a spare one.
 */
public final class OneToOneUnboundedLongQueue extends UnboundedLongQueue {

    private final SoleThread producer = new SoleThread("producer");

    /** The chunk that the producer is in. */
    private Chunk<Block> producerChunk = chain.last();

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share. Its limits are the
     * only bound.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public OneToOneUnboundedLongQueue() {
        this(GuardedMemory.shared());
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}. The limits of the memory are the only bound.
     *
     * @param memory where its elements are to be
     */
    public OneToOneUnboundedLongQueue(final GuardedMemory memory) {
        this(memory, Long.MAX_VALUE);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     * @param maxElements how many elements it has room for; {@link Long#MAX_VALUE} for as many as the memory has
     * @throws IllegalArgumentException if {@code maxElements} is less than 1
     */
    public OneToOneUnboundedLongQueue(final GuardedMemory memory, final long maxElements) {
        this(memory, maxElements, DEFAULT_CHUNK_BYTES, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a queue. Two chunks are allocated here, so that it goes on where memory has no more.
     *
     * @param memory where its elements are to be
     * @param maxElements how many elements it has room for; {@link Long#MAX_VALUE} for as many as the memory has
     * @param chunkBytes by how many bytes it grows at a time, from 64 to 2<sup>30</sup>; rounded up to a power of two
     * @param nullValue stands for "no element", and cannot be offered
     * @throws IllegalArgumentException if {@code maxElements} is less than 1, or {@code chunkBytes} is out of its bounds
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of the memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public OneToOneUnboundedLongQueue(
            final GuardedMemory memory, final long maxElements, final int chunkBytes, final /*E*/ long nullValue) {
        super(memory, maxElements, chunkBytes, nullValue);
        counters[TAIL_CHUNK] = producerChunk.address;
        counters[TAIL_LIMIT] = Math.min(maxElements, end(producerChunk));
    }

    @Override
    public boolean offer(final /*E*/ long element) {
        if (element == nullValue) {
            throw nullValueRefused();
        }
        checkProducer();
        final long[] words = counters;
        final long tail = words[TAIL];
        if (tail >= words[TAIL_LIMIT] && roomAt(tail, 1) == 0) {
            return false;
        }
        claim(TAIL, tail + 1);
        writeSlot(slot(words[TAIL_CHUNK], tail), element);
        Counters.setRelease(words, TAIL, tail + 1);
        return true;
    }

    @Override
    public int offer(final /*E*/ long[] elements, final int offset, final int length) {
        checkBatch(elements, offset, length);
        checkProducer();
        final long tail = counters[TAIL];
        final long room = counters[TAIL_LIMIT] - tail;
        final int count = (int) Math.min(length, room < length ? roomAt(tail, length) : room);
        if (count == 0) {
            checkOpen();
            return 0;
        }
        claim(TAIL, tail + count);
        publish(tail, elements, offset, count);
        Counters.setRelease(counters, TAIL, tail + count);
        return count;
    }

    /**
     * Adds what a supplier answers, element by element, as long as there is room.
     *
     * @param supplier called only when there is room for what it answers
     * @param limit how many at the most
     * @return how many were added
     * @throws NullPointerException if the supplier answers the null value; what it answered before is added
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws IllegalStateException if the queue is closed, also by the supplier; or if the supplier adds elements itself, and
     *     leaves no room for the one that it answers
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory; what the supplier
     *     answered before is added
     */
    public int fill(final LongSupplier supplier, final int limit) {
        Objects.requireNonNull(supplier, "supplier");
        checkLimit(limit);
        checkProducer();
        checkOpen();
        int count = 0;
        while (count < limit && (counters[TAIL] < counters[TAIL_LIMIT] || roomAt(counters[TAIL], 1) > 0)) {
            if (!offer(supplier./*E*/ getAsLong())) {
                throw new IllegalStateException("no room for what the supplier answers: it has added elements itself");
            }
            count++;
        }
        return count;
    }

    /** Makes room behind the tail: answers for how many of {@code wanted} elements there is. The first one is in the chunk. */
    private long roomAt(final long tail, final int wanted) {
        checkOpen();
        final long bound = bound();
        final long goal = Math.min(tail + wanted, bound);
        final long room = Math.min(goal, extend(chain.last(), tail, goal)) - tail;
        if (room > 0) {
            // The slot is there and not written, so the consumer has not left its chunk.
            producerChunk = chain.at(positionOf(tail));
            counters[TAIL_CHUNK] = producerChunk.address;
        }
        counters[TAIL_LIMIT] = Math.min(bound, end(producerChunk));
        return room;
    }

    private void checkProducer() {
        if (RawMemory.CHECKED) {
            producer.check();
        }
    }

    @Override
    void closeCounters() {
        // Nobody claims from a counter: each side has one thread.
    }

    @Override
    boolean awaitOperations() {
        return awaitSide(TAIL) && awaitSide(HEAD);
    }
}
