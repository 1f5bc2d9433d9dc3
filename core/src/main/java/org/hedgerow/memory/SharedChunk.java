package org.hedgerow.memory;

import java.util.BitSet;

/**
 * A chunk whose pages several blocks share: which pages are in use, and what the others hold.
 *
 * <p>A free page is clean (it occupies no memory and reads as zero), <em>dirty</em> (it may have been written since it
 * was last given back to the system), or <em>stale</em>: given back, but the system may not have taken it, so that it
 * may read as it was ({@link MemoryOptions.Decommit#FREE}).
 *
 * <p>Pages are taken in runs, at the lowest address where one fits. Not thread-safe.
 */
final class SharedChunk implements Block.Origin {

    private final Chunk chunk;
    private final int pageBytes;
    private final int pages;
    private final FreePages free;
    private final BitSet dirty;
    private final BitSet stale = new BitSet();

    private int dirtyPages;

    /**
     * Begins to share a chunk.
     *
     * @param chunk no page of it is in use; what was not given back of it, may have been written
     * @param pageBytes the size of a page
     */
    SharedChunk(final Chunk chunk, final int pageBytes) {
        this.chunk = chunk;
        this.pageBytes = pageBytes;
        this.pages = Math.toIntExact(chunk.payloadBytes() / pageBytes);
        this.free = new FreePages(pages);
        this.dirty = new BitSet(pages);
        if (!chunk.isGivenBack()) {
            dirty.set(0, pages);
            dirtyPages = pages;
        } else if (chunk.isStale()) {
            stale.set(0, pages);
        }
    }

    Chunk chunk() {
        return chunk;
    }

    boolean isEmpty() {
        return free.count() == pages;
    }

    long freeBytes() {
        return bytesOfPages(free.count());
    }

    /** How many bytes of free pages may occupy memory that the system cannot take. */
    long dirtyBytes() {
        return bytesOfPages(dirtyPages);
    }

    long bytesOfPages(final int count) {
        return (long) count * pageBytes;
    }

    long addressOfPage(final int page) {
        return chunk.address() + bytesOfPages(page);
    }

    int pageAt(final long address) {
        return (int) ((address - chunk.address()) / pageBytes);
    }

    /**
     * Finds a run of free pages.
     *
     * @param count how many
     * @return the first page of the lowest run that is long enough, or -1
     */
    int findFree(final int count) {
        return free.find(count);
    }

    /**
     * Takes a run of free pages.
     *
     * @param first the first page
     * @param count how many
     * @return whether any of them may read as anything else than zero; they are no longer known as such
     */
    boolean take(final int first, final int count) {
        free.take(first, count);
        final int written = dirtyIn(first, first + count);
        dirty.clear(first, first + count);
        dirtyPages -= written;
        final boolean anyStale = isStaleIn(first, count);
        stale.clear(first, first + count);
        return written > 0 || anyStale;
    }

    /**
     * Gives a run of pages back.
     *
     * @param first the first page
     * @param count how many
     * @param writtenBytes how many bytes from the start of the run may have been written
     */
    void giveBack(final int first, final int count, final long writtenBytes) {
        // Dirty before it is free: where the stack overflows in between, it is lost, but never taken for zero.
        final int written = (int) Math.min(count, (writtenBytes + pageBytes - 1) / pageBytes);
        dirty.set(first, first + written);
        dirtyPages += written;
        free.giveBack(first, count);
    }

    /**
     * Gives memory of one run of dirty pages back to the system, by one call.
     *
     * @return how many bytes were given back; 0 if there is none, or the system refused
     */
    long giveBackPiece() {
        final int first = dirty.nextSetBit(0);
        if (first < 0) {
            return 0;
        }
        final int most = (int) (Chunk.SMALL_PIECE_BYTES / pageBytes);
        final int count = Math.min(most, dirty.nextClearBit(first) - first);
        final Chunk.GiveBack result = chunk.giveBack(bytesOfPages(first), bytesOfPages(count));
        if (result == Chunk.GiveBack.REFUSED) {
            return 0;
        }
        stale.set(first, first + count, result == Chunk.GiveBack.STALE);
        dirty.clear(first, first + count);
        dirtyPages -= count;
        return bytesOfPages(count);
    }

    private boolean isStaleIn(final int first, final int count) {
        final int next = stale.nextSetBit(first);
        return next >= 0 && next < first + count;
    }

    private int dirtyIn(final int first, final int end) {
        int count = 0;
        int page = dirty.nextSetBit(first);
        while (page >= 0 && page < end) {
            final int clean = Math.min(end, dirty.nextClearBit(page));
            count += clean - page;
            page = dirty.nextSetBit(clean);
        }
        return count;
    }
}
