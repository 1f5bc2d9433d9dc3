package org.hedgerow.memory;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * When memory that is not in use goes back to the system, a piece at a time.
 *
 * <pre>
 *   not in use, and perhaps resident
 *   0        spare                          spare + BACKLOG_BYTES
 *   +----------+---------------------------------+-- -- --
 *   |  stays   | the helper, when nobody needed  | operations, a piece each; with no helper,
 *   |          | it for a whole round            | from the spare on
 *   +----------+---------------------------------+-- -- --
 * </pre>
 *
 * <p>What comes and goes, such as a list that is cleared and filled again, would have to be backed anew each time it was given
 * back, which costs more than all else that happens to it. So the helper gives back what was there all the time of a round: the
 * least that was not in use at any moment of it. Where there is no helper nobody looks at the time, and operations give back at
 * once.
 *
 * <p>Of a large chunk in use what its user needs no more goes back at once, as a table moves to another: by the helper, if it
 * does not lag behind.
 *
 * <p>Guarded by the lock of its memory, which those hold who call, unless they are told otherwise.
 */
final class Housekeeping {

    /** Of what nobody uses, one small chunk and that part of the shared ones stays resident, for reuse. */
    private static final long SPARE_FRACTION = 4;

    /** How much more than that may wait for the helper. */
    static final long BACKLOG_BYTES = 64L << 20;

    /** Of a larger chunk in use, what its user needs no more is given back as soon as the helper comes to it. */
    static final long LARGE_CHUNK_BYTES = 20L << 20;

    /** And where it does not come in time, by who uses it: so much of a chunk may wait. */
    static final long LAG_BYTES = 8L << 20;

    /**
     * Or who uses it so fast that he needs another piece no more within that time: no helper could populate what he touches
     * next, and the pages that he gives back himself are those that he gets, as they lie in his cache.
     */
    static final long HURRY_NANOS = 500_000;

    static final long ROUND_NANOS = 1_000_000_000L;

    /** Between two pieces, in which others get the lock. */
    static final long PAUSE_NANOS = 20_000;

    private final Object lock;
    private final MemoryOptions options;
    private final ByteBudget budget;
    private final SharedChunks shared;
    private final ChunkPool pool;
    private final LongSupplier nanoTime;
    private final Helper helper;

    /** In use, but for a part that is not given back before its turn. */
    private final ChunkList partlyNeeded = new ChunkList();

    /** The same of large chunks, whose turn is at once. */
    private final ChunkList largePartlyNeeded = new ChunkList();

    /** Of which the helper gives a piece back at the moment, without the lock, so that nobody waits for the system. */
    private @Nullable Chunk underway;

    /** How much is not needed, in either list. */
    private long unneededBytes;

    /** When a user last needed less of a large chunk. */
    private long unneededNanos;

    /**
     * Whether operations have something to give back. One that does not hold the lock clears it before it does that, so that
     * the others need not; it is set again when it turns out that there is more.
     */
    private final AtomicBoolean due = new AtomicBoolean();

    /** The least that was not in use since the round began. */
    private long leastReclaimableBytes;

    private long roundEndNanos;

    /** What the helper is still to give back in this round. */
    private long surplusBytes;

    /**
     * Begins with nothing to give back.
     *
     * @param lock that of the memory
     * @param options those of the memory
     * @param budget is told what there is to give back
     * @param shared whose free pages are given back
     * @param pool whose retired chunks are given back
     */
    Housekeeping(
            final Object lock,
            final MemoryOptions options,
            final ByteBudget budget,
            final SharedChunks shared,
            final ChunkPool pool) {
        this(lock, options, budget, shared, pool, System::nanoTime);
    }

    /** Takes the time from another clock. */
    Housekeeping(
            final Object lock,
            final MemoryOptions options,
            final ByteBudget budget,
            final SharedChunks shared,
            final ChunkPool pool,
            final LongSupplier nanoTime) {
        this.lock = lock;
        this.options = options;
        this.budget = budget;
        this.shared = shared;
        this.pool = pool;
        this.nanoTime = nanoTime;
        this.roundEndNanos = nanoTime.getAsLong();
        this.helper = new Helper(this::help);
    }

    /** Who helps. */
    Helper helper() {
        return helper;
    }

    /**
     * Takes bytes from the budget; where it has not as many, those are given back that are not in use. Takes the lock for that, a
     * piece at a time.
     *
     * @param bytes how many
     * @return true if there are so many; if not, nothing is taken
     */
    boolean tryAcquire(final long bytes) {
        while (!budget.tryAcquire(bytes)) {
            synchronized (lock) {
                final long givenBack = giveBackPiece();
                note();
                if (givenBack == 0) {
                    // Another thread may have made room meanwhile, or unmapped what was to be given back.
                    return budget.tryAcquire(bytes);
                }
            }
        }
        return true;
    }

    /**
     * What an operation that was {@linkplain #note noted} gives back beside its own work, if there is something: a piece, and one
     * of what was given back lazily.
     */
    void besideOperation() {
        if (due.get()) {
            giveBackForOperation();
        }
    }

    /** The same for an operation that does not hold the lock: one thread at a time is enough. */
    void besideUnlockedOperation() {
        if (due.get() && due.compareAndSet(true, false)) {
            synchronized (lock) {
                giveBackForOperation();
            }
        }
    }

    private void giveBackForOperation() {
        try {
            if (isDueForOperations()) {
                giveBackPiece();
            }
            pool.dropPiece();
        } catch (final OutOfMemoryError e) {
            // The heap is full at the moment, which is no matter of the operation: its own work is done. So later.
        }
        note();
    }

    /**
     * Gives one piece back: of retired chunks first, then of those in use of which a part is not needed, then of free pages of
     * shared ones. Answers how many bytes.
     */
    long giveBackPiece() {
        long bytes = pool.giveBackPiece();
        if (bytes == 0) {
            bytes = giveBackOfFirst(partlyNeeded);
        }
        if (bytes == 0) {
            bytes = giveBackOfFirst(largePartlyNeeded);
        }
        return bytes > 0 ? bytes : shared.giveBackPiece();
    }

    private long giveBackOfFirst(final ChunkList chunks) {
        Chunk chunk = chunks.first();
        while (chunk != null && chunk == underway) {
            awaitHelper(chunk);
            chunk = chunks.first();
        }
        return chunk == null ? 0 : giveBackUnneeded(chunk);
    }

    private long giveBackUnneeded(final Chunk chunk) {
        return noteUnneeded(chunk, chunk.giveBackPiece(chunk.neededFrom()));
    }

    /** Says how much of a chunk was given back. */
    private long noteUnneeded(final Chunk chunk, final long bytes) {
        unneededBytes -= bytes;
        if (chunk.unneededBytes() == 0) {
            unlist(chunk);
        } else if (bytes == 0) {
            // The system would not take it: later, after the others.
            unlist(chunk);
            partlyNeeded.addLast(chunk);
        }
        return bytes;
    }

    private boolean isListed(final Chunk chunk) {
        return partlyNeeded.holds(chunk) || largePartlyNeeded.holds(chunk);
    }

    private void unlist(final Chunk chunk) {
        final ChunkList chunks = partlyNeeded.holds(chunk) ? partlyNeeded : largePartlyNeeded;
        chunks.remove(chunk);
    }

    /** Tells those who hold no lock what there is to give back, after that has changed. */
    void note() {
        final long bytes = reclaimableBytes();
        leastReclaimableBytes = Math.min(leastReclaimableBytes, bytes);
        budget.reclaimable(bytes);
        due.set(isDueForOperations() || pool.hasSomethingToDrop());
    }

    /**
     * Gives a piece of a chunk in use, of which its user needs another one no more, back at once or leaves it to the helper. Of a
     * smaller chunk that may not come to it before the chunk is retired, so that it may be used again as it is.
     */
    void beginToGiveBack(final Chunk chunk) {
        unneededBytes += chunk.pieceBytes();
        final boolean isLarge = chunk.payloadBytes() > LARGE_CHUNK_BYTES;
        if (!isListed(chunk)) {
            final ChunkList chunks = isLarge ? largePartlyNeeded : partlyNeeded;
            chunks.addLast(chunk);
        }
        final boolean isLeft = isHelped() && !(isLarge && isHelperLate(chunk));
        if (!isLeft) {
            tryToGiveBack(chunk);
        } else if (isLarge) {
            helper.call();
        }
        note();
    }

    private void tryToGiveBack(final Chunk chunk) {
        awaitHelper(chunk);
        try {
            if (isListed(chunk)) {
                giveBackUnneeded(chunk);
            }
        } catch (final OutOfMemoryError e) {
            // The heap is full at the moment: later.
        }
    }

    private boolean isHelperLate(final Chunk chunk) {
        final long now = nanoTime.getAsLong();
        final boolean inHurry = now - unneededNanos < HURRY_NANOS;
        unneededNanos = now;
        return inHurry || chunk.unneededBytes() > LAG_BYTES;
    }

    /** What of the chunks in use is not needed any more, and was not given back. */
    long unneededBytes() {
        return unneededBytes;
    }

    /** Waits while the helper gives a piece of a chunk back: that is not much longer than to do it. */
    void awaitHelper(final Chunk chunk) {
        boolean interrupted = false;
        while (underway == chunk) {
            try {
                lock.wait();
            } catch (final InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A chunk that was in use is retired, of which the helper {@linkplain #awaitHelper does not} give back a piece. */
    void endUse(final Chunk chunk) {
        unneededBytes -= chunk.unneededBytes();
        if (isListed(chunk)) {
            unlist(chunk);
        }
    }

    private boolean isDueForOperations() {
        final long bytes = reclaimableBytes() - spareBytes();
        // The helper is asked for first, as whoever asks starts it: there may be no other operation.
        return bytes > 0 && (!isHelped() || bytes > BACKLOG_BYTES);
    }

    private boolean isHelped() {
        return options.prefault() == MemoryOptions.Prefault.AHEAD && helper.isThere();
    }

    /** What is not in use, and may be resident. */
    private long reclaimableBytes() {
        return pool.retiredBytes() + unneededBytes + shared.dirtyBytes();
    }

    private long spareBytes() {
        return options.minChunkBytes() + shared.bytes() / SPARE_FRACTION;
    }

    /** What the helper does: see {@link Helper.Chore#doPiece}. It holds no lock. */
    long help() {
        return giveBackOfLarge() ? PAUSE_NANOS : giveBackSurplus();
    }

    private boolean giveBackOfLarge() {
        final Chunk chunk;
        final long offset;
        final long bytes;
        synchronized (lock) {
            chunk = largePartlyNeeded.first();
            if (chunk == null) {
                return false;
            }
            offset = chunk.givenBackBytes();
            bytes = chunk.nextPieceBytes(chunk.neededFrom());
            underway = chunk;
        }
        Chunk.GiveBack result = Chunk.GiveBack.REFUSED;
        try {
            result = chunk.giveBack(offset, bytes);
        } finally {
            synchronized (lock) {
                underway = null;
                lock.notifyAll();
                noteUnneeded(chunk, chunk.noteGivenBack(bytes, result));
                note();
            }
        }
        return true;
    }

    private long giveBackSurplus() {
        synchronized (lock) {
            final long now = nanoTime.getAsLong();
            if (now - roundEndNanos >= 0) {
                surplusBytes = leastReclaimableBytes - spareBytes();
                leastReclaimableBytes = reclaimableBytes();
                roundEndNanos = now + ROUND_NANOS;
            }
            if (surplusBytes > 0) {
                final long bytes = giveBackPiece();
                surplusBytes = bytes == 0 ? 0 : surplusBytes - bytes;
                note();
                return PAUSE_NANOS;
            }
            if (pool.dropPiece() > 0) {
                return PAUSE_NANOS;
            }
            return reclaimableBytes() > spareBytes() ? roundEndNanos - now : Helper.Chore.DONE;
        }
    }
}
