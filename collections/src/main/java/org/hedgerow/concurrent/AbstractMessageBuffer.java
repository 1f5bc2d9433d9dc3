package org.hedgerow.concurrent;

import java.lang.foreign.MemorySegment;
import org.agrona.BitUtil;
import org.agrona.concurrent.AtomicBuffer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.jspecify.annotations.Nullable;

/**
 * A buffer for messages, of the user's or with memory of its own, and its end. Ring buffers, which have their end from {@link
 * AbstractRecordQueue}, take the same {@link Allocation}.
 *
 * <p><b>Closing.</b> Memory of its own is read and written through the segment of its block. Closing ends the segment's life in
 * a handshake of the JVM with all threads, before the block is released. An access that comes later throws
 * {@link IllegalStateException}, and so does one that is under way; operations tell whose it was.
 */
abstract class AbstractMessageBuffer extends AbstractClosable implements AutoCloseable {

    final AtomicBuffer buffer;

    /** Of the memory of its own, if it has such. */
    private final @Nullable Holdings holdings;

    AbstractMessageBuffer(final AtomicBuffer buffer, final @Nullable Holdings holdings) {
        this.buffer = buffer;
        this.holdings = holdings;
    }

    /** Memory that is to be used: a power of two bytes for messages, and the counters behind them. */
    static final class Allocation {

        private static final int MAX_CAPACITY = 1 << 30;

        /** Keeps messages apart from the neighbours of the block: two cache lines. */
        private static final long GAP_BYTES = 128;

        final Holdings holdings;
        final SegmentBuffer buffer;

        Allocation(
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

    /**
     * Closes it. Memory of its own is released, and every operation throws {@link IllegalStateException} from then on, also
     * those that other threads are in the middle of. A buffer that the constructor was given is left alone, and its counters go
     * on to be told.
     *
     * @throws IllegalStateException if it is closed already; or if some memory is not released, since a thread has the system
     *     read or write there (as through a channel): then it can be closed again
     */
    @Override
    public final void close() {
        beginClose();
        if (holdings != null) {
            endClose(holdings::close);
        }
    }
}
