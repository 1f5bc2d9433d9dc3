package org.hedgerow.concurrent;

import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;

/** What bounded queues have in common: their slots, which lie in one block, in a ring. */
abstract class BoundedLongQueue extends AbstractLongQueue {

    /** Keeps the slots apart from the neighbours of the block: two cache lines. */
    private static final long GAP_BYTES = 128;

    /** The address of the first slot. */
    final long slots;
    /** What of a count is the index of a slot. */
    final long mask;

    private final Holdings holdings;

    BoundedLongQueue(
            final GuardedMemory memory,
            final long requestedCapacity,
            final long slotBytes,
            final /*E*/ long nullValue) {
        super(nullValue);
        final long maxCapacity = Long.highestOneBit((GuardedMemory.MAX_BLOCK_BYTES - 2 * GAP_BYTES) / slotBytes);
        if (requestedCapacity < 1 || requestedCapacity > maxCapacity) {
            throw new IllegalArgumentException("capacity " + requestedCapacity + ": must be from 1 to " + maxCapacity);
        }
        final long capacity = requestedCapacity == 1 ? 1 : Long.highestOneBit(requestedCapacity - 1) << 1;
        this.mask = capacity - 1;
        this.holdings = new Holdings(memory, getClass().getSimpleName());
        final Block block = holdings.allocate(capacity * slotBytes + 2 * GAP_BYTES, counters);
        this.slots = (block.address() + GAP_BYTES - 1) & -GAP_BYTES;
    }

    @Override
    public final long capacity() {
        return mask + 1;
    }

    /** Where the slot of a count is, in queues whose slots are elements alone. */
    final long slot(final long count) {
        return slots + (count & mask) * /*E*/ Long.BYTES;
    }

    @Override
    final void releaseMemory() {
        holdings.close();
    }
}
