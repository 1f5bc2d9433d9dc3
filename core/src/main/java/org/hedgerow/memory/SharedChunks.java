package org.hedgerow.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.memory.access.RawMemory;

/**
 * Small blocks: slices of chunks that many of them share, so that a million small collections take a few dozen mappings.
 *
 * <p>Up to 32 KiB a block is a slice of a {@link Slab}, which holds slices of one {@linkplain SizeClasses size class} for
 * one {@linkplain SlabStripe stripe}; above it is a run of whole pages. Slabs and runs lie in {@link SharedChunk}s, each an
 * eighth of what there is, so that their number grows with the logarithm of the data, and the last of them, however empty,
 * stays small beside it. The oldest chunk with room is used first, and one in which nothing is left in use goes back to the
 * memory.
 *
 * <p>Not thread-safe: guarded by the lock of its memory.
 */
final class SharedChunks {

    /** The largest shared chunk that options ask for. */
    static final long MAX_CHUNK_BYTES = 1L << 30;

    /** In the checked mode no two blocks touch, so that a small overrun of one hits no other, and is found out. */
    static final int RED_ZONE_BYTES = RawMemory.CHECKED ? 16 : 0;

    /** The largest shared chunk: with it, 1 TiB takes at most 2,048 mappings on every kernel. */
    private static final long MAX_GROWTH_BYTES = 2L << 30;

    private static final long GROWTH_PARTS = 8;

    /** Maps chunks for the shared ones, and takes back those that are empty. */
    interface Source {

        /** A chunk of at least that many bytes; what was not given back of it, may be written. */
        Chunk takeShared(long payloadBytes);

        /** Takes back a chunk in which no page is in use. */
        void retire(Chunk chunk);
    }

    private final Source source;
    private final long minChunkBytes;
    private final int pageBytes;

    private final List<SharedChunk> chunks = new ArrayList<>();

    private long chunkBytes;
    private long freeBytes;
    private long dirtyBytes;

    /** Of whole pages. */
    private long liveBlocks;

    private long usedBytes;

    SharedChunks(final Source source, final long minChunkBytes, final int pageBytes) {
        this.source = source;
        this.minChunkBytes = minChunkBytes;
        this.pageBytes = pageBytes;
    }

    int count() {
        return chunks.size();
    }

    /** The payload of all shared chunks. */
    long bytes() {
        return chunkBytes;
    }

    /** Calls an action with each shared chunk. */
    void forEachChunk(final Consumer<Chunk> action) {
        chunks.forEach(chunk -> action.accept(chunk.chunk()));
    }

    /** What of the chunks no slab or run of pages uses. */
    long freeBytes() {
        return freeBytes;
    }

    /** How many blocks of whole pages there are. */
    long liveBlocks() {
        return liveBlocks;
    }

    /** What those occupy. */
    long usedBytes() {
        return usedBytes;
    }

    /** What a block of whole pages occupies. Needs no lock. */
    long capacityBytes(final long bytes) {
        return (long) pagesOfBlock(bytes) * pageBytes;
    }

    /** What of the free pages may occupy memory. */
    long dirtyBytes() {
        return dirtyBytes;
    }

    /**
     * Takes pages for a slab.
     *
     * @param stripe whose it is
     * @param sizeClass what it will be cut into
     * @return the slab; none of its slices is taken
     */
    Slab newSlab(final SlabStripe stripe, final int sizeClass) {
        final int pages = pagesFor(Slab.bytesFor(sizeClass));
        final SharedChunk chunk = chunkWith(pages);
        final int first = chunk.findFree(pages);
        final boolean dirty = take(chunk, first, pages);
        try {
            return new Slab(stripe, chunk, first, pages, sizeClass, dirty);
        } catch (final OutOfMemoryError e) {
            giveBackPages(chunk, first, pages, dirty ? chunk.bytesOfPages(pages) : 0);
            throw e;
        }
    }

    /**
     * Takes the pages of a slab back.
     *
     * @param slab one in which no slice is taken
     */
    void giveBack(final Slab slab) {
        giveBackPages(slab.chunk(), slab.firstPage(), slab.pages(), slab.dirtyBytes());
    }

    /**
     * Takes a block of whole pages.
     *
     * @param memory whose it is
     * @param bytes its size, at least 1
     * @param owner whose it is, for messages
     * @param zeroed whether it has to read as zero
     * @return the block
     */
    Block takePages(final GuardedMemory memory, final long bytes, final String owner, final boolean zeroed) {
        final int pages = pagesOfBlock(bytes);
        final SharedChunk chunk = chunkWith(pages);
        final int first = chunk.findFree(pages);
        final boolean dirty = take(chunk, first, pages);
        try {
            final Block block =
                    new Block(memory, chunk.addressOfPage(first), bytes, chunk.bytesOfPages(pages), chunk, owner);
            block.beginContents(dirty ? 0 : bytes, zeroed);
            liveBlocks++;
            usedBytes += block.capacityBytes();
            return block;
        } catch (final OutOfMemoryError e) {
            giveBackPages(chunk, first, pages, chunk.bytesOfPages(pages));
            throw e;
        }
    }

    /**
     * Takes a block of whole pages back.
     *
     * @param block one that {@link #takePages} answered, not given back before
     * @param chunk where it lies
     */
    void giveBack(final Block block, final SharedChunk chunk) {
        final int pages = pagesOfBlock(block.bytes());
        liveBlocks--;
        usedBytes -= block.capacityBytes();
        giveBackPages(chunk, chunk.pageAt(block.address()), pages, block.capacityBytes());
    }

    /**
     * Gives memory of written free pages back to the system, by one call.
     *
     * @return how many bytes were given back
     */
    long giveBackPiece() {
        for (final SharedChunk chunk : chunks) {
            final long bytes = chunk.giveBackPiece();
            if (bytes > 0) {
                dirtyBytes -= bytes;
                return bytes;
            }
        }
        return 0;
    }

    private SharedChunk chunkWith(final int pages) {
        for (final SharedChunk chunk : chunks) {
            if (chunk.findFree(pages) >= 0) {
                return chunk;
            }
        }
        final long part = Math.min(MAX_GROWTH_BYTES, (chunkBytes / GROWTH_PARTS) & -pageBytes);
        final long payloadBytes = Math.max(Math.max(minChunkBytes, part), (long) pages * pageBytes);
        final Chunk mapped = source.takeShared(payloadBytes);
        final SharedChunk chunk = share(mapped);
        chunkBytes += mapped.payloadBytes();
        count(chunk);
        return chunk;
    }

    private SharedChunk share(final Chunk mapped) {
        try {
            final SharedChunk chunk = new SharedChunk(mapped, pageBytes);
            chunks.add(chunk);
            mapped.beginUse();
            return chunk;
        } catch (final OutOfMemoryError e) {
            source.retire(mapped);
            throw e;
        }
    }

    /** Takes pages, and answers whether any of them may have been written. */
    private boolean take(final SharedChunk chunk, final int first, final int pages) {
        discount(chunk);
        final boolean written = chunk.take(first, pages);
        count(chunk);
        return written;
    }

    private void giveBackPages(final SharedChunk chunk, final int first, final int count, final long writtenBytes) {
        discount(chunk);
        chunk.giveBack(first, count, writtenBytes);
        if (chunk.isEmpty()) {
            chunks.remove(chunk);
            chunkBytes -= chunk.chunk().payloadBytes();
            source.retire(chunk.chunk());
        } else {
            count(chunk);
        }
    }

    private void count(final SharedChunk chunk) {
        freeBytes += chunk.freeBytes();
        dirtyBytes += chunk.dirtyBytes();
    }

    private void discount(final SharedChunk chunk) {
        freeBytes -= chunk.freeBytes();
        dirtyBytes -= chunk.dirtyBytes();
    }

    private int pagesOfBlock(final long bytes) {
        return pagesFor(bytes + RED_ZONE_BYTES);
    }

    private int pagesFor(final long bytes) {
        return Math.toIntExact((bytes + pageBytes - 1) / pageBytes);
    }
}
