package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * An array of elements of some bytes each, outside of the heap, that grows and shrinks at its end.
 *
 * <p>It lies in one block, so that an element is found by an addition. To grow or shrink it moves to another block, a step at a
 * time, while it is used:
 *
 * <pre>
 *   byte       0            frontier        used              end of the source
 *              +---------------+--------------+------------------+
 *   source     |  given back   | &lt;-- above --&gt;|  to be used      |
 *              +---------------+--------------+------------------+
 *   target     | &lt;-- below --&gt; |  (untouched)                                                   |
 *              +---------------+----------------------------------------------------------------+
 * </pre>
 *
 * <p>What lies below the {@code frontier} is in the target, all else in the source, which is filled on meanwhile: so it grows
 * before it is full, and each 2 KiB that come or go take a step of 16 KiB, which has the move done in time. Up to 64 KiB are moved
 * at once.
 *
 * <p>A block that is a chunk of its own is asked for as it is needed, and what lies below the frontier in the source, or far
 * behind what is used in the only block, is given back: what counts as in use, and is resident, is what is used and a few pieces
 * of at most 2 MiB. Where there is no memory for a larger block, the present one is filled, and growing is tried again from time
 * to time.
 *
 * <p>An element is found by one {@link BlockSpan}, which says how many there are and where.
 */
final class BlockArray {

    /** The smallest block. */
    private static final long MIN_BYTES = 128;

    /** As much is moved at once. A block that is no larger is kept until all is given up. */
    private static final long AT_ONCE_BYTES = 64 << 10;

    /** A larger block consists of whole pages, and so does what a step moves: no element lies across two blocks. */
    private static final long PAGE_BYTES = 4 << 10;

    /** With each so many bytes that come or go, a step is taken. */
    private static final long STEP_EVERY_BYTES = 2 << 10;

    /** How much a step moves for each byte that came or went since the one before it. */
    private static final long PACE = 8;

    /** A step waits for memory that is being populated until the source is filled to all but that part of it. */
    private static final long WAIT_FRACTION = 6;

    /** So much in front of the frontier, or behind what is used, is populated ahead. */
    private static final long AHEAD_BYTES = 4L << 20;

    /** Not more than that part of what is used. */
    private static final long AHEAD_FRACTION = 4;

    /** When so many bytes have come, more is populated. */
    private static final long AGAIN_BYTES = 1L << 20;

    /** Filled to less than that part, it moves to a smaller block. */
    private static final long SPARSE_FRACTION = 4;

    /** So much behind what is used is kept; half of it is when more is given back. */
    private static final long SLACK_BYTES = 8L << 20;

    /** Where there is no memory for one twice as large, the block grows by that part at the least. */
    private static final long LEAST_GROWTH_FRACTION = 8;

    /** What failed is tried again when that part of what is used has come or gone. */
    private static final long RETRY_FRACTION = 64;

    /** The most that one call copies: the JVM cannot stop a thread meanwhile. */
    private static final long MAX_COPY_BYTES = 1 << 20;

    /** Who keeps where the elements are, so that he finds them by a field less. */
    interface Keeper {

        /**
         * Tells where they are from now on.
         *
         * @param only where all of them are, to be found the short way; null during a move, or if that is far
         * @param end where the last one and the next one are
         */
        void moved(@Nullable BlockSpan only, BlockSpan end);
    }

    private final Holdings holdings;
    private final int elementBytes;
    private final Keeper keeper;

    /** Where all elements are; null during a move, when there are two places, or if that is far. */
    private @Nullable BlockSpan only = BlockSpan.NONE;

    /** Where elements from the frontier on are, and so the end, and the count of all: of a move, the source. */
    private BlockSpan above = BlockSpan.NONE;

    /** Where elements below the frontier are, of which it has the count: of a move, the target. */
    private BlockSpan below = BlockSpan.NONE;

    /** How many bytes of a move are done. */
    private long frontier;

    /** Before more is used than that, there is something to be done. */
    private long fillBytes;

    /** When less is used than that, there is something to be done. */
    private long sparseBytes;

    /** How far the present block is filled, as there was no memory for a larger one. */
    private long filledAnyway;

    /** Down to where the present block is kept, as there was no memory for a smaller one. */
    private long keptAbove = Long.MAX_VALUE;

    BlockArray(final GuardedMemory memory, final int elementBytes, final String owner) {
        this(memory, elementBytes, owner, (only, end) -> {});
    }

    BlockArray(final GuardedMemory memory, final int elementBytes, final String owner, final Keeper keeper) {
        this.holdings = new Holdings(memory, owner);
        this.elementBytes = elementBytes;
        this.keeper = keeper;
    }

    /** How many elements there may be, whatever the memory. */
    long maxElements() {
        return GuardedMemory.MAX_BLOCK_BYTES / elementBytes;
    }

    /** How many elements there is room for, once a move is complete. */
    long capacity() {
        return below.capacity;
    }

    private long usedBytes() {
        return above.count() * elementBytes;
    }

    /**
     * Where an element lies.
     *
     * @param index of the element
     * @param bytes of each element, which callers know when they are compiled
     * @throws IndexOutOfBoundsException if there is none
     */
    long addressOf(final long index, final int bytes) {
        final BlockSpan span = only;
        return span == null ? spanOf(index * bytes).addressOf(index, bytes) : span.nearAddressOf(index, bytes);
    }

    /** Where an element lies that is there, unless another thread has removed it. */
    long addressOfPresent(final long index, final int bytes) {
        try {
            return addressOf(index, bytes);
        } catch (final IndexOutOfBoundsException e) {
            throw usedByOthers();
        }
    }

    /** What is thrown where an element is gone that was there. */
    ConcurrentModificationException usedByOthers() {
        return new ConcurrentModificationException(
                "this " + holdings.owner() + " is used by several threads at once, and it is made for one at a time");
    }

    private BlockSpan spanOf(final long position) {
        return position < frontier ? below : above;
    }

    /** Where a byte lies for which there is room. */
    private long addressOfByte(final long position) {
        final BlockSpan span = spanOf(position);
        if (position >= span.bytes) {
            throw usedByOthers();
        }
        return span.address + position;
    }

    /**
     * How many elements lie side by side from one on, whose address was asked for before; 0 if it is there no more, as another
     * thread moved it.
     */
    long elementsFrom(final long index, final long address) {
        final long position = index * elementBytes;
        final BlockSpan span = spanOf(position);
        if (span.address + position != address) {
            return 0;
        }
        final long end = position < frontier ? Math.min(frontier, span.bytes) : span.bytes;
        return (end - position) / elementBytes;
    }

    /**
     * Lets elements come and go at the end with nothing to be done, as far as that is so; during a move, up to its next step.
     * Where room was asked for of which little is in use yet, removals do not give it up before as much was in use.
     */
    void openLeeway() {
        final BlockSpan span = above;
        final boolean sparse = usedBytes() < sparseBytes && !isMoving();
        final long from = sparse ? 0 : (sparseBytes + elementBytes - 1) / elementBytes;
        final long to = Math.min(sparse ? sparseBytes : fillBytes, span.neededBytes()) / elementBytes;
        span.leeway(from, to);
    }

    /** Has the next element that comes or goes at the end go the long way. */
    void closeLeeway() {
        above.closeLeeway();
    }

    /** How many bytes follow a position, itself included, in the same block. */
    private long bytesFrom(final long position) {
        return (position < frontier ? frontier : above.bytes) - position;
    }

    /** How many bytes lie before a position, itself excluded, in the block of the byte before it. */
    private long bytesBefore(final long position) {
        return position <= frontier ? position : position - frontier;
    }

    /**
     * Makes room; what lies there is undefined until it is written. Costs an allocation now and then, and the step of a move; all
     * of a move if there is no room left otherwise. After an exception, an {@link OutOfMemoryError} included, all is as it was.
     *
     * @param elements how many there is to be room for
     */
    void reserve(final long elements) {
        if (elements * elementBytes > fillBytes) {
            grow(elements * elementBytes);
        }
    }

    /** Has so many elements in use, for which room was reserved, or fewer than before. Never fails. */
    void count(final long elements) {
        final boolean fewer = elements < above.count();
        above.count(elements);
        if (fewer && usedBytes() < sparseBytes) {
            shrink();
        }
    }

    /** Has one more element in use, or as many as there are. Costs as much as to {@link #reserve} room. */
    void extend(final long elements) {
        if (above.takes(elements - 1)) {
            above.count(elements);
        } else {
            reserve(elements);
            above.count(elements);
            openLeeway();
        }
    }

    /** Has the elements from one on in use no more. Never fails. */
    void truncate(final long elements) {
        if (above.spares(elements)) {
            above.count(elements);
        } else {
            count(elements);
            openLeeway();
        }
    }

    private void grow(final long bytes) {
        try {
            makeRoom(usedBytes(), bytes);
        } finally {
            noteBounds(); // A part may have moved, even if the rest found no memory.
        }
    }

    private void makeRoom(final long usedBytes, final long bytes) {
        if (isMoving()) {
            step(usedBytes, bytes - usedBytes);
        }
        if (isMoving() && bytes > Math.min(above.bytes, below.fillBytes)) {
            endMove(usedBytes, bytes);
        }
        if (!isMoving() && bytes > above.fillBytes && bytes > filledAnyway) {
            startGrowth(usedBytes, bytes);
        }
        above.need(bytes);
        if (!isMoving()) {
            needAhead(bytes);
        }
    }

    /** Completes a move; one to a smaller block that found no memory to begin with is given up. */
    private void endMove(final long usedBytes, final long bytes) {
        if (frontier == 0 && bytes <= above.bytes) {
            settle(above);
        } else {
            moveRest(usedBytes);
        }
    }

    /** Has memory behind what is used backed, so that it is not waited for. */
    private void needAhead(final long usedBytes) {
        final long ahead = Math.min(usedBytes + Math.min(AHEAD_BYTES, usedBytes / AHEAD_FRACTION), above.fillBytes);
        tryToNeed(above, ahead);
        above.prefaultedBytes(Math.min(ahead, above.neededBytes()));
    }

    /** Begins to move to a larger block, if there is memory for one, or no room in the present one. */
    private void startGrowth(final long usedBytes, final long bytes) {
        final long present = above.bytes;
        try {
            startMove(usedBytes, bytes, Math.max(2 * present, fillableTo(bytes)));
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            growByLess(usedBytes, bytes);
        }
    }

    private void growByLess(final long usedBytes, final long bytes) {
        final long present = above.bytes;
        try {
            startMove(usedBytes, bytes, Math.max(bytes, present + present / LEAST_GROWTH_FRACTION));
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            if (bytes > present) {
                throw e;
            }
            filledAnyway = Math.min(present, bytes + bytes / RETRY_FRACTION + STEP_EVERY_BYTES);
        }
    }

    /** How large a block is that is filled to so many bytes before it grows. */
    private static long fillableTo(final long bytes) {
        return bytes <= AT_ONCE_BYTES ? bytes : bytes + bytes / 3 + 1;
    }

    /**
     * Begins to move to another block, or moves at once.
     *
     * @param usedBytes how many bytes are in use
     * @param bytes how many are to be, without another move
     * @param newBytes how large the block is to be at the least
     */
    private void startMove(final long usedBytes, final long bytes, final long newBytes) {
        final boolean atOnce = usedBytes <= AT_ONCE_BYTES || bytes > above.bytes;
        place(above, allocate(bytes, newBytes, atOnce ? bytes : 0));
        if (atOnce) {
            moveRest(usedBytes);
        }
    }

    private BlockSpan allocate(final long bytes, final long newBytes, final long neededBytes) {
        final long rounded = Math.min(roundedUp(newBytes), GuardedMemory.MAX_BLOCK_BYTES);
        final Block block = holdings.allocateGrowing(rounded, this);
        BlockSpan span = null;
        try {
            block.need(neededBytes);
            span = new BlockSpan(block, block.address(), rounded, elementBytes, Math.max(bytes, usualFill(rounded)));
        } finally {
            if (span == null) {
                holdings.release(block);
            }
        }
        return span;
    }

    private static long roundedUp(final long bytes) {
        return bytes <= AT_ONCE_BYTES ? Math.max(MIN_BYTES, Long.highestOneBit(bytes - 1) << 1) : roundedToPage(bytes);
    }

    private static long roundedToPage(final long bytes) {
        return (bytes + PAGE_BYTES - 1) & -PAGE_BYTES;
    }

    /** How far a block is filled. The more there is to be moved, the earlier that begins. */
    private static long usualFill(final long bytes) {
        return bytes <= AT_ONCE_BYTES ? bytes : bytes - bytes / 4;
    }

    /** Whether it is in two blocks. */
    boolean isMoving() {
        return below.block != above.block;
    }

    /** Moves a part of what is in use, or all that is left; or waits for memory to be there, where there is time. */
    private void step(final long usedBytes, final long comingBytes) {
        final long bytes = roundedToPage(PACE * Math.max(STEP_EVERY_BYTES, comingBytes));
        final long end = Math.min(frontier + bytes, usedBytes);
        final boolean hasTime = usedBytes + comingBytes < above.bytes - above.bytes / WAIT_FRACTION;
        if (end > frontier && canTake(end, usedBytes) && (!hasTime || isPopulated(end))) {
            moveTo(end);
        }
        if (frontier >= usedBytes) {
            settle(below);
        }
    }

    /** Whether the target may be written up to an offset; asks for some more where there is memory. */
    private boolean canTake(final long end, final long usedBytes) {
        final long ahead = Math.min(end + AHEAD_BYTES, usedBytes);
        return tryToNeed(below, ahead) || tryToNeed(below, end);
    }

    private static boolean tryToNeed(final BlockSpan span, final long upTo) {
        try {
            span.need(upTo);
        } catch (final MemoryLimitException | OutOfMemoryError e) {
            return false;
        }
        return true;
    }

    /** Whether the target is backed by memory up to an offset; has all backed that it may take. */
    private boolean isPopulated(final long end) {
        return below.prefaultedBytes(Math.min(below.neededBytes(), end + AHEAD_BYTES)) >= end;
    }

    private void moveRest(final long usedBytes) {
        moveTo(usedBytes);
        settle(below);
    }

    private void moveTo(final long end) {
        final Block source = above.block;
        try {
            while (frontier < end) {
                final long piece = Math.min(end - frontier, MAX_COPY_BYTES);
                below.need(frontier + piece); // Not more at once: what was moved is given back meanwhile.
                RawMemory.copy(above.address + frontier, below.address + frontier, piece);
                frontier += piece;
                below.count(frontier / elementBytes);
                while (source != null && source.giveBackPrefix(frontier)) {
                    // The next piece.
                }
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void place(final BlockSpan newAbove, final BlockSpan newBelow) {
        above = newAbove;
        below = newBelow;
        only = isMoving() || newAbove.isFar() ? null : newAbove;
        frontier = 0;
        keeper.moved(only, newAbove);
    }

    /** Has all in one block, and gives the other one up. */
    private void settle(final BlockSpan span) {
        final Block other = span.block == above.block ? below.block : above.block;
        span.count(above.count());
        place(span, span);
        filledAnyway = 0;
        keptAbove = Long.MAX_VALUE;
        if (other != null) {
            holdings.release(other);
        }
    }

    /** Says how much may come or go before there is something to be done; what leeway the end had is not that any more. */
    private void noteBounds() {
        closeLeeway();
        final long usedBytes = usedBytes();
        final long needed = above.neededBytes();
        if (isMoving()) {
            fillBytes = Math.min(Math.min(above.bytes, needed), usedBytes + STEP_EVERY_BYTES);
            sparseBytes = Math.max(usedBytes - STEP_EVERY_BYTES, frontier + 1);
        } else {
            fillBytes = Math.min(Math.min(needed, usedBytes + AGAIN_BYTES), Math.max(above.fillBytes, filledAnyway));
            sparseBytes = Math.max(tooFewBytes(), needed - SLACK_BYTES);
        }
    }

    private void shrink() {
        try {
            giveUp(usedBytes());
        } catch (final OutOfMemoryError e) {
            // The heap is full at the moment: later. What was to be removed is.
        }
        noteBounds();
    }

    private void giveUp(final long usedBytes) {
        if (isMoving()) {
            step(usedBytes, 0);
        }
        if (!isMoving() && usedBytes < tooFewBytes()) {
            moveToSmaller(usedBytes);
        } else {
            above.giveBackFrom(usedBytes + SLACK_BYTES / 2);
        }
    }

    /** When less is used than that, there is to be a smaller block. */
    private long tooFewBytes() {
        return above.bytes > AT_ONCE_BYTES ? Math.min(above.bytes / SPARSE_FRACTION, keptAbove) : 0;
    }

    /**
     * Gives up what the elements do not need. Costs a copy of all of them. Where there is no memory for that, it stays as large as
     * it is.
     */
    void trim() {
        final long usedBytes = usedBytes();
        try {
            if (isMoving()) {
                moveRest(usedBytes);
            }
            moveToLeast(usedBytes, fillableTo(usedBytes));
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            // What there is serves as well.
        }
        noteBounds();
    }

    private void moveToLeast(final long usedBytes, final long leastBytes) {
        if (usedBytes == 0) {
            settle(BlockSpan.NONE);
        } else if (roundedUp(leastBytes) < above.bytes) {
            startMove(usedBytes, usedBytes, leastBytes);
            if (isMoving()) {
                moveRest(usedBytes);
            }
        }
    }

    private void moveToSmaller(final long usedBytes) {
        if (usedBytes == 0) {
            settle(BlockSpan.NONE);
            return;
        }
        try {
            startMove(usedBytes, usedBytes, Math.max(2 * usedBytes, AT_ONCE_BYTES));
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            keptAbove = usedBytes - usedBytes / RETRY_FRACTION;
        }
    }

    /** Moves elements to another place for which there is room, and which may overlap. Costs time for each byte. */
    void move(final long from, final long to, final long elements) {
        if (to < from) {
            copyFrom(this, from, to, elements);
        } else if (to > from) {
            moveBackwards(from * elementBytes, to * elementBytes, elements * elementBytes);
        }
    }

    private void moveBackwards(final long from, final long to, final long bytes) {
        long left = bytes;
        try {
            while (left > 0) {
                final long piece = piece(left, bytesBefore(from + left), bytesBefore(to + left));
                left -= piece;
                RawMemory.copy(addressOfByte(from + left), addressOfByte(to + left), piece);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Copies elements from another array; or from this one, beginning with the first. */
    void copyFrom(final BlockArray source, final long fromIndex, final long toIndex, final long elements) {
        final long bytes = elements * elementBytes;
        long from = fromIndex * elementBytes;
        long to = toIndex * elementBytes;
        final long end = from + bytes;
        try {
            while (from < end) {
                final long piece = piece(end - from, source.bytesFrom(from), bytesFrom(to));
                RawMemory.copy(source.addressOfByte(from), addressOfByte(to), piece);
                from += piece;
                to += piece;
            }
        } finally {
            Reference.reachabilityFence(source);
            Reference.reachabilityFence(this);
        }
    }

    private static long piece(final long bytes, final long oneSide, final long otherSide) {
        return Math.min(Math.min(bytes, MAX_COPY_BYTES), Math.min(oneSide, otherSide));
    }

    /** What is thrown where the owner is used after it was closed. */
    IllegalStateException closedException() {
        return holdings.closedException();
    }

    /** Gives up all; again, where that came to no end. There is no room after that. */
    void close() {
        // First of all: should releasing come to no end, nobody finds what is released.
        above.count(0);
        below.count(0);
        if (isMoving()) {
            settle(below);
        }
        settle(BlockSpan.NONE);
        noteBounds();
        holdings.close();
    }
}
