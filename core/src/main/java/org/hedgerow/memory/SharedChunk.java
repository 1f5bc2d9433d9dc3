package org.hedgerow.memory;

import java.util.BitSet;

/**
 * A chunk whose pages several blocks share: which pages are in use, and which may have been written.
 *
 * <p>Pages are taken in runs, at the lowest address where one fits. Not thread-safe.
 */
final class SharedChunk implements Block.Origin {

    private final Chunk chunk;
    private final int pageBytes;
    private final int pages;
    private final BitSet used;
    /** Free pages that may have been written since they were last given back to the system. */
    private final BitSet dirty;

    private int usedPages;
    private int dirtyPages;

    /**
     * Begins to share a chunk.
     *
     * @param chunk no page of it is in use
     * @param pageBytes the size of a page
     * @param written whether its pages may have been written
     */
    SharedChunk(final Chunk chunk, final int pageBytes, final boolean written) {
        this.chunk = chunk;
        this.pageBytes = pageBytes;
        this.pages = Math.toIntExact(chunk.payloadBytes() / pageBytes);
        this.used = new BitSet(pages);
        this.dirty = new BitSet(pages);
        if (written) {
            dirty.set(0, pages);
            dirtyPages = pages;
        }
    }

    Chunk chunk() {
        return chunk;
    }

    boolean isEmpty() {
        return usedPages == 0;
    }

    long freeBytes() {
        return bytesOfPages(pages - usedPages);
    }

    /** How many bytes of free pages may occupy memory. */
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
        if (pages - usedPages < count) {
            return -1;
        }
        int first = used.nextClearBit(0);
        while (first + count <= pages) {
            final int end = used.nextSetBit(first);
            if (end < 0 || end - first >= count) {
                return first;
            }
            first = used.nextClearBit(end);
        }
        return -1;
    }

    /**
     * Takes a run of free pages.
     *
     * @param first the first page
     * @param count how many
     * @return whether any of them may have been written; they are no longer known as such
     */
    boolean take(final int first, final int count) {
        used.set(first, first + count);
        usedPages += count;
        final int written = dirtyIn(first, count);
        dirty.clear(first, first + count);
        dirtyPages -= written;
        return written > 0;
    }

    /**
     * Gives a run of pages back.
     *
     * @param first the first page
     * @param count how many
     * @param writtenBytes how many bytes from the start of the run may have been written
     */
    void giveBack(final int first, final int count, final long writtenBytes) {
        used.clear(first, first + count);
        usedPages -= count;
        final int written = (int) Math.min(count, (writtenBytes + pageBytes - 1) / pageBytes);
        dirty.set(first, first + written);
        dirtyPages += written;
    }

    /**
     * Gives memory of one run of written free pages back to the system, by one call.
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
        if (!chunk.giveBack(bytesOfPages(first), bytesOfPages(count))) {
            return 0;
        }
        dirty.clear(first, first + count);
        dirtyPages -= count;
        return bytesOfPages(count);
    }

    private int dirtyIn(final int first, final int count) {
        return dirtyPages == 0 ? 0 : dirty.get(first, first + count).cardinality();
    }
}
