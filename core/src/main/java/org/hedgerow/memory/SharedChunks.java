package org.hedgerow.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * Small blocks: slices of chunks that many of them share, so that a million small collections take a few dozen mappings.
 *
 * <p>Up to 32 KiB a block is a slice of a {@link Slab}, which holds slices of one {@linkplain SizeClasses size class};
 * above it is a run of whole pages. Slabs and runs lie in {@link SharedChunk}s, each an eighth of what there is, so that
 * their number grows with the logarithm of the data, and the last of them, however empty, stays small beside it. The
 * oldest chunk with room is used first, and one in which nothing is left in use goes back to the memory.
 *
 * <p>Not thread-safe: guarded by the lock of its memory.
 */
final class SharedChunks {

    /** The largest shared chunk that options ask for. */
    static final long MAX_CHUNK_BYTES = 1L << 30;

    /** The largest shared chunk: with it, 1 TiB takes at most 2,048 mappings on every kernel. */
    private static final long MAX_GROWTH_BYTES = 2L << 30;

    private static final long GROWTH_PARTS = 8;

    /** In the checked mode no two blocks touch, so that a small overrun of one hits no other, and is found out. */
    private static final int RED_ZONE_BYTES = RawMemory.CHECKED ? 16 : 0;

    /** Maps chunks for the shared ones, and takes back those that are empty. */
    interface Source {

        /** A chunk of at least that many bytes; its {@link Chunk#cleanBytes()} tells whether it may be written. */
        Chunk takeShared(long payloadBytes);

        /** Takes back a chunk in which no page is in use. */
        void retireShared(Chunk chunk);
    }

    private final Source source;
    private final long minChunkBytes;
    private final int pageBytes;

    private final List<SharedChunk> chunks = new ArrayList<>();
    /** For each size class, the slabs that have free slices. */
    private final @Nullable Slab[] available = new @Nullable Slab[SizeClasses.COUNT];

    private long chunkBytes;

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
        long bytes = 0;
        for (final SharedChunk chunk : chunks) {
            bytes += chunk.freeBytes();
        }
        return bytes;
    }

    /** What of the free pages may occupy memory. */
    long dirtyBytes() {
        long bytes = 0;
        for (final SharedChunk chunk : chunks) {
            bytes += chunk.dirtyBytes();
        }
        return bytes;
    }

    /** What a block of that size will occupy. */
    long capacityBytes(final long bytes) {
        return isSlice(bytes)
                ? SizeClasses.sliceBytes(sizeClassOf(bytes))
                : (long) pagesFor(bytes + RED_ZONE_BYTES) * pageBytes;
    }

    private static boolean isSlice(final long bytes) {
        return bytes + RED_ZONE_BYTES <= SizeClasses.MAX_SLICE_BYTES;
    }

    private static int sizeClassOf(final long bytes) {
        return SizeClasses.indexOf((int) bytes + RED_ZONE_BYTES);
    }

    /**
     * Takes a block.
     *
     * @param memory whose it is
     * @param bytes its size, at least 1
     * @param owner whose it is, for messages
     * @return the block; it reads as zero
     */
    Block take(final GuardedMemory memory, final long bytes, final String owner) {
        return isSlice(bytes) ? takeSlice(memory, bytes, owner) : takePages(memory, bytes, owner);
    }

    /**
     * Takes a block back.
     *
     * @param block one that {@link #take} answered, not given back before
     * @param slab where it lies
     */
    void giveBack(final Block block, final Slab slab) {
        if (slab.isFull()) {
            link(slab);
        }
        slab.giveBack(slab.sliceAt(block.address()));
        if (slab.isEmpty()) {
            unlink(slab);
            giveBackPages(slab.chunk(), slab.firstPage(), slab.pages(), slab.dirtyBytes());
        }
    }

    /**
     * Takes a block back.
     *
     * @param block one that {@link #take} answered, not given back before
     * @param chunk where it lies
     */
    void giveBack(final Block block, final SharedChunk chunk) {
        final int pages = pagesFor(block.bytes() + RED_ZONE_BYTES);
        giveBackPages(chunk, chunk.pageAt(block.address()), pages, block.bytes());
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
                return bytes;
            }
        }
        return 0;
    }

    private Block takeSlice(final GuardedMemory memory, final long bytes, final String owner) {
        final int sizeClass = sizeClassOf(bytes);
        Slab slab = available[sizeClass];
        if (slab == null) {
            slab = newSlab(sizeClass);
            link(slab);
        }
        final int slice = slab.take();
        if (slab.isFull()) {
            unlink(slab);
        }
        final Block block = new Block(memory, slab.addressOf(slice), bytes, slab.sliceBytes(), slab, owner);
        if (slab.isDirtyOnTake(slice)) {
            RawMemory.zero(block.address(), block.bytes());
        }
        return block;
    }

    private Block takePages(final GuardedMemory memory, final long bytes, final String owner) {
        final int pages = pagesFor(bytes + RED_ZONE_BYTES);
        final SharedChunk chunk = chunkWith(pages);
        final int first = chunk.findFree(pages);
        final boolean dirty = chunk.take(first, pages);
        final Block block =
                new Block(memory, chunk.addressOfPage(first), bytes, chunk.bytesOfPages(pages), chunk, owner);
        if (dirty) {
            RawMemory.zero(block.address(), block.bytes());
        }
        return block;
    }

    private Slab newSlab(final int sizeClass) {
        final int pages = pagesFor(Slab.bytesFor(sizeClass));
        final SharedChunk chunk = chunkWith(pages);
        final int first = chunk.findFree(pages);
        return new Slab(chunk, first, pages, sizeClass, chunk.take(first, pages));
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
        final SharedChunk chunk = new SharedChunk(mapped, pageBytes, !mapped.isClean());
        mapped.beginUse();
        chunks.add(chunk);
        chunkBytes += mapped.payloadBytes();
        return chunk;
    }

    private void giveBackPages(final SharedChunk chunk, final int first, final int count, final long writtenBytes) {
        chunk.giveBack(first, count, writtenBytes);
        if (chunk.isEmpty()) {
            chunks.remove(chunk);
            chunkBytes -= chunk.chunk().payloadBytes();
            source.retireShared(chunk.chunk());
        }
    }

    private int pagesFor(final long bytes) {
        return Math.toIntExact((bytes + pageBytes - 1) / pageBytes);
    }

    private void link(final Slab slab) {
        final Slab first = available[slab.sizeClass()];
        slab.next = first;
        if (first != null) {
            first.previous = slab;
        }
        available[slab.sizeClass()] = slab;
    }

    private void unlink(final Slab slab) {
        final Slab next = slab.next;
        final Slab previous = slab.previous;
        if (previous == null) {
            available[slab.sizeClass()] = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        slab.next = null;
        slab.previous = null;
    }
}
