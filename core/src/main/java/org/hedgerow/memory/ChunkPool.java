package org.hedgerow.memory;

import java.util.HashSet;
import java.util.Set;
import org.hedgerow.memory.events.MapEvent;
import org.hedgerow.memory.events.MemoryEvents;
import org.hedgerow.memory.events.UnmapEvent;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a memory: maps them, takes them back when they are not in use any more, gives their memory back to the
 * system piece by piece, and unmaps them, or keeps them for reuse.
 *
 * <p>A full heap can keep a chunk from being mapped, and a piece from being given back, with nothing changed; it keeps no chunk
 * from being retired or unmapped, and none from being listed where it belongs.
 *
 * <p>Not thread-safe: guarded by the lock of its memory.
 */
final class ChunkPool implements SharedChunks.Source {

    /** How many of the retired chunks are looked at for one that suits. */
    private static final int MAX_LOOKS = 64;

    private final String name;
    private final MemoryOptions options;
    private final ChunkFactory factory;

    private final ChunkList retired = new ChunkList();
    private final RetainedChunks retained;

    /** All that are mapped. */
    private final Set<Chunk> chunks = new HashSet<>();

    private long retiredBytes;
    private int mappings;
    private long mappedBytes;
    private long hugeBytes;
    private long mapCalls;
    private long refusedMaps;

    /**
     * Begins without chunks.
     *
     * @param name that of the memory
     * @param options those of the memory
     * @param factory maps and unmaps
     */
    ChunkPool(final String name, final MemoryOptions options, final ChunkFactory factory) {
        this.name = name;
        this.options = options;
        this.factory = factory;
        this.retained = new RetainedChunks(options.retainBytes(), this::unmap);
    }

    /** How much of the retired chunks was not given back yet. */
    long retiredBytes() {
        return retiredBytes;
    }

    /** What of the chunks that were given back, and are to be unmapped, is still to be dropped. */
    long leavingBytes() {
        return retained.leavingBytes();
    }

    /** The payload of the chunks that are kept for reuse. */
    long retainedBytes() {
        return retained.bytes();
    }

    /** How many mappings the kernel counts for all chunks. */
    int mappings() {
        return mappings;
    }

    /** The payload of all chunks. */
    long mappedBytes() {
        return mappedBytes;
    }

    /** What of that asked for huge pages. */
    long hugeBytes() {
        return hugeBytes;
    }

    /** How many chunks were mapped. */
    long mapCalls() {
        return mapCalls;
    }

    /** How many could not be. */
    long refusedMaps() {
        return refusedMaps;
    }

    /**
     * Takes a chunk for one block.
     *
     * @param payloadBytes the size of the block, in whole pages
     * @return a chunk that reads as zero, of that size or somewhat larger
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws OsException if the system refuses for another reason
     */
    Chunk takeZero(final long payloadBytes) {
        final int advice = options.advice(factory.os(), payloadBytes, false);
        final Chunk chunk = retained.takeZero(payloadBytes, advice == Os.MADV_HUGEPAGE);
        return chunk != null ? chunk : map(payloadBytes, advice);
    }

    /**
     * Takes a chunk for one block, whose owner does not need it to read as zero: if possible, one that is resident.
     *
     * @param payloadBytes the size of the block, in whole pages
     * @return a chunk of that size or somewhat larger
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws OsException if the system refuses for another reason
     */
    Chunk takeAny(final long payloadBytes) {
        final int advice = options.advice(factory.os(), payloadBytes, false);
        final Chunk chunk = takeRetired(payloadBytes, advice == Os.MADV_HUGEPAGE);
        return chunk != null ? chunk : takeZero(payloadBytes);
    }

    /**
     * Maps a chunk for one block.
     *
     * @param payloadBytes the size of the block, in whole pages
     * @return a chunk of that size, which reads as zero
     * @throws MapLimitException if there is no mapping to spare
     * @throws OsException if the system refuses for another reason
     */
    Chunk takeNew(final long payloadBytes) {
        return map(payloadBytes, options.advice(factory.os(), payloadBytes, false));
    }

    @Override
    public Chunk takeShared(final long payloadBytes) {
        final int advice = options.advice(factory.os(), payloadBytes, true);
        final boolean huge = advice == Os.MADV_HUGEPAGE;
        Chunk chunk = takeRetired(payloadBytes, huge);
        if (chunk == null) {
            chunk = retained.takeAny(payloadBytes, huge);
        }
        return chunk != null ? chunk : map(payloadBytes, advice);
    }

    /** Takes the last one that came and suits: of the first one, something may be given back. */
    private @Nullable Chunk takeRetired(final long payloadBytes, final boolean huge) {
        Chunk chunk = retired.last();
        for (int i = 0; i < MAX_LOOKS && chunk != null; i++) {
            if (chunk.suits(payloadBytes, huge)) {
                return takeRetired(chunk);
            }
            chunk = chunk.previousListed;
        }
        return null;
    }

    private Chunk takeRetired(final Chunk chunk) {
        retired.remove(chunk);
        retiredBytes -= chunk.bytesToGiveBack();
        return chunk;
    }

    /** Takes a chunk back that is not in use any more. Never fails. */
    @Override
    public void retire(final Chunk chunk) {
        // What will not be retained is unmapped at once, where that is no more work than giving back a piece.
        final boolean isUnmappedSoon = chunk.isOnePiece() && chunk.payloadBytes() > options.retainBytes();
        if (chunk.isGivenBack()) {
            retained.add(chunk);
        } else if (isUnmappedSoon && !chunk.isBeingPopulated()) {
            unmap(chunk);
        } else {
            retired.addLast(chunk);
            retiredBytes += chunk.bytesToGiveBack();
        }
    }

    /**
     * Gives one piece of the oldest retired chunk back. If the system will not take it, as it takes no piece of memory that
     * is locked (mlockall), the chunk is unmapped: that it does not refuse.
     *
     * @return how many bytes; 0 if none is retired
     */
    long giveBackPiece() {
        final Chunk chunk = retired.first();
        if (chunk == null) {
            return 0;
        }
        final long bytes = chunk.giveBackPiece(chunk.payloadBytes());
        if (bytes == 0) {
            final long left = chunk.bytesToGiveBack();
            unmap(takeRetired(chunk));
            return left;
        }
        retiredBytes -= bytes;
        if (chunk.isGivenBack()) {
            retired.remove(chunk);
            retained.add(chunk);
        }
        return bytes;
    }

    /** Whether {@link #dropPiece} has something to do. */
    boolean hasSomethingToDrop() {
        return retained.hasSomethingToDrop();
    }

    /**
     * Drops one piece of what was given back {@linkplain MemoryOptions.Decommit#FREE lazily}.
     *
     * @return how many bytes; 0 if there is nothing to drop, or the system refused
     */
    long dropPiece() {
        return retained.dropPiece();
    }

    /**
     * Retains the oldest of the retained chunks no more: unmaps it, or has {@link #dropPiece} do that when it is dropped.
     *
     * @return false if there is none
     */
    boolean giveUpRetained() {
        return retained.giveUpOldest();
    }

    /** Unmaps what is not in use, at whatever cost. Never fails. */
    void unmapUnused() {
        retained.unmapAll();
        for (Chunk chunk = retired.first(); chunk != null; chunk = retired.first()) {
            unmap(takeRetired(chunk));
        }
    }

    /** Unmaps all chunks, at whatever cost: nothing is in use any more. */
    void unmapAll() {
        unmapUnused();
        // What is in no list all the same is nobody's either.
        while (!chunks.isEmpty()) {
            unmap(chunks.iterator().next());
        }
    }

    /** Lists all chunks; those in use as blocks. */
    ChunkCensus census() {
        final ChunkCensus census = new ChunkCensus(chunks);
        retired.forEach(chunk -> census.tell(chunk, ChunkState.RETIRED));
        retained.forEachLeaving(chunk -> census.tell(chunk, ChunkState.RETIRED));
        retained.forEachRetained(chunk -> census.tell(chunk, ChunkState.RETAINED));
        return census;
    }

    /** Maps a chunk; where no mapping or no memory is to spare, chunks that are not in use are unmapped for it. */
    private Chunk map(final long payloadBytes, final int advice) {
        while (true) {
            try {
                checkMappings();
                final MapEvent event = MemoryEvents.map();
                final Chunk chunk = factory.map(options.spec(payloadBytes, advice));
                if (mappings > options.maxMappings() - chunk.mappings()) {
                    // It turned out that each takes one more than was thought.
                    factory.unmap(chunk);
                    continue;
                }
                add(chunk, event);
                mapCalls++;
                mappings += chunk.mappings();
                mappedBytes += chunk.payloadBytes();
                hugeBytes += chunk.huge() ? chunk.payloadBytes() : 0;
                return chunk;
            } catch (final MapLimitException e) {
                if (!unmapOneUnused()) {
                    throw refused(payloadBytes, e);
                }
            } catch (final OsException e) {
                if (e.errno() != Errno.ENOMEM.number() || !unmapOneUnused()) {
                    throw refused(payloadBytes, e);
                }
            }
        }
    }

    /** Knows and reports a chunk; unmaps it where the heap has no room for that. */
    private void add(final Chunk chunk, final @Nullable MapEvent event) {
        try {
            chunks.add(chunk);
            if (event != null) {
                event.report(name, chunk.address(), chunk.payloadBytes(), chunk.mappings(), chunk.huge());
            }
        } catch (final OutOfMemoryError e) {
            chunks.remove(chunk);
            factory.unmap(chunk);
            throw e;
        }
    }

    private RuntimeException refused(final long payloadBytes, final RuntimeException refusal) {
        refusedMaps++;
        MemoryEvents.refused(name, payloadBytes, refusal);
        return refusal;
    }

    private void checkMappings() {
        if (mappings > options.maxMappings() - factory.mappingsPerChunk()) {
            throw new MapLimitException(
                    options.maxMappings(),
                    mappings,
                    0,
                    "Release memory, or raise MemoryOptions.maxMappings, which set this limit.");
        }
    }

    private boolean unmapOneUnused() {
        if (retained.unmapOne()) {
            return true;
        }
        final Chunk chunk = retired.first();
        if (chunk == null) {
            return false;
        }
        unmap(takeRetired(chunk));
        return true;
    }

    /** Unmaps a chunk that is in no list. Never fails. */
    private void unmap(final Chunk chunk) {
        while (chunk.isBeingPopulated()) {
            // It was released long ago, as a rule: then the piece is over. If not, it is within a piece's time.
            Thread.onSpinWait();
        }
        final UnmapEvent event = MemoryEvents.unmap();
        chunks.remove(chunk);
        mappings -= chunk.mappings();
        mappedBytes -= chunk.payloadBytes();
        hugeBytes -= chunk.huge() ? chunk.payloadBytes() : 0;
        factory.unmap(chunk);
        if (event != null) {
            event.report(name, chunk.address(), chunk.payloadBytes());
        }
    }
}
