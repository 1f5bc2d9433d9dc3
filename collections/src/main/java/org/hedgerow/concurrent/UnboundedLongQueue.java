package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.HEAD_CHUNK;
import static org.hedgerow.concurrent.Counters.HEAD_LIMIT;

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.Function;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.access.RawMemory;

/**
 * What unbounded queues have in common: their slots, which lie in a {@link ChunkChain}, the one of count {@code c} at the
 * position of {@code c} times the bytes of an element; and the one consumer.
 *
 * <p>A slot holds {@code element ^ nullValue}, and zero when it is free: so the consumer sees from the slot itself whether it was
 * written, and never reads what a producer writes for each element but that. It writes zero where it has read, as the chunk
 * may be used again.
 */
abstract class UnboundedLongQueue extends AbstractLongQueue {

    static final int DEFAULT_CHUNK_BYTES = 64 << 10;

    private final SoleThread consumer = new SoleThread("consumer");

    final ChunkChain<Block> chain;

    /** The chunk that the one consumer is in. */
    Chunk<Block> consumerChunk;

    private final long maxElements;

    /** What of a count is the index of a slot in its chunk. */
    private final long mask;

    UnboundedLongQueue(
            final GuardedMemory memory, final long maxElements, final int chunkBytes, final /*E*/ long nullValue) {
        super(nullValue);
        if (maxElements < 1) {
            throw new IllegalArgumentException("capacity " + maxElements + ": must be at least 1");
        }
        this.maxElements = maxElements;
        this.chain = new ChunkChain<>(memory, getClass().getSimpleName(), chunkBytes, Function.identity(), counters);
        this.mask = (long) chain.chunkBytes() / /*E*/ Long.BYTES - 1;
        this.consumerChunk = chain.last();
        counters[HEAD_CHUNK] = consumerChunk.address;
        counters[HEAD_LIMIT] = end(consumerChunk);
    }

    @Override
    public final long capacity() {
        return maxElements;
    }

    /** The count behind the last one whose slot is in a chunk. */
    final long end(final Chunk<Block> chunk) {
        return chain.end(chunk) / /*E*/ Long.BYTES;
    }

    /**
     * Where the slot of a count is. Never outside of the chunk, so that a second thread in a part that is for one meets memory
     * that is mapped as long as the memory retains it.
     *
     * @param address of the chunk
     */
    final long slot(final long address, final long count) {
        return address + (count & mask) * /*E*/ Long.BYTES;
    }

    /** What the tail can grow to as far as it is the given bound that holds it. */
    final long bound() {
        return Counters.getAcquire(counters, HEAD) + Math.min(maxElements, Counters.NO_BOUND);
    }

    /**
     * Makes sure that there are chunks up to a count, or as far as memory allows.
     *
     * @param from a chunk that was the last
     * @param tail where room is needed, if there is any
     * @param goal how far it is wanted
     * @return the count up to which there are
     * @throws OsException if there is no room, as the system refuses memory
     */
    final long extend(final Chunk<Block> from, final long tail, final long goal) {
        Chunk<Block> chunk = from;
        try {
            while (end(chunk) < goal && chain.extend(chunk)) {
                chunk = chain.last();
            }
        } catch (final OsException e) {
            if (end(chunk) <= tail) {
                throw e;
            }
            // There is some room, so that much is added: a chunk that is there already is not to lie idle.
        }
        return end(chunk);
    }

    /** Writes slots that were claimed, from the last to the first: the consumer sees none of them before that. */
    final void publish(final long first, final /*E*/ long[] elements, final int offset, final int length) {
        try {
            Chunk<Block> chunk = chain.last();
            for (int i = length - 1; i > 0; i--) {
                chunk = chain.atOrBefore(chunk, positionOf(first + i));
                RawMemory./*E*/ putLong(slot(chunk.address, first + i), wordOf(elements[offset + i]));
            }
            chunk = chain.atOrBefore(chunk, positionOf(first));
            RawMemory./*E*/ putLongRelease(slot(chunk.address, first), wordOf(elements[offset]));
        } finally {
            Reference.reachabilityFence(counters);
        }
    }

    static long positionOf(final long count) {
        return count * /*E*/ Long.BYTES;
    }

    @Override
    public final /*E*/ long poll() {
        checkConsumer();
        final long[] words = counters;
        final long head = words[HEAD];
        claim(HEAD, head + 1);
        if (head < words[HEAD_LIMIT] || enterNextChunkInClaim()) {
            final long slot = slot(words[HEAD_CHUNK], head);
            final /*E*/ long word = RawMemory./*E*/ getLongAcquire(slot);
            if (word != 0) {
                RawMemory./*E*/ putLong(slot, 0);
                Counters.setRelease(words, HEAD, head + 1);
                return word ^ nullValue;
            }
        }
        endClaim(HEAD);
        return nullValue;
    }

    @Override
    public final int poll(final /*E*/ long[] elements, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, elements.length);
        checkConsumer();
        final long head = counters[HEAD];
        claim(HEAD, head + 1);
        int count = 0;
        while (count < length && (head + count < counters[HEAD_LIMIT] || enterNextChunkInClaim())) {
            final long slot = slot(counters[HEAD_CHUNK], head + count);
            final /*E*/ long word = RawMemory./*E*/ getLongAcquire(slot);
            if (word == 0) {
                break;
            }
            RawMemory./*E*/ putLong(slot, 0);
            elements[offset + count] = word ^ nullValue;
            count++;
        }
        Counters.setRelease(counters, HEAD, head + count);
        endClaim(HEAD);
        return count;
    }

    @Override
    public final /*E*/ long peek() {
        checkConsumer();
        final long head = counters[HEAD];
        claim(HEAD, head + 1);
        /*E*/ long word = 0;
        if (head < counters[HEAD_LIMIT] || enterNextChunkInClaim()) {
            word = RawMemory./*E*/ getLongAcquire(slot(counters[HEAD_CHUNK], head));
        }
        endClaim(HEAD);
        return word ^ nullValue;
    }

    private void checkConsumer() {
        if (RawMemory.CHECKED) {
            consumer.check();
        }
    }

    /**
     * Has the consumer go from its chunk, of which all was read, to the next one, if there is one. Whoever closes goes from the
     * consumer's chunk on, when no claim of the consumer's is open.
     */
    private boolean enterNextChunkInClaim() {
        final Chunk<Block> left = consumerChunk;
        final Chunk<Block> next = left.next();
        if (next == null) {
            return false;
        }
        consumerChunk = next;
        counters[HEAD_CHUNK] = next.address;
        counters[HEAD_LIMIT] = end(next);
        chain.leave(left, next);
        return true;
    }

    @Override
    final void releaseMemory() {
        chain.close();
    }
}
