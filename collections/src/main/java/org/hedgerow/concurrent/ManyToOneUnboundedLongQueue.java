package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.SHARED_TAIL_LIMIT;
import static org.hedgerow.concurrent.Counters.TAIL;

import java.util.Objects;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;

/**
 * An unbounded first-in-first-out queue of {@code long}s from many threads to one, outside of the heap.
 *
 * <p>The elements lie in a {@link ChunkChain}, which producers make longer, and from which the consumer gives back each chunk
 * that it has left. Otherwise this is {@link ManyToOneConcurrentLongQueue}: a producer claims a slot by compare-and-set on
 * {@code TAIL}, below a limit that is the end of the last chunk at the latest; then it looks its chunk up, which is nearly
 * always the last one, and writes the slot. A slot holds {@code element ^ nullValue}, and zero when it is free: so the
 * consumer sees from the slot itself whether it was written. It writes zero where it has read, as the chunk may be used
 * again. The queue holds what its elements need, rounded up to chunks, and some spare chunks.
 *
 * <p>An element that memory has no room for is refused as it is in a full queue: {@link #offer} answers false when the limit
 * of bytes or mappings of the memory is reached, and each attempt costs some microseconds then. This is found before
 * anything was claimed.
 *
 * <pre>
 *   TAIL    compare-and-set; acquire before that
 *   slot    release by its producer                acquire by the consumer; plain when it frees the slot
 *   HEAD    release, after the slot was freed      acquire by the producer that looks for a new limit
 *   limit   release, after the chunks are there    acquire, so that they are there for all
 *   claim   release, then the closed flag is read  acquire by whoever closes: see {@link AbstractLongQueue}
 *   HEAD_CHUNK, HEAD_LIMIT                         plain: the consumer's
 *   chunks                                         see {@link ChunkChain}
 * </pre>
 *
 * <p><b>Closing</b> while others use it is that of {@link AbstractLongQueue}: what was claimed before is waited for, slot by
 * slot, about a millisecond for a million elements; a producer that adds a chunk touches no slot without a claim, and a
 * chunk that it takes when the queue is closed already is refused to it. The consumer goes from chunk to chunk within its
 * claim.
 *
 * <p>A producer that is held up between the claim and the write of its slot holds up the elements behind it: until it goes
 * on, {@link #poll()} answers "no element", though {@link #size()} counts them, and they come in their order then. Should the
 * producer never go on (it was killed by a {@link StackOverflowError} between the two steps), they never come; the queue can
 * be closed all the same. Producers wait for each other, and for the consumer, only where the memory does it: when one takes
 * a chunk while another takes one or gives one back.
 *
 * <p>Any number of producers, and one consumer at a time. In the checked mode ({@code -Dhedgerow.checked=true}) another
 * consumer gets an {@link IllegalStateException} that names both, unless the thread of the first one has ended.
 *
 * <p>An operation within a chunk allocates nothing; a new chunk costs an allocation from memory and about 150 bytes of heap,
 * or 50 if it is a spare one.
 */
public final class ManyToOneUnboundedLongQueue extends UnboundedLongQueue {

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share. Its limits are the
     * only bound.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public ManyToOneUnboundedLongQueue() {
        this(GuardedMemory.shared());
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}. The limits of the memory are the only bound.
     *
     * @param memory where its elements are to be
     */
    public ManyToOneUnboundedLongQueue(final GuardedMemory memory) {
        this(memory, Long.MAX_VALUE);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     * @param maxElements how many elements it has room for; {@link Long#MAX_VALUE} for as many as the memory has
     * @throws IllegalArgumentException if {@code maxElements} is less than 1
     */
    public ManyToOneUnboundedLongQueue(final GuardedMemory memory, final long maxElements) {
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
    public ManyToOneUnboundedLongQueue(
            final GuardedMemory memory, final long maxElements, final int chunkBytes, final /*E*/ long nullValue) {
        super(memory, maxElements, chunkBytes, nullValue);
        counters[SHARED_TAIL_LIMIT] = Math.min(maxElements, end(consumerChunk));
    }

    @Override
    public boolean offer(final /*E*/ long element) {
        if (element == nullValue) {
            throw nullValueRefused();
        }
        final long tail = claimSlot();
        if (tail < 0) {
            return false;
        }
        publish(tail, element);
        return true;
    }

    /**
     * Claims a slot, which then has to be published.
     *
     * @return its count, or a negative number if there is no room
     * @throws IllegalStateException if the queue is closed
     */
    long claimSlot() {
        final long[] words = counters;
        long tail;
        do {
            tail = Counters.getAcquire(words, TAIL);
            // In a closed queue this holds, too.
            if (tail >= Counters.getAcquire(words, SHARED_TAIL_LIMIT) && roomAt(tail, 1) == 0) {
                return -1;
            }
        } while (!Counters.compareAndSet(words, TAIL, tail, tail + 1));
        return tail;
    }

    @Override
    public int offer(final /*E*/ long[] elements, final int offset, final int length) {
        checkBatch(elements, offset, length);
        final long[] words = counters;
        long tail;
        int claimed;
        do {
            tail = Counters.getAcquire(words, TAIL);
            claimed = tail > Counters.getAcquire(words, SHARED_TAIL_LIMIT) - length ? roomAt(tail, length) : length;
            if (claimed == 0) {
                checkOpen();
                return 0;
            }
        } while (!Counters.compareAndSet(words, TAIL, tail, tail + claimed));
        publish(tail, elements, offset, claimed);
        return claimed;
    }

    /** Makes room behind the tail: answers for how many of {@code wanted} elements there is. */
    private int roomAt(final long tail, final int wanted) {
        if (Counters.isClosed(tail)) {
            throw closedException();
        }
        final long bound = bound();
        final long limit = Math.min(bound, extend(chain.last(), tail, Math.min(tail + wanted, bound)));
        // Another producer may have written a greater one. That does no harm: the limit is one that held once, so it
        // holds.
        Counters.setRelease(counters, SHARED_TAIL_LIMIT, limit);
        if (tail >= limit) {
            // The memory refuses, or the queue was closed meanwhile, or the tail is outdated and the claim will fail.
            checkOpen();
            return 0;
        }
        return (int) Math.min(wanted, limit - tail);
    }

    /** Writes a slot that was claimed. */
    void publish(final long count, final /*E*/ long element) {
        writeSlot(slot(chain.at(positionOf(count)).address, count), element);
    }

    @Override
    void closeCounters() {
        Counters.close(counters, TAIL);
    }

    @Override
    boolean awaitOperations() {
        return awaitSide(HEAD) && awaitPublished();
    }

    /** Waits until each slot that was claimed was written. The consumer is gone, so they stay. */
    private boolean awaitPublished() {
        final long tail = addedCount();
        Chunk<Block> chunk = consumerChunk;
        for (long count = removedCount(); count < tail; count++) {
            if (count == end(chunk)) {
                chunk = Objects.requireNonNull(chunk.next());
            }
            if (!awaitWritten(slot(chunk.address, count))) {
                return false;
            }
        }
        return true;
    }
}
