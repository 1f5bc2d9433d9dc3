package org.hedgerow.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.memory.events.MemoryEvents;

/**
 * How many bytes the blocks of a memory may still hold: {@link MemoryOptions#maxBytes()}.
 *
 * <p>Without a limit nothing is counted, so that threads which allocate have nothing in common. Thread-safe, without a
 * lock.
 */
final class ByteBudget {

    private final String name;
    private final long maxBytes;
    private final boolean limited;
    private final AtomicLong usedBytes = new AtomicLong();

    /** What is not in use any more, and may still be resident: it counts as well. */
    private volatile long reclaimableBytes;

    /**
     * Begins with all bytes.
     *
     * @param name that of the memory
     * @param maxBytes how many; {@link Long#MAX_VALUE} for no limit
     */
    ByteBudget(final String name, final long maxBytes) {
        this.name = name;
        this.maxBytes = maxBytes;
        this.limited = maxBytes != Long.MAX_VALUE;
    }

    /**
     * Takes bytes from the budget.
     *
     * @param bytes how many
     * @return true if there were so many; if not, nothing is taken
     */
    boolean tryAcquire(final long bytes) {
        if (!limited) {
            return true;
        }
        long before = usedBytes.get();
        while (bytes <= maxBytes - before - reclaimableBytes) {
            final long seen = usedBytes.compareAndExchange(before, before + bytes);
            if (seen == before) {
                return true;
            }
            before = seen;
        }
        return false;
    }

    /**
     * Gives bytes back to the budget. Of what stays resident, {@link #reclaimable} is to be told before.
     *
     * @param bytes how many
     */
    void release(final long bytes) {
        if (limited) {
            usedBytes.addAndGet(-bytes);
        }
    }

    /** Tells what is not in use any more, and may still be resident. */
    void reclaimable(final long bytes) {
        reclaimableBytes = bytes;
    }

    /** Reports that so many bytes would pass the limit; answers the exception for that. */
    MemoryLimitException refused(final long bytes) {
        final MemoryLimitException refusal =
                new MemoryLimitException(maxBytes, usedBytes.get() + reclaimableBytes, bytes);
        MemoryEvents.refused(name, bytes, refusal);
        return refusal;
    }
}
