package org.hedgerow.memory;

/**
 * Blocks that are chunks of their own: their owners may ask for them by and by, and give parts of them back.
 *
 * <pre>
 *   0            neededFrom                     neededUpTo          the chunk's payload
 *   +----------------+------------------------------+------------------+
 *   |  needed no     |  in use: counts as that,     |  not asked for,  |
 *   |  more          |  and may be written          |  or given back   |
 *   +----------------+------------------------------+------------------+
 *      {@link #giveBackPrefix} --&gt;          &lt;-- {@link #giveBackSuffix} | {@link #need} --&gt;
 * </pre>
 *
 * <p>All of it goes in whole pieces of the chunk. A part that is needed no more may still be resident: what becomes of it is a
 * matter of the {@link Housekeeping}.
 *
 * <p>Guarded by the lock of its memory. Those who take a block hold it; all else takes it.
 */
final class LargeBlocks {

    private final Object lock;
    private final MemoryOptions options;
    private final ChunkFactory factory;
    private final ByteBudget budget;
    private final ChunkPool pool;
    private final Housekeeping housekeeping;

    private long liveBlocks;
    private long usedBytes;

    LargeBlocks(
            final Object lock,
            final MemoryOptions options,
            final ChunkFactory factory,
            final ByteBudget budget,
            final ChunkPool pool,
            final Housekeeping housekeeping) {
        this.lock = lock;
        this.options = options;
        this.factory = factory;
        this.budget = budget;
        this.pool = pool;
        this.housekeeping = housekeeping;
    }

    /** How many there are. Whoever calls holds the lock. */
    long liveBlocks() {
        return liveBlocks;
    }

    /** How much of them is in use. Whoever calls holds the lock. */
    long usedBytes() {
        return usedBytes;
    }

    /** What a block will occupy of which its owner has not asked for anything yet. Needs no lock. */
    long grantedBytes(final long bytes, final Block.Use use) {
        return use == Block.Use.GROWING ? 0 : factory.roundToPage(bytes);
    }

    /**
     * Takes a block. Whoever calls holds the lock.
     *
     * @param memory whose it is
     * @param bytes its size; the budget has granted {@link #grantedBytes}
     * @param owner whose it is, for messages
     * @param use what it is for
     * @return the block
     */
    Block take(final GuardedMemory memory, final long bytes, final String owner, final Block.Use use) {
        final Chunk chunk = takeWithinBudget(factory.roundToPage(bytes), use);
        final long zeroBytes = chunk.zeroBytes();
        if (use == Block.Use.GROWING) {
            chunk.beginToGrow();
        } else {
            chunk.beginUse();
        }
        try {
            // What of a reused chunk lies behind the block is not touched, but belongs to it, as it may be resident.
            final Block block = new Block(memory, chunk.address(), bytes, chunk.payloadBytes(), chunk, owner);
            block.beginContents(zeroBytes, use == Block.Use.ZEROED);
            liveBlocks++;
            usedBytes += chunk.neededBytes();
            return block;
        } catch (final OutOfMemoryError e) {
            pool.retire(chunk);
            housekeeping.note();
            budget.release(chunk.neededBytes() - grantedBytes(bytes, use));
            throw e;
        }
    }

    /** Takes a chunk for a block that the budget has granted; a larger one only if the budget has the rest of it as well. */
    private Chunk takeWithinBudget(final long payloadBytes, final Block.Use use) {
        final Chunk chunk = use == Block.Use.ZEROED ? pool.takeZero(payloadBytes) : pool.takeAny(payloadBytes);
        final boolean isGrowing = use == Block.Use.GROWING;
        final long restBytes = isGrowing ? chunk.residentBytes() : chunk.payloadBytes() - payloadBytes;
        if (restBytes == 0) {
            return chunk;
        }
        housekeeping.note(); // It is not to be reclaimed any more.
        if (budget.tryAcquire(restBytes)) {
            return chunk;
        }
        pool.retire(chunk);
        housekeeping.note();
        return pool.takeNew(payloadBytes);
    }

    /** Retires the chunk of a block, whose segment was ended before. */
    void release(final Block block, final Chunk chunk) {
        synchronized (lock) {
            housekeeping.awaitHelper(chunk); // before anything: to wait lets others have the lock
            block.endLife();
            final long heldBytes = chunk.neededBytes();
            liveBlocks--;
            usedBytes -= heldBytes;
            housekeeping.endUse(chunk);
            pool.retire(chunk);
            housekeeping.note();
            budget.release(heldBytes);
            housekeeping.besideOperation();
        }
    }

    /**
     * Counts more of a chunk in use, as its user asks for it.
     *
     * @param upTo an offset behind what was asked for
     * @throws MemoryLimitException if the limit of bytes would be passed
     */
    void need(final Chunk chunk, final long upTo) {
        final long pieceBytes = chunk.pieceBytes();
        final long before = chunk.neededUpTo();
        final long wanted = Math.min((upTo + pieceBytes - 1) / pieceBytes * pieceBytes, chunk.payloadBytes());
        final long bytes = wanted - before;
        if (!housekeeping.tryAcquire(bytes)) {
            throw budget.refused(bytes);
        }
        synchronized (lock) {
            chunk.noteNeededUpTo(wanted);
            usedBytes += bytes;
        }
        populateEagerly(chunk, before, wanted);
    }

    /**
     * Gives a piece at the start of a chunk back to the system, or has that done later.
     *
     * @param upTo how much from the start its user needs no more
     * @return true if there is another piece
     */
    boolean giveBackPrefix(final Chunk chunk, final long upTo) {
        final long pieceBytes = chunk.pieceBytes();
        final long end = Math.min(upTo, chunk.neededUpTo()); // What lies behind does not count as in use.
        if (end - chunk.neededFrom() < pieceBytes) {
            return false;
        }
        synchronized (lock) {
            chunk.notePieceUnneeded();
            usedBytes -= pieceBytes;
            housekeeping.beginToGiveBack(chunk);
        }
        budget.release(pieceBytes);
        return end - chunk.neededFrom() >= pieceBytes;
    }

    /**
     * Gives the last piece that the user of a chunk asked for back to the system, if that lies behind an offset.
     *
     * @return true if there was one, and the system took it
     */
    boolean giveBackSuffix(final Chunk chunk, final long from) {
        if (chunk.neededUpTo() - Math.max(from, chunk.neededFrom()) < chunk.pieceBytes()) {
            return false;
        }
        final long bytes;
        synchronized (lock) {
            bytes = dropLastPiece(chunk);
            chunk.noteNeededUpTo(chunk.neededUpTo() - bytes);
            usedBytes -= bytes;
        }
        budget.release(bytes);
        return bytes > 0;
    }

    private static long dropLastPiece(final Chunk chunk) {
        try {
            return chunk.dropLastPiece();
        } catch (final OutOfMemoryError e) {
            return 0; // The heap is full at the moment: later.
        }
    }

    /** Whether blocks are populated by the helper. */
    boolean prefaultsAhead() {
        return options.prefault() == MemoryOptions.Prefault.AHEAD;
    }

    /** Has a block populated by the helper, up to its goal. */
    void prefault(final Populating populating) {
        housekeeping.helper().request(populating);
    }

    /** Populates a part of a chunk at once, a piece at a time, if the options say so, and as far as the system does that. */
    void populateEagerly(final Chunk chunk, final long from, final long upTo) {
        if (options.prefault() != MemoryOptions.Prefault.EAGER) {
            return;
        }
        try {
            final Populating populating = new Populating(chunk);
            populating.skip(from);
            populating.raise(upTo);
            while (populating.doPiece()) {
                // The next piece.
            }
        } catch (final OutOfMemoryError e) {
            // The block is there all the same: its pages come when they are touched.
        }
    }
}
