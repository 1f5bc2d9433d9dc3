package org.hedgerow.memory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that were given back and stay mapped for reuse, up to a limit.
 *
 * <p>What was given back lazily ({@link MemoryOptions.Decommit#FREE}) may be resident and read as it was: such a chunk is
 * <em>stale</em>. To be one block, or to be unmapped, it is dropped before: at once if that takes one piece; in pieces if
 * it takes more, since unmapping gigabytes that are resident takes a tenth of a second. While that lasts it is not
 * retained, but <em>dropping</em>; then it is retained again, where there is room, or unmapped.
 *
 * <p>Not thread-safe: guarded by the lock of its memory.
 */
final class RetainedChunks {

    /** Each chunk holds a mapping, and is looked at when one is needed. */
    private static final int MAX_CHUNKS = 256;

    /** A chunk serves for a block if the block is at least three quarters of it. */
    private static final long FIT_NUMERATOR = 4;

    private static final long FIT_DENOMINATOR = 3;

    private final long maxBytes;
    private final Consumer<Chunk> unmap;

    /** The oldest first. */
    private final List<Chunk> retained = new ArrayList<>();

    private final Deque<Chunk> dropping = new ArrayDeque<>();
    private long retainedBytes;
    private long droppingBytes;

    /**
     * Begins without chunks.
     *
     * @param maxBytes how much is retained at the most
     * @param unmap unmaps a chunk
     */
    RetainedChunks(final long maxBytes, final Consumer<Chunk> unmap) {
        this.maxBytes = maxBytes;
        this.unmap = unmap;
    }

    /** The payload of all that is retained. */
    long bytes() {
        return retainedBytes;
    }

    /** What is still to be dropped. */
    long droppingBytes() {
        return droppingBytes;
    }

    /** Calls an action with each chunk that is retained. */
    void forEachRetained(final Consumer<Chunk> action) {
        retained.forEach(action);
    }

    /** Calls an action with each chunk that is dropping. */
    void forEachDropping(final Consumer<Chunk> action) {
        dropping.forEach(action);
    }

    /** Retains a chunk that was given back; others go where that is too much. */
    void add(final Chunk chunk) {
        if (chunk.payloadBytes() > maxBytes) {
            giveUp(chunk);
            return;
        }
        keep(chunk);
        while (retainedBytes > maxBytes || retained.size() > MAX_CHUNKS) {
            final Chunk oldest = retained.getFirst();
            leave(oldest);
            giveUp(oldest);
        }
    }

    private void giveUp(final Chunk chunk) {
        if (chunk.isStale() && !chunk.isOnePiece()) {
            drop(chunk);
        } else {
            unmap.accept(chunk);
        }
    }

    /**
     * Takes the smallest chunk that serves for a block. Costs one piece at the most.
     *
     * @param payloadBytes the size of the block, in whole pages
     * @param huge whether it asks for huge pages
     * @return a chunk that reads as zero; null if there is none
     */
    @Nullable
    Chunk takeZero(final long payloadBytes, final boolean huge) {
        Chunk best = null;
        Chunk toDrop = null;
        for (final Chunk chunk : retained) {
            if (serves(chunk, payloadBytes, huge)) {
                if (chunk.isStale() && !chunk.isOnePiece()) {
                    toDrop = chunk;
                } else {
                    best = smaller(chunk, best);
                }
            }
        }
        if (best != null && best.isStale()) {
            best.dropPiece();
        }
        if (best != null && !best.isStale()) {
            leave(best);
            return best;
        }
        if (toDrop != null && dropping.isEmpty()) {
            // Not in time for this block, but for the next one of its size.
            leave(toDrop);
            drop(toDrop);
        }
        return null;
    }

    /**
     * Takes the smallest chunk that serves to be shared.
     *
     * @param payloadBytes how much is needed
     * @return a chunk, which may be stale; null if there is none
     */
    @Nullable
    Chunk takeAny(final long payloadBytes) {
        Chunk best = null;
        for (final Chunk chunk : retained) {
            if (serves(chunk, payloadBytes, false)) {
                best = smaller(chunk, best);
            }
        }
        if (best != null) {
            leave(best);
        }
        return best;
    }

    /**
     * Drops the next piece of what is to be dropped, by one call.
     *
     * @return how many bytes; 0 if there is nothing to drop, or the system refused
     */
    long dropPiece() {
        final Chunk chunk = dropping.peekFirst();
        if (chunk == null) {
            return 0;
        }
        final long bytes = chunk.dropPiece();
        droppingBytes -= bytes;
        if (!chunk.isStale()) {
            dropping.removeFirst();
            if (chunk.payloadBytes() <= maxBytes - retainedBytes && retained.size() < MAX_CHUNKS) {
                keep(chunk);
            } else {
                unmap.accept(chunk);
            }
        } else if (bytes == 0) {
            // The system would not take it: later, after the others.
            dropping.addLast(dropping.removeFirst());
        }
        return bytes;
    }

    /**
     * Unmaps one chunk, for its mappings: one that costs little, if there is one.
     *
     * @return false if there is no chunk
     */
    boolean unmapOne() {
        for (final Chunk chunk : retained) {
            if (!chunk.isStale()) {
                leave(chunk);
                unmap.accept(chunk);
                return true;
            }
        }
        if (!dropping.isEmpty()) {
            final Chunk chunk = dropping.removeFirst();
            droppingBytes -= chunk.bytesToDrop();
            unmap.accept(chunk);
            return true;
        }
        if (!retained.isEmpty()) {
            final Chunk oldest = retained.getFirst();
            leave(oldest);
            unmap.accept(oldest);
            return true;
        }
        return false;
    }

    /** Unmaps all, at whatever cost. */
    void unmapAll() {
        retained.forEach(unmap);
        retained.clear();
        retainedBytes = 0;
        dropping.forEach(unmap);
        dropping.clear();
        droppingBytes = 0;
    }

    private static boolean serves(final Chunk chunk, final long payloadBytes, final boolean huge) {
        return chunk.huge() == huge
                && chunk.payloadBytes() >= payloadBytes
                && chunk.payloadBytes() / FIT_NUMERATOR * FIT_DENOMINATOR <= payloadBytes;
    }

    private static Chunk smaller(final Chunk chunk, final @Nullable Chunk best) {
        return best == null || chunk.payloadBytes() < best.payloadBytes() ? chunk : best;
    }

    private void keep(final Chunk chunk) {
        retained.add(chunk);
        retainedBytes += chunk.payloadBytes();
    }

    private void leave(final Chunk chunk) {
        retained.remove(chunk);
        retainedBytes -= chunk.payloadBytes();
    }

    private void drop(final Chunk chunk) {
        dropping.addLast(chunk);
        droppingBytes += chunk.bytesToDrop();
    }
}
