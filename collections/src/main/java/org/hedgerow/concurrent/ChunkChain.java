package org.hedgerow.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.jspecify.annotations.Nullable;

/**
 * The memory of an unbounded queue: a sequence of bytes in chunks of one size, a power of two, that grows at its end and is
 * given back at its start. A position counts bytes from 0 on and never wraps.
 *
 * <pre>
 *      given back        left, a spare one       first                                  last
 *   +- - - - - - - -+   +---------------+   +-------------+ previous +-------------+ &lt;--- +-------------+
 *   |               |   |               |   | ##### HEAD  |&lt;---------|             |        | # TAIL      |
 *   +- - - - - - - -+   +---------------+   |             |---------&gt;|             | ---&gt; |             |
 *                                           +-------------+  next    +-------------+        +-------------+
 * </pre>
 *
 * <p><b>Growing.</b> A producer first makes sure that the chunk of the position that it is about to claim is there ({@link
 * #extend}); then it claims the position, by a counter of the queue; then it asks for the chunk ({@link #at}). Whoever finds
 * that a chunk is missing takes a spare one and appends it by compare-and-set, or allocates and appends one in the monitor of
 * the holdings; whoever comes late gives its own back. So a refusal of memory comes before anything was claimed.
 *
 * <p><b>Giving back.</b> The consumer gives a chunk back when it has left it ({@link #leave}), which it does only when all in
 * it was read. It cannot pass what a producer has claimed and not written. So from its claim on until it has written, the
 * chunk of a producer is there, and so are all behind it: {@link #at} goes from the last one back to it, one step where the
 * producer was not held up. Whoever has no claim touches no memory of a chunk.
 *
 * <p><b>Spare chunks.</b> Giving back a chunk that has a segment costs a handshake with all threads. Where these are more
 * than the processors, it lasts until each has had its turn, a millisecond or two, and whoever needs a new chunk waits for
 * it. There a consumer drains in its turn what producers wrote in theirs, so that a queue in use goes up and down by many
 * chunks. So the consumer keeps what it left for reuse: {@value #MAX_SPARES} chunks, or as many as have
 * {@value #MAX_SPARE_BYTES} bytes if these are fewer, and one in any case. A queue whose length varies by no more takes and
 * gives back nothing, and one that was drained holds no more than these and the chunk that it is in. There is a spare one
 * from the beginning on.
 *
 * <p><b>Zeroes.</b> A new chunk reads as zero, as new blocks do; a spare one reads as the consumer left it, which prepares
 * it as far as its queue needs that.
 *
 * <p><b>Cost.</b> The links lie on the heap, so that a thread that was held up may hold an outdated one without harm: a chunk
 * costs a link of some 50 bytes, and its {@link Block} and view if it was no spare one; nothing else is allocated there.
 * What takes chunks from the memory and gives them back does one after another in a queue, and each takes what a call of
 * the memory takes: a few system calls at the most, and a piece of reclaiming. Everything else is without locks.
 *
 * <pre>
 *   next      compare-and-set when a chunk is appended    acquire
 *   last      compare-and-set, after next was set         acquire
 *   spares    compare-and-set                             acquire
 *   previous  plain: written before the chunk is appended, by the consumer when no producer has a claim before it, and
 *             before it becomes a spare one
 * </pre>
 *
 * @param <V> what the queue reads and writes chunks through
 */
final class ChunkChain<V> {

    /** The smallest chunk. */
    private static final int MIN_CHUNK_BYTES = 64;
    /** The largest chunk. */
    private static final int MAX_CHUNK_BYTES = 1 << 30;

    /** How many spare chunks there are at the most. */
    static final int MAX_SPARES = 16;
    /** How many bytes they have at the most, if they are not one. */
    private static final int MAX_SPARE_BYTES = 4 << 20;

    /** A chunk in its place in the sequence. A chunk that is used again gets a new one. */
    static final class Chunk<V> {

        /** The position of its first byte. */
        final long start;
        /** Where its first byte is. */
        final long address;

        final V view;

        private final Block block;
        /** The one before it; of a spare one, the next spare one, and of one that is to be released, the next of these. */
        private @Nullable Chunk<V> previous;

        /** Of a spare one, how many there are with it. */
        private int spareCount;

        /** The next one, or itself if it was left. Accessed by {@link #NEXT}, too. */
        private volatile @Nullable Chunk<V> next;

        private Chunk(final Block block, final V view, final long start, final @Nullable Chunk<V> previous) {
            this.start = start;
            this.address = block.address();
            this.view = view;
            this.block = block;
            this.previous = previous;
        }

        /** The chunk behind this one, if there is one already. For whoever knows that this one was not left. */
        @Nullable
        Chunk<V> next() {
            return next;
        }
    }

    private static final VarHandle NEXT;
    private static final VarHandle LAST;

    static {
        try {
            final MethodHandles.Lookup lookup = MethodHandles.lookup();
            NEXT = lookup.findVarHandle(Chunk.class, "next", Chunk.class);
            LAST = lookup.findVarHandle(ChunkChain.class, "last", Chunk.class);
        } catch (final ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int chunkBytes;
    private final Function<Block, V> viewOf;
    private final Object referent;
    private final Holdings holdings;

    /** The last one, or one before it, while a thread is between two steps of appending. */
    private volatile Chunk<V> last;

    private final int maxSpares;

    /** A stack. Nothing is in it twice, as a chunk that is used again gets a new link, so compare-and-set is enough. */
    private final AtomicReference<@Nullable Chunk<V>> spares = new AtomicReference<>();

    /** A stack of those that could not be released yet; guarded by the monitor of the holdings. */
    private @Nullable Chunk<V> unreleased;

    /** Guarded by the monitor of the holdings, as they are not to be used after that. */
    private boolean closed;

    /**
     * Creates a chain of one chunk, and a spare one. With two, a queue goes on whatever becomes of the memory: one is being read
     * when the other one is full.
     *
     * @param memory where the chunks are to be
     * @param owner whose they are, for messages
     * @param requestedChunkBytes of each, rounded up to a power of two
     * @param viewOf answers what the queue accesses a new chunk through
     * @param referent the object for whose life the chunks are needed, not reachable from them
     * @throws IllegalArgumentException if {@code requestedChunkBytes} is out of its bounds
     */
    ChunkChain(
            final GuardedMemory memory,
            final String owner,
            final int requestedChunkBytes,
            final Function<Block, V> viewOf,
            final Object referent) {
        this.chunkBytes = chunkBytes(requestedChunkBytes);
        this.maxSpares = Math.clamp(MAX_SPARE_BYTES / chunkBytes, 1, MAX_SPARES);
        this.viewOf = viewOf;
        this.referent = referent;
        this.holdings = new Holdings(memory, owner);
        this.last = allocate();
        boolean done = false;
        try {
            keepOrRelease(allocate());
            done = true;
        } finally {
            if (!done) {
                holdings.close();
            }
        }
    }

    /** A new chunk, which is at the start or is a spare one. */
    private Chunk<V> allocate() {
        final Block block = holdings.allocate(chunkBytes, referent);
        return new Chunk<>(block, viewOf.apply(block), 0, null);
    }

    /**
     * How long chunks are when so much was asked for.
     *
     * @throws IllegalArgumentException if that is out of its bounds
     */
    static int chunkBytes(final int requested) {
        if (requested < MIN_CHUNK_BYTES || requested > MAX_CHUNK_BYTES) {
            throw new IllegalArgumentException(
                    "chunks of " + requested + " bytes: must be from " + MIN_CHUNK_BYTES + " to " + MAX_CHUNK_BYTES);
        }
        return Integer.highestOneBit(requested - 1) << 1;
    }

    /** How long each chunk is: a power of two. */
    int chunkBytes() {
        return chunkBytes;
    }

    /** The position behind a chunk. */
    long end(final Chunk<V> chunk) {
        return chunk.start + chunkBytes;
    }

    /** The chunk at the end. It may have been left when the caller looks at it, unless a claim keeps it. */
    Chunk<V> last() {
        return last;
    }

    /** The chunk of a position that the caller has claimed and not written yet. */
    Chunk<V> at(final long position) {
        return atOrBefore(last, position);
    }

    /** The chunk of a position that the caller has claimed and not written yet, looked for from a later one back. */
    Chunk<V> atOrBefore(final Chunk<V> later, final long position) {
        Chunk<V> chunk = later;
        while (chunk.start > position) {
            final Chunk<V> previous = chunk.previous;
            if (previous == null) {
                throw new AssertionError("no chunk at " + position + ": the first one begins at " + chunk.start);
            }
            chunk = previous;
        }
        return chunk;
    }

    /**
     * Makes sure that there is a chunk behind one.
     *
     * @param chunk one that was the last
     * @return false if there is none, as the limits of memory do not allow for one, or the chain is closed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    boolean extend(final Chunk<V> chunk) {
        if (chunk.next == null) {
            final Chunk<V> spare = takeSpare();
            if (spare == null) {
                appendNew(chunk);
            } else {
                append(chunk, spare.block, spare.view);
            }
            if (chunk.next == null) {
                return false;
            }
        }
        moveLast(chunk);
        return true;
    }

    /** The one who appended a chunk may be held up before it says so: anybody who needs it does. */
    private void moveLast(final Chunk<V> chunk) {
        LAST.compareAndSet(this, chunk, chunk.next);
    }

    private @Nullable Chunk<V> takeSpare() {
        Chunk<V> top = spares.get();
        while (top != null && !spares.compareAndSet(top, top.previous)) {
            top = spares.get();
        }
        return top;
    }

    /**
     * Appends a new chunk, if none is there and the limits of memory allow for it. One thread at a time: whoever had to wait
     * finds what the one before it has appended, and allocates nothing in vain.
     */
    private void appendNew(final Chunk<V> chunk) {
        synchronized (holdings) {
            if (closed || chunk.next != null) {
                return;
            }
            final Block block;
            try {
                block = holdings.allocate(chunkBytes, referent);
            } catch (final MapLimitException | MemoryLimitException e) {
                return;
            }
            append(chunk, block, null);
        }
    }

    /**
     * Appends a block, unless another one is there.
     *
     * @param presentView of a block that was used before
     */
    private void append(final Chunk<V> chunk, final Block block, final @Nullable V presentView) {
        Chunk<V> added = null;
        try {
            final V view = presentView == null ? viewOf.apply(block) : presentView;
            added = new Chunk<>(block, view, end(chunk), chunk);
        } finally {
            if (added == null) {
                release(block); // The heap is full: nobody would ever find it.
            }
        }
        if (!NEXT.compareAndSet(chunk, null, added)) {
            keepOrRelease(added);
        }
    }

    /**
     * Gives the first chunk back. The consumer calls it, when it has gone on to the next one.
     *
     * @param chunk the first one
     * @param next the one behind it
     */
    void leave(final Chunk<V> chunk, final Chunk<V> next) {
        moveLast(chunk);
        next.previous = null;
        // Whoever believes that it is the last one appends nothing; and what is garbage holds nothing that is not.
        chunk.next = chunk;
        keepOrRelease(chunk);
    }

    private void keepOrRelease(final Chunk<V> chunk) {
        Chunk<V> top = spares.get();
        while (top == null || top.spareCount < maxSpares) {
            chunk.previous = top;
            chunk.spareCount = top == null ? 1 : top.spareCount + 1;
            if (spares.compareAndSet(top, chunk)) {
                return;
            }
            top = spares.get();
        }
        releaseOrKeepUnreleased(chunk);
    }

    /**
     * Releases the block of a chunk, or that with a later one, if it cannot be released at the moment. That is no matter of the
     * operation: of the consumer's, as all that was in the chunk is read.
     */
    private void releaseOrKeepUnreleased(final Chunk<V> chunk) {
        synchronized (holdings) {
            chunk.previous = unreleased;
            unreleased = chunk;
            try {
                for (Chunk<V> next = chunk; next != null; next = unreleased) {
                    release(next.block);
                    unreleased = next.previous;
                }
            } catch (final IllegalStateException | OutOfMemoryError e) {
                // A thread has the system read or write there, or the heap is full. Closing releases it at the latest.
            }
        }
    }

    private void release(final Block block) {
        synchronized (holdings) {
            if (!closed) {
                holdings.release(block);
            }
        }
    }

    /**
     * Releases all chunks. Nobody is touching their memory, or through views alone that find out by themselves. The other
     * methods may be called meanwhile, and after that.
     *
     * @throws IllegalStateException if a thread is within the segment of a block
     */
    void close() {
        synchronized (holdings) {
            closed = true;
            holdings.close();
        }
    }
}
