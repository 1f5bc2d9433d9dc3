package org.hedgerow.concurrent;

import java.lang.foreign.MemorySegment;
import org.agrona.BitUtil;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;

/**
 * Memory of a ring of messages' own, when it is not given a buffer: a power of two bytes for messages, and the counters behind
 * them.
 */
final class MessageMemory {

    private static final int MAX_CAPACITY = 1 << 30;

    /** Keeps messages apart from the neighbours of the block: two cache lines. */
    private static final long GAP_BYTES = 128;

    final Holdings holdings;
    final SegmentBuffer buffer;

    /**
     * Allocates it.
     *
     * @param memory where it is to be
     * @param requestedCapacity for messages, in bytes, rounded up to a power of two
     * @param minCapacity the least that may be requested
     * @param trailerBytes for counters
     * @param name whose it is, for messages
     * @throws IllegalArgumentException if {@code requestedCapacity} is out of its bounds
     */
    MessageMemory(
            final GuardedMemory memory,
            final int requestedCapacity,
            final int minCapacity,
            final int trailerBytes,
            final String name) {
        if (requestedCapacity < minCapacity || requestedCapacity > MAX_CAPACITY) {
            throw new IllegalArgumentException(
                    "capacity " + requestedCapacity + ": must be from " + minCapacity + " to " + MAX_CAPACITY);
        }
        final long bytes = (long) BitUtil.findNextPositivePowerOfTwo(requestedCapacity) + trailerBytes;
        this.holdings = new Holdings(memory, name);
        this.buffer = new SegmentBuffer();
        final MemorySegment whole =
                holdings.allocate(bytes + 2 * GAP_BYTES, buffer).segment();
        buffer.wrap(whole.asSlice(-whole.address() & (GAP_BYTES - 1), bytes));
    }
}
