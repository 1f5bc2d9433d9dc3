package org.hedgerow.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Allocates and releases at random, about a constant amount of live memory: what an allocator goes through in a long
 * life. Sizes are log-uniform, so that there are as many blocks of 16 to 32 bytes as of 8 to 16 KiB.
 */
final class Churn {

    private static final double MIN_BYTES = 16;

    /** The live memory wanders between as much below its goal and above it, so that blocks come and go in runs. */
    private static final double SWING = 0.05;

    private record Live(Block block, long seed) {}

    private final GuardedMemory memory;
    private final long goalBytes;
    private final long maxBytes;
    private final boolean written;
    private final SplittableRandom random = new SplittableRandom(42);
    private final List<Live> blocks = new ArrayList<>();
    private long liveBytes;

    /**
     * Prepares a churn.
     *
     * @param memory where the blocks are
     * @param goalBytes how many bytes are live, more or less a twentieth
     * @param maxBytes the largest block
     * @param written whether blocks are filled with patterns that are checked when they are released
     */
    Churn(final GuardedMemory memory, final long goalBytes, final long maxBytes, final boolean written) {
        this.memory = memory;
        this.goalBytes = goalBytes;
        this.maxBytes = maxBytes;
        this.written = written;
    }

    /** What was asked for and not released yet. */
    long liveBytes() {
        return liveBytes;
    }

    /** Allocates or releases so many times. */
    void run(final int operations) {
        for (int i = 0; i < operations; i++) {
            final double wanted = goalBytes * random.nextDouble(1 - SWING, 1 + SWING);
            if (liveBytes < wanted) {
                allocate(i);
            } else {
                release(random.nextInt(blocks.size()));
            }
        }
    }

    /** Releases all blocks, in random order. */
    void releaseAll() {
        while (!blocks.isEmpty()) {
            release(random.nextInt(blocks.size()));
        }
    }

    private void allocate(final long seed) {
        final long bytes = (long) (MIN_BYTES * Math.pow(maxBytes / MIN_BYTES, random.nextDouble()));
        final Block block = memory.allocate(bytes);
        if (written) {
            BlockPattern.checkZero(block);
            BlockPattern.write(block, seed);
        }
        blocks.add(new Live(block, seed));
        liveBytes += bytes;
    }

    private void release(final int index) {
        final Live last = blocks.removeLast();
        final Live chosen = index == blocks.size() ? last : blocks.set(index, last);
        if (written) {
            BlockPattern.check(chosen.block(), chosen.seed());
        }
        liveBytes -= chosen.block().bytes();
        memory.release(chosen.block());
    }
}
