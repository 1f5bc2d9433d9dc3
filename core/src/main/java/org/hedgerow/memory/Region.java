package org.hedgerow.memory;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of blocks under one {@code long} position: it grows and shrinks by whole blocks at either end, and
 * never moves what it holds.
 *
 * <pre>
 *   &lt;-- extendBefore, releaseBefore --&gt;                          &lt;-- releaseFrom, extend --&gt;
 *           +-------+-------+--------------+-----------------------------+
 *           | block | block |    block     |            block            |
 *           +-------+-------+--------------+-----------------------------+
 *           ^                                                            ^
 *         start                                                         end       positions, in bytes
 * </pre>
 *
 * <p>A position stays valid, and means the same memory, as long as the block that holds it is in the region. Block
 * sizes are powers of two and grow with what the region holds, so that growing by one byte costs the same however much
 * that is, and the number of mappings grows with the logarithm of the data. What a new block holds at first is
 * undefined: zeros, or what the region once held elsewhere.
 *
 * <p>One block that was given up is kept as a spare if it is about as large as the next one would be: a region that
 * swings across the boundary of a block, or is filled at its end as fast as it is emptied at its start, allocates
 * nothing.
 *
 * <p>A region that becomes unreachable before it is closed gives up its blocks, and a warning is logged.
 *
 * <p>Not thread-safe. After any exception a region is as it was, where a method does not say otherwise.
 */
public final class Region implements AutoCloseable {

    /**
     * A block at its place in a region. Meaningful as long as the region holds the block; where it lies in memory never
     * changes, so what is within {@link #bytes()} of {@link #address()} never belongs to anything but a block.
     */
    public static final class Span {
        private final Block block;
        private final long address;
        private final long bytes;
        private long start;

        private Span(final Block block) {
            this.block = block;
            this.address = block.address();
            this.bytes = block.bytes();
        }

        /**
         * The first position that the block holds.
         *
         * @return a position
         */
        public long start() {
            return start;
        }

        /**
         * The position behind the last one that the block holds.
         *
         * @return a position
         */
        public long end() {
            return start + bytes;
        }

        /**
         * Where the block begins in memory.
         *
         * @return the address of {@link #start()}
         */
        public long address() {
            return address;
        }

        /**
         * The size of the block.
         *
         * @return bytes, a power of two
         */
        public long bytes() {
            return bytes;
        }
    }

    private final Holdings holdings;
    private final RegionGrowth growth;

    /** In the order of their positions, without gaps. */
    private final ArrayList<Span> spans = new ArrayList<>();

    private @Nullable Span spare;
    private long end;
    private boolean closed;

    private Region(final GuardedMemory memory, final RegionGrowth growth, final String owner) {
        this.holdings = new Holdings(memory, owner);
        this.growth = growth;
    }

    /**
     * Opens an empty region, which begins and ends at position 0.
     *
     * @param memory where its blocks come from
     * @param firstBytes the size of its first block: a power of two from 8 to {@link GuardedMemory#MAX_BLOCK_BYTES}
     * @param owner whose it is, for messages
     * @return the region; nothing is allocated yet
     * @throws IllegalArgumentException if {@code firstBytes} is out of its bounds
     */
    public static Region open(final GuardedMemory memory, final long firstBytes, final String owner) {
        return new Region(memory, new RegionGrowth(firstBytes), Objects.requireNonNull(owner, "owner"));
    }

    /**
     * The first position held.
     *
     * @return a position; {@link #end()} if the region is empty
     * @throws IllegalStateException if the region is closed
     */
    public long start() {
        checkOpen();
        return end - heldBytes();
    }

    /**
     * The position behind the last one held: where the next block will begin.
     *
     * @return a position
     * @throws IllegalStateException if the region is closed
     */
    public long end() {
        checkOpen();
        return end;
    }

    /**
     * Adds a block at the end. Costs at most one {@link GuardedMemory#allocate}.
     *
     * @return the block, which begins at the {@link #end()} so far
     * @throws IllegalStateException if the region or its memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public Span extend() {
        checkOpen();
        final Span span = nextSpan();
        span.start = end;
        spans.add(span);
        end = span.end();
        return span;
    }

    /**
     * Adds a block at the start, whose positions may be negative. Costs at most one {@link GuardedMemory#allocate}, and
     * a little for each block that is held.
     *
     * @return the block, which ends at the {@link #start()} so far
     * @throws IllegalStateException if the region or its memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public Span extendBefore() {
        checkOpen();
        final Span span = nextSpan();
        span.start = end - heldBytes() - span.bytes;
        spans.add(0, span);
        return span;
    }

    /**
     * Gives up the blocks that lie before a position as a whole. Costs a {@link GuardedMemory#release} for each.
     *
     * @param position nothing before it is needed any more; may lie outside of the region
     * @throws IllegalStateException if the region is closed, or another thread is within a segment of a block that is
     *     to be given up; the blocks before that one are given up then
     */
    public void releaseBefore(final long position) {
        checkOpen();
        while (!spans.isEmpty() && spans.getFirst().end() <= position) {
            giveUp(spans.getFirst());
            spans.removeFirst();
        }
    }

    /**
     * Gives up the blocks that lie at or behind a position as a whole. Costs a {@link GuardedMemory#release} for each.
     *
     * @param position nothing at or behind it is needed any more; may lie outside of the region
     * @throws IllegalStateException if the region is closed, or another thread is within a segment of a block that is
     *     to be given up; the blocks behind that one are given up then
     */
    public void releaseFrom(final long position) {
        checkOpen();
        while (!spans.isEmpty() && spans.getLast().start >= position) {
            giveUp(spans.getLast());
            end = spans.removeLast().start;
        }
    }

    /**
     * The block that holds a position. Cost: the logarithm of the number of blocks.
     *
     * @param position from {@link #start()} to {@link #end()} - 1
     * @return the block at its place
     * @throws IndexOutOfBoundsException if the position is not in the region
     * @throws IllegalStateException if the region is closed
     */
    public Span spanAt(final long position) {
        checkOpen();
        if (position >= end || position < end - heldBytes()) {
            throw new IndexOutOfBoundsException("position " + position + " is not in the region of " + holdings.owner()
                    + ", which holds " + (end - heldBytes()) + " to " + end);
        }
        int low = 0;
        int high = spans.size() - 1;
        while (low < high) {
            final int middle = (low + high) >>> 1;
            if (position < spans.get(middle).end()) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return spans.get(low);
    }

    /**
     * Where a position lies in memory. The address holds as long as the position's block is in the region. Cost: the
     * logarithm of the number of blocks.
     *
     * @param position from {@link #start()} to {@link #end()} - 1
     * @return an address; the positions up to the end of the block follow it in memory
     * @throws IndexOutOfBoundsException if the position is not in the region
     * @throws IllegalStateException if the region is closed
     */
    public long addressOf(final long position) {
        final Span span = spanAt(position);
        return span.address + (position - span.start);
    }

    /**
     * The block that holds a position, as a segment that any thread may access, and whose scope ends when the region
     * gives up the block. The segment does not keep the region from becoming unreachable, and its scope ends then as
     * well. Such a block is never kept as a spare, and giving it up costs a handshake with all threads of the JVM (some
     * microseconds).
     *
     * @param position from {@link #start()} to {@link #end()} - 1
     * @return the segment of the whole block: offset 0 is the {@link Span#start()} of it
     * @throws IndexOutOfBoundsException if the position is not in the region
     * @throws IllegalStateException if the region is closed
     */
    public MemorySegment segmentAt(final long position) {
        return spanAt(position).block.segment();
    }

    /**
     * Gives up all blocks.
     *
     * @throws IllegalStateException if the region is closed already, or another thread is within a segment of it; the
     *     region is open then, without the blocks behind that segment
     */
    @Override
    public void close() {
        checkOpen();
        while (!spans.isEmpty()) {
            holdings.release(spans.getLast().block);
            end = spans.removeLast().start;
        }
        releaseSpare();
        holdings.close();
        closed = true;
    }

    /**
     * What the owner of the region throws that is used after it was closed.
     *
     * @return an exception that says so, and names the owner
     */
    public IllegalStateException closedException() {
        return holdings.closedException();
    }

    private long heldBytes() {
        return spans.isEmpty() ? 0 : end - spans.getFirst().start;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "the region of " + holdings.owner() + " is closed: open another by Region.open");
        }
    }

    /** Releases the block of a span, which is to leave the region now, or keeps it as the spare. */
    private void giveUp(final Span span) {
        final long remainingBytes = heldBytes() - span.bytes;
        // A segment's scope ends with its place in the region, so its block cannot serve at another one.
        if (!span.block.hasSegment() && growth.serves(span.bytes, remainingBytes)) {
            releaseSpare();
            span.block.rest();
            spare = span;
            return;
        }
        if (spare != null && !growth.serves(spare.bytes, remainingBytes)) {
            releaseSpare();
        }
        // At last: after an exception the span is in the region still, and its block in use.
        holdings.release(span.block);
    }

    /** A block for either end. The list has room for it: where the heap has none, that shows before there is a block. */
    private Span nextSpan() {
        spans.ensureCapacity(spans.size() + 1);
        final Span reused = takeSpare();
        return reused != null ? reused : newSpan(holdings.allocate(growth.blockBytes(heldBytes()), this));
    }

    private Span newSpan(final Block block) {
        try {
            return new Span(block);
        } catch (final OutOfMemoryError e) {
            holdings.release(block);
            throw e;
        }
    }

    /** Takes the spare if it is of use; if it is not, it makes room for a block that is. */
    private @Nullable Span takeSpare() {
        final Span span = spare;
        if (span == null) {
            return null;
        }
        if (!growth.serves(span.bytes, heldBytes())) {
            releaseSpare();
            return null;
        }
        span.block.wake();
        spare = null;
        return span;
    }

    private void releaseSpare() {
        if (spare != null) {
            holdings.release(spare.block);
            spare = null;
        }
    }

    @Override
    public String toString() {
        return "region of " + holdings.owner() + " from " + (end - heldBytes()) + " to " + end
                + (closed ? ", closed" : "");
    }
}
