package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * An array of bytes outside of the heap that grows and shrinks at its end, whatever the size of its elements.
 *
 * <pre>
 *   position  0         64 KiB                 128 KiB                256 KiB
 *             +---------+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+-- -- --
 *             |  first  | 8 blocks of 8 KiB     | 8 blocks of 16 KiB    | 8 of 32 KiB ...
 *             +---------+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+--+-- -- --
 * </pre>
 *
 * <p>Where a position lies is computed, not searched: as in a floating-point number, the highest bit tells the row of
 * eight blocks, and the next three bits tell the block. Every block is an eighth of what lies before its row, so that the
 * last one, of which a part is unused, is small beside the rest, and 1 TiB takes 200 blocks. Nothing is ever moved to
 * grow, but for the first block, which is replaced by one twice as large until it has 64 KiB: a copy of at most 32 KiB.
 * So arrays that fit in there, which are most, find their place by one comparison.
 *
 * <p>A block begins at a multiple of its size: an element whose size is a power of two never lies across two.
 *
 * <p>A second thread gets wrong answers or exceptions, but no access beside a block, as it cannot meet an address of one
 * block with the size of another: the first block is one object, and the others have the sizes of their places.
 */
final class BlockArray {

    /** The largest first block. */
    static final long MAX_FIRST_BYTES = 64 << 10;

    private static final int FIRST_EXPONENT = Long.numberOfTrailingZeros(MAX_FIRST_BYTES);

    /** The smallest first block. */
    private static final long MIN_FIRST_BYTES = 128;

    private static final int ROW_BITS = 3;
    private static final int ROW_BLOCKS = 1 << ROW_BITS;

    private static final long[] NO_ORIGINS = {};

    /** Of no block: origins are even, as blocks and their positions are. */
    private static final long NONE = 1;

    private static final Block[] NO_BLOCKS = {};

    private final Holdings holdings;
    private @Nullable Block first;

    /** Of the blocks behind the first one, where position 0 would lie if they reached down to it. */
    private long[] origins = NO_ORIGINS;

    private Block[] blocks = NO_BLOCKS;
    private int blockCount;

    /** How many bytes there is room for. */
    private long capacityBytes;

    /** With less than this in use, the last block is given up. */
    private long shrinkBelowBytes;

    BlockArray(final GuardedMemory memory, final String owner) {
        this.holdings = new Holdings(memory, owner);
    }

    /** How many bytes there is room for. */
    long capacityBytes() {
        return capacityBytes;
    }

    /** Where a position lies, which is from 0 to {@link #capacityBytes()} - 1. */
    long addressOf(final long position) {
        final Block block = first;
        if (block != null && position < block.bytes()) {
            return block.address() + position;
        }
        return addressBehindFirst(position);
    }

    private long addressBehindFirst(final long position) {
        final int index = indexOf(position);
        final long[] present = origins;
        final long origin = index >= 0 && index < present.length ? present[index] : NONE;
        if (origin == NONE) {
            throw new ConcurrentModificationException("this " + holdings.owner()
                    + " is used by several threads at once, and it is made for one at a time");
        }
        return origin + position;
    }

    /** The block that a position lies in. */
    Block blockAt(final long position) {
        final int index = indexOf(position);
        return index < 0 ? Objects.requireNonNull(first) : blocks[index];
    }

    /** How many bytes follow a position, itself included, within its block. */
    long bytesFrom(final long position) {
        final int index = indexOf(position);
        return index < 0
                ? Math.min(capacityBytes, MAX_FIRST_BYTES) - position
                : bytesOf(index) - (position & (bytesOf(index) - 1));
    }

    /** How many bytes lie before a position, itself excluded, within the block of the byte before it. */
    private long bytesBefore(final long position) {
        final int index = indexOf(position - 1);
        return index < 0 ? position : ((position - 1) & (bytesOf(index) - 1)) + 1;
    }

    /** The place of a block among those behind the first one; negative for the first one. */
    private static int indexOf(final long position) {
        final int exponent = Long.SIZE - 1 - Long.numberOfLeadingZeros(position);
        return (exponent - FIRST_EXPONENT - 1) * ROW_BLOCKS + (int) (position >>> (exponent - ROW_BITS));
    }

    private static long bytesOf(final int index) {
        return (MAX_FIRST_BYTES / ROW_BLOCKS) << (index / ROW_BLOCKS);
    }

    /** The position at which a block begins. */
    private static long startOf(final int index) {
        return (ROW_BLOCKS + index % ROW_BLOCKS) * bytesOf(index);
    }

    /**
     * Makes room for so many bytes at least. Costs an allocation for each block, and a copy of at most 32 KiB. After an
     * exception there is as much room as before.
     */
    void growTo(final long bytes) {
        if (capacityBytes < bytes) {
            grow(bytes);
        }
    }

    private void grow(final long bytes) {
        final int blocksBefore = blockCount;
        boolean done = false;
        try {
            if (capacityBytes < MAX_FIRST_BYTES) {
                replaceFirst(bytes);
            }
            while (capacityBytes < bytes) {
                addBlock();
            }
            done = true;
        } finally {
            if (!done) {
                releaseBlocks(blocksBefore);
            }
        }
    }

    private void addBlock() {
        if (blockCount == origins.length) {
            final int length = blockCount + ROW_BLOCKS;
            blocks = Arrays.copyOf(blocks, length);
            origins = Arrays.copyOf(origins, length);
            Arrays.fill(origins, blockCount, length, NONE);
        }
        final Block block = holdings.allocate(bytesOf(blockCount), this);
        blocks[blockCount] = block;
        origins[blockCount] = block.address() - startOf(blockCount);
        blockCount++;
        capacityBytes = startOf(blockCount);
        noteShrinkBelow();
    }

    /** Moves what the first block holds to one that has so many bytes, or as many as a first block may have. */
    private void replaceFirst(final long bytes) {
        final long newBytes = Math.min(MAX_FIRST_BYTES, roundedUp(bytes));
        final Block before = first;
        final Block block = holdings.allocate(newBytes, this);
        if (before != null) {
            RawMemory.copy(before.address(), block.address(), Math.min(before.bytes(), newBytes));
        }
        first = block;
        capacityBytes = newBytes;
        if (before != null) {
            holdings.release(before);
        }
    }

    private static long roundedUp(final long bytes) {
        return Math.max(MIN_FIRST_BYTES, Long.highestOneBit(bytes - 1) << 1);
    }

    /** Tells how many bytes are in use now, so that blocks that will not be needed soon are given up; answers whether any was. */
    boolean shrinkFor(final long usedBytes) {
        final int blocksBefore = blockCount;
        while (usedBytes < shrinkBelowBytes) {
            releaseBlocks(blockCount - 1);
        }
        return blockCount < blocksBefore;
    }

    /** Gives up all that so many bytes do not need. Where the system refuses, it stays as large as it is. */
    void trimTo(final long usedBytes) {
        int needed = blockCount;
        while (needed > 0 && startOf(needed - 1) >= usedBytes) {
            needed--;
        }
        releaseBlocks(needed);
        if (usedBytes == 0) {
            releaseFirst();
        } else if (capacityBytes > roundedUp(usedBytes) && blockCount == 0) {
            try {
                replaceFirst(usedBytes);
            } catch (final MapLimitException | MemoryLimitException | OsException e) {
                // The larger block serves as well.
            }
        }
    }

    private void releaseBlocks(final int remaining) {
        while (blockCount > remaining) {
            final int index = blockCount - 1;
            origins[index] = NONE;
            blockCount = index;
            capacityBytes = startOf(index);
            noteShrinkBelow();
            holdings.release(blocks[index]);
        }
    }

    private void releaseFirst() {
        final Block block = first;
        if (block != null) {
            first = null;
            capacityBytes = 0;
            holdings.release(block);
        }
    }

    /** Half of the block before the last one has to be free too: else adding and removing might take and give blocks. */
    private void noteShrinkBelow() {
        final int last = blockCount - 1;
        if (last < 0) {
            shrinkBelowBytes = 0;
        } else {
            shrinkBelowBytes = startOf(last) - (last == 0 ? MAX_FIRST_BYTES : bytesOf(last - 1)) / 2;
        }
    }

    /** Moves bytes to another place, which may overlap. Costs time for each byte. */
    void move(final long from, final long to, final long bytes) {
        if (to < from) {
            moveForwards(from, to, bytes);
        } else if (to > from) {
            moveBackwards(from, to, bytes);
        }
    }

    private void moveForwards(final long from, final long to, final long bytes) {
        long done = 0;
        try {
            while (done < bytes) {
                final long piece = Math.min(bytes - done, Math.min(bytesFrom(from + done), bytesFrom(to + done)));
                RawMemory.copy(addressOf(from + done), addressOf(to + done), piece);
                done += piece;
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    private void moveBackwards(final long from, final long to, final long bytes) {
        long left = bytes;
        try {
            while (left > 0) {
                final long piece = Math.min(left, Math.min(bytesBefore(from + left), bytesBefore(to + left)));
                left -= piece;
                RawMemory.copy(addressOf(from + left), addressOf(to + left), piece);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** Copies bytes from another array. */
    void copyFrom(final BlockArray source, final long from, final long to, final long bytes) {
        long done = 0;
        try {
            while (done < bytes) {
                final long piece =
                        Math.min(bytes - done, Math.min(source.bytesFrom(from + done), bytesFrom(to + done)));
                RawMemory.copy(source.addressOf(from + done), addressOf(to + done), piece);
                done += piece;
            }
        } finally {
            Reference.reachabilityFence(source);
            Reference.reachabilityFence(this);
        }
    }

    /** Gives up all blocks. There is no room after that. */
    void close() {
        releaseBlocks(0);
        releaseFirst();
        holdings.close();
    }
}
