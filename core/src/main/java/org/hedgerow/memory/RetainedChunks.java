package org.hedgerow.memory;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Chunks that were given back and stay mapped for reuse, up to a limit.
 *
 * <p>What was given back lazily ({@link MemoryOptions.Decommit#FREE}) may be resident and read as it was: such a chunk is
 * <em>stale</em>. To be one block, or to be unmapped, it is dropped before: at once if that takes one piece; in pieces if
 * it takes more, since unmapping gigabytes that are resident takes a tenth of a second. To be unmapped, it waits for that
 * among those that are <em>leaving</em>, which are not retained any more. To be a block, it stays where it is, as the one
 * that is <em>wanted</em>: each block that a stale chunk would suit makes one wanted, for the next such block. Of memory that
 * is locked (mlockall) the system drops nothing: then a chunk that is leaving is unmapped as it is, and the wanted one is not
 * wanted any more.
 *
 * <p>Not thread-safe: guarded by the lock of its memory.
 */
final class RetainedChunks {

    /** Each chunk holds a mapping, and is looked at when one is needed. */
    private static final int MAX_CHUNKS = 256;

    private final long maxBytes;
    private final Consumer<Chunk> unmap;

    /** The oldest first. */
    private final ChunkList retained = new ChunkList();

    private final ChunkList leaving = new ChunkList();
    private long retainedBytes;
    private long leavingBytes;

    /** One of those that are retained and stale. */
    private @Nullable Chunk wanted;

    /**
     * Begins without chunks.
     *
     * @param maxBytes how much is retained at the most
     * @param unmap unmaps a chunk that is in no list; never fails
     */
    RetainedChunks(final long maxBytes, final Consumer<Chunk> unmap) {
        this.maxBytes = maxBytes;
        this.unmap = unmap;
    }

    /** The payload of all that is retained. */
    long bytes() {
        return retainedBytes;
    }

    /** What is still to be dropped of the chunks that are leaving. */
    long leavingBytes() {
        return leavingBytes;
    }

    /** Calls an action with each chunk that is retained. */
    void forEachRetained(final Consumer<Chunk> action) {
        retained.forEach(action);
    }

    /** Calls an action with each chunk that is leaving. */
    void forEachLeaving(final Consumer<Chunk> action) {
        leaving.forEach(action);
    }

    /** Retains a chunk that was given back; others go where that is too much. Never fails. */
    void add(final Chunk chunk) {
        if (chunk.payloadBytes() > maxBytes) {
            giveUp(chunk);
            return;
        }
        retained.addLast(chunk);
        retainedBytes += chunk.payloadBytes();
        Chunk oldest = retained.first();
        while (oldest != null && (retainedBytes > maxBytes || retained.size() > MAX_CHUNKS)) {
            giveUp(remove(oldest));
            oldest = retained.first();
        }
    }

    /**
     * Gives the oldest one up, which unmaps it if that is no more work than a piece.
     *
     * @return false if there is none
     */
    boolean giveUpOldest() {
        final Chunk oldest = retained.first();
        if (oldest == null) {
            return false;
        }
        giveUp(remove(oldest));
        return true;
    }

    private void giveUp(final Chunk chunk) {
        if (chunk.isStale() && !chunk.isOnePiece()) {
            leaving.addLast(chunk);
            leavingBytes += chunk.bytesToDrop();
        } else {
            unmap.accept(chunk);
        }
    }

    /**
     * Takes the smallest chunk that suits a block. Costs one piece at the most.
     *
     * @param payloadBytes the size of the block, in whole pages
     * @param huge whether it asks for huge pages
     * @return a chunk that reads as zero; null if there is none
     */
    @Nullable
    Chunk takeZero(final long payloadBytes, final boolean huge) {
        Chunk best = null;
        Chunk next = null;
        for (Chunk chunk = retained.first(); chunk != null; chunk = chunk.nextListed) {
            if (chunk.suits(payloadBytes, huge)) {
                if (chunk.isStale() && !chunk.isOnePiece()) {
                    next = smaller(chunk, next);
                } else {
                    best = smaller(chunk, best);
                }
            }
        }
        if (wanted == null) {
            wanted = next;
        }
        if (best == null) {
            return null;
        }
        best.dropPiece();
        return best.isStale() ? null : remove(best);
    }

    /**
     * Takes the smallest chunk that suits, to be shared.
     *
     * @param payloadBytes how much is needed
     * @param huge whether it asks for huge pages
     * @return a chunk, which may be stale; null if there is none
     */
    @Nullable
    Chunk takeAny(final long payloadBytes, final boolean huge) {
        Chunk best = null;
        for (Chunk chunk = retained.first(); chunk != null; chunk = chunk.nextListed) {
            if (chunk.suits(payloadBytes, huge)) {
                best = smaller(chunk, best);
            }
        }
        return best == null ? null : remove(best);
    }

    /** Whether {@link #dropPiece} has something to do. */
    boolean hasSomethingToDrop() {
        return wanted != null || !leaving.isEmpty();
    }

    /**
     * Drops the next piece of what is to be dropped, by one call.
     *
     * @return how many bytes; 0 if there is nothing to drop, or the system refused what is wanted
     */
    long dropPiece() {
        final long bytes = dropPieceOfLeaving();
        return bytes > 0 ? bytes : dropPieceOfWanted();
    }

    private long dropPieceOfLeaving() {
        final Chunk chunk = leaving.first();
        if (chunk == null) {
            return 0;
        }
        final long bytes = chunk.dropPiece();
        leavingBytes -= bytes;
        if (chunk.isStale() && bytes > 0) {
            return bytes;
        }
        final long left = chunk.bytesToDrop();
        unmap(chunk);
        return bytes + left;
    }

    private long dropPieceOfWanted() {
        final Chunk chunk = wanted;
        if (chunk == null) {
            return 0;
        }
        final long bytes = chunk.dropPiece();
        wanted = chunk.isStale() && bytes > 0 ? chunk : null;
        return bytes;
    }

    /**
     * Unmaps one chunk, for its mappings: one that costs little, if there is one.
     *
     * @return false if there is no chunk
     */
    boolean unmapOne() {
        final Chunk chunk = cheapest();
        if (chunk == null) {
            return false;
        }
        unmap(chunk);
        return true;
    }

    private @Nullable Chunk cheapest() {
        for (Chunk chunk = retained.first(); chunk != null; chunk = chunk.nextListed) {
            if (!chunk.isStale()) {
                return chunk;
            }
        }
        final Chunk first = leaving.first();
        return first != null ? first : retained.first();
    }

    /** Unmaps all, at whatever cost. Never fails. */
    void unmapAll() {
        for (Chunk chunk = cheapest(); chunk != null; chunk = cheapest()) {
            unmap(chunk);
        }
    }

    private void unmap(final Chunk chunk) {
        if (leaving.holds(chunk)) {
            leaving.remove(chunk);
            leavingBytes -= chunk.bytesToDrop();
        } else {
            remove(chunk);
        }
        unmap.accept(chunk);
    }

    private static Chunk smaller(final Chunk chunk, final @Nullable Chunk best) {
        return best == null || chunk.payloadBytes() < best.payloadBytes() ? chunk : best;
    }

    private Chunk remove(final Chunk chunk) {
        retained.remove(chunk);
        retainedBytes -= chunk.payloadBytes();
        wanted = chunk == wanted ? null : wanted;
        return chunk;
    }
}
