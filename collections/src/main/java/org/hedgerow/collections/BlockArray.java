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
 *   position   0        512 KiB       1 MiB         2 MiB          4 MiB
 *              +--------+-------------+-------------+--------------+-- -- --
 *   blocks     | first, | 8 of 64 KiB | 8 of 128    | 8 of 256     | 8 of 512 ...
 *              | 7 of 64|             |             |              |
 *              +--------+-------------+-------------+--------------+-- -- --
 *   origins          [ one for each 64 KiB behind the first ...
 * </pre>
 *
 * <p>A position names its <em>frame</em> of 64 KiB by its upper bits, and the directory of origins says where that is: one
 * step, however large the array is. Nothing is ever moved to grow, but for the first block, which is replaced by one twice as
 * large until it is a frame: a copy of at most 32 KiB. So arrays that fit in there, which are most, find their place by one
 * comparison.
 *
 * <p>The sizes of blocks are spaced as floating-point numbers are. From the second row of eight on each is an eighth of what lies
 * before its row, so that the last one, of which a part is unused, is small beside the rest, and 1 TiB takes 176 blocks. A
 * block begins at a multiple of its size: an element whose size is a power of two never lies across two.
 *
 * <p>The directory is an 8192nd of what it leads to, on the heap. It never changes: a block that comes or goes brings another
 * one. So a second thread gets wrong answers or exceptions, but no access beside a block, as the directory it meets leads to
 * whole blocks, and the first block is one object.
 */
final class BlockArray {

    private static final int FRAME_BITS = 16;

    /** The largest first block, and the smallest of the others. */
    static final long FRAME_BYTES = 1 << FRAME_BITS;

    /** The smallest first block. */
    private static final long MIN_FIRST_BYTES = 128;

    private static final int ROW_BITS = 3;
    private static final int ROW_BLOCKS = 1 << ROW_BITS;

    private static final long[] NO_ORIGINS = {};

    private static final Block[] NO_BLOCKS = {};

    private final Holdings holdings;
    private @Nullable Block first;

    /** Of the frames behind the first one, where position 0 would lie if the frame's block reached down to it. Never changed. */
    private long[] origins = NO_ORIGINS;

    /** Those behind the first one. */
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

    /** With less than this in use, {@link #shrinkFor} gives up blocks. */
    long shrinkBelowBytes() {
        return shrinkBelowBytes;
    }

    /** Where a position lies, which is from 0 to {@link #capacityBytes()} - 1. */
    long addressOf(final long position) {
        final Block block = first;
        if (block != null && position < block.bytes()) {
            return block.address() + position;
        }
        final long[] present = origins;
        // No memory has so many frames that an int could not count them.
        final int frame = (int) (position >>> FRAME_BITS) - 1;
        if (frame < 0 || frame >= present.length) {
            throw usedByOthers();
        }
        return present[frame] + position;
    }

    private ConcurrentModificationException usedByOthers() {
        return new ConcurrentModificationException(
                "this " + holdings.owner() + " is used by several threads at once, and it is made for one at a time");
    }

    /** The block that a position lies in. */
    Block blockAt(final long position) {
        final int index = indexOf(position);
        return index < 0 ? Objects.requireNonNull(first) : blocks[index];
    }

    /** The position at which the block that a position lies in begins. */
    long startOfBlockAt(final long position) {
        final int index = indexOf(position);
        return index < 0 ? 0 : startOf(index);
    }

    /** How many bytes follow a position, itself included, within its block. */
    long bytesFrom(final long position) {
        if (capacityBytes < FRAME_BYTES) {
            return capacityBytes - position;
        }
        final long blockBytes = bytesOf(indexOf(position));
        return blockBytes - (position & (blockBytes - 1));
    }

    /** How many bytes lie before a position, itself excluded, within the block of the byte before it. */
    private long bytesBefore(final long position) {
        final long blockBytes = bytesOf(indexOf(position - 1));
        return ((position - 1) & (blockBytes - 1)) + 1;
    }

    /** The place of the block that a position lies in, among those behind the first one; -1 for the first one. */
    private static int indexOf(final long position) {
        final long frame = position >>> FRAME_BITS;
        final int row = Math.max(0, Long.SIZE - 1 - ROW_BITS - Long.numberOfLeadingZeros(frame));
        return row * ROW_BLOCKS + (int) (frame >>> row) - 1;
    }

    /** How large a block is; a frame, for -1. */
    private static long bytesOf(final int index) {
        return FRAME_BYTES << Math.max(0, (index + 1) / ROW_BLOCKS - 1);
    }

    /** The position at which a block begins. */
    private static long startOf(final int index) {
        final int place = index + 1;
        return place < ROW_BLOCKS ? place * FRAME_BYTES : (ROW_BLOCKS + place % ROW_BLOCKS) * bytesOf(index);
    }

    /**
     * Makes room for so many bytes at least; what lies there is undefined until it is written. Costs an allocation for each
     * block, a copy of the directory, and one of at most 32 KiB. After an exception, an {@link OutOfMemoryError} included, all
     * is as it was.
     */
    void growTo(final long bytes) {
        if (capacityBytes < bytes) {
            grow(bytes);
        }
    }

    private void grow(final long bytes) {
        if (bytes <= FRAME_BYTES) {
            replaceFirst(bytes);
        } else {
            addBlocks(indexOf(bytes - 1) + 1);
        }
    }

    /** Makes the first block a frame, and has so many behind it, which are more than there are. */
    private void addBlocks(final int count) {
        // What the heap may have no room for comes first: nothing is mapped then.
        final Block[] moreBlocks = count > blocks.length ? Arrays.copyOf(blocks, count + ROW_BLOCKS - 1) : blocks;
        final long[] moreOrigins = Arrays.copyOf(origins, framesBehindFirst(startOf(count)));
        int mapped = blockCount;
        boolean done = false;
        try {
            for (; mapped < count; mapped++) {
                final long start = startOf(mapped);
                final Block block = holdings.allocateUnzeroed(bytesOf(mapped), this);
                moreBlocks[mapped] = block;
                final int to = framesBehindFirst(startOf(mapped + 1));
                Arrays.fill(moreOrigins, framesBehindFirst(start), to, block.address() - start);
            }
            if (capacityBytes < FRAME_BYTES) {
                replaceFirst(FRAME_BYTES);
            }
            done = true;
        } finally {
            while (!done && mapped > blockCount) {
                mapped--;
                holdings.release(moreBlocks[mapped]);
            }
        }
        blocks = moreBlocks;
        origins = moreOrigins;
        noteBlocks(count);
    }

    private static int framesBehindFirst(final long bytes) {
        return (int) (bytes >>> FRAME_BITS) - 1;
    }

    /** Moves what the first block holds to one that has so many bytes, or as many as a frame has. */
    private void replaceFirst(final long bytes) {
        final long newBytes = Math.min(FRAME_BYTES, roundedUp(bytes));
        final Block before = first;
        final Block block = holdings.allocateUnzeroed(newBytes, this);
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
        if (usedBytes >= shrinkBelowBytes) {
            return false;
        }
        int kept = blockCount - 1;
        while (usedBytes < shrinkBelowBytes(kept)) {
            kept--;
        }
        releaseBlocks(kept);
        return true;
    }

    /** Gives up all that so many bytes do not need. Where the system refuses, it stays as large as it is. */
    void trimTo(final long usedBytes) {
        int kept = blockCount;
        while (kept > 0 && startOf(kept - 1) >= usedBytes) {
            kept--;
        }
        releaseBlocks(kept);
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

    /** Gives up the last ones of the blocks behind the first. */
    private void releaseBlocks(final int remaining) {
        if (remaining < blockCount) {
            origins = Arrays.copyOf(origins, framesBehindFirst(startOf(remaining)));
            while (remaining < blockCount) {
                noteBlocks(blockCount - 1);
                holdings.release(blocks[blockCount]);
            }
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

    /** Says how many blocks there are behind the first one, which is a frame. */
    private void noteBlocks(final int count) {
        blockCount = count;
        capacityBytes = startOf(count);
        shrinkBelowBytes = shrinkBelowBytes(count);
    }

    /**
     * With less than that in use, the last of so many blocks behind the first is given up. Half of the one before it has to be
     * free too: else adding and removing might take and give blocks.
     */
    private static long shrinkBelowBytes(final int count) {
        return count == 0 ? 0 : startOf(count - 1) - bytesOf(count - 2) / 2;
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

    /** What is thrown where the owner is used after it was closed. */
    IllegalStateException closedException() {
        return holdings.closedException();
    }

    /** Gives up all blocks. There is no room after that. */
    void close() {
        releaseBlocks(0);
        releaseFirst();
        holdings.close();
    }
}
