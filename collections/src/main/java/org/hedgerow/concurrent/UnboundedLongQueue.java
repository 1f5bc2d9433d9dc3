package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.HEAD_CHUNK;

import java.util.function.Function;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.OsException;

/**
 * What unbounded queues have in common: their slots, which lie in a {@link ChunkChain}, the one of count {@code c} at the
 * position of {@code c} times the bytes of an element; and the consumer's way from chunk to chunk.
 */
abstract class UnboundedLongQueue extends AbstractLongQueue {

    static final int DEFAULT_CHUNK_BYTES = 64 << 10;

    /** More than are ever added, and so little that a sum with a counter is not taken for a closed one. */
    private static final long NO_BOUND = 1L << 61;

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
        return Counters.getAcquire(counters, HEAD) + Math.min(maxElements, NO_BOUND);
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

    /** Has the consumer go from its chunk, of which all was read, to the next one, if there is one. */
    final boolean enterNextChunk() {
        final Chunk<Block> left = consumerChunk;
        final Chunk<Block> next = left.next();
        if (next == null) {
            return false;
        }
        consumerChunk = next;
        counters[HEAD_CHUNK] = next.address;
        chain.leave(left, next);
        return true;
    }

    @Override
    final void releaseMemory() {
        chain.close();
    }
}
