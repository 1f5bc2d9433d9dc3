package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.TAIL;

import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Holdings;
import org.hedgerow.memory.access.Handshake;

/**
 * What bounded queues have in common: their slots, in one block, their counters, and how they are closed.
 *
 * <p><b>Closing.</b> The block may be released only when no thread will ever touch it again, and a thread that offers or
 * polls may be held up anywhere. So each operation announces itself before it touches a slot, in a word that it writes
 * anyway or that lies beside one:
 *
 * <ul>
 *   <li>A side with several threads claims a slot by compare-and-set on its counter. Closing sets a bit in the counter:
 *       nothing is claimed any more. What was claimed before is found in the slots, which tell that the operation is done.
 *   <li>A side with one thread writes {@code counter + n} to its claim word, then reads {@link #isClosed()}, then touches
 *       slots, and at last writes its counter; it is inside as long as the two differ. That claim and the flag are not
 *       missed is ensured by a {@link Handshake} when the queue is closed, so that an operation needs no fence.
 * </ul>
 *
 * <p>{@link #close()} waits until the operations that have announced themselves are done: some nanoseconds, unless a
 * thread is held up by the system. The user's code is never called within. Should an operation not end within {@link
 * #MAX_WAIT_NANOS}, for its thread was killed by a {@link StackOverflowError} between two steps, the block is left to be
 * released when the queue is unreachable, with a warning.
 *
 * <p>The block is kept by the counters' being reachable, as most operations end with a store to a counter; the others end
 * with a fence.
 */
abstract class BoundedLongQueue implements ConcurrentLongQueue {

    static final /*E*/ long DEFAULT_NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /** How long closing waits for an operation that has begun. */
    private static final long MAX_WAIT_NANOS = 1_000_000_000;

    /** Keeps the slots apart from the neighbours of the block: two cache lines. */
    private static final long GAP_BYTES = 128;

    /** The address of the first slot. */
    final long slots;
    /** What of a count is the index of a slot. */
    final long mask;

    final /*E*/ long nullValue;
    final long[] counters = Counters.create();

    private final Holdings holdings;
    private volatile boolean closed;

    BoundedLongQueue(
            final GuardedMemory memory,
            final long requestedCapacity,
            final long slotBytes,
            final /*E*/ long nullValue) {
        final long maxCapacity = Long.highestOneBit((GuardedMemory.MAX_BLOCK_BYTES - 2 * GAP_BYTES) / slotBytes);
        if (requestedCapacity < 1 || requestedCapacity > maxCapacity) {
            throw new IllegalArgumentException("capacity " + requestedCapacity + ": must be from 1 to " + maxCapacity);
        }
        final long capacity = requestedCapacity == 1 ? 1 : Long.highestOneBit(requestedCapacity - 1) << 1;
        this.mask = capacity - 1;
        this.nullValue = nullValue;
        this.holdings = new Holdings(memory, getClass().getSimpleName());
        final Block block = holdings.allocate(capacity * slotBytes + 2 * GAP_BYTES, counters);
        this.slots = (block.address() + GAP_BYTES - 1) & -GAP_BYTES;
    }

    @Override
    public final /*E*/ long nullValue() {
        return nullValue;
    }

    @Override
    public final long capacity() {
        return mask + 1;
    }

    @Override
    public final long addedCount() {
        return Counters.count(counters, TAIL);
    }

    @Override
    public final long removedCount() {
        return Counters.count(counters, HEAD);
    }

    @Override
    public final long size() {
        long headBefore;
        long head = removedCount();
        long tail;
        do {
            headBefore = head;
            tail = addedCount();
            head = removedCount();
        } while (head != headBefore);
        // With several consumers a claim may overtake the other side's.
        return Math.max(0, Math.min(tail - head, capacity()));
    }

    @Override
    public final int drain(final LongConsumer consumer, final int limit) {
        Objects.requireNonNull(consumer, "consumer");
        checkLimit(limit);
        int count = 0;
        while (count < limit) {
            final /*E*/ long element = poll();
            if (element == nullValue) {
                break;
            }
            count++;
            consumer.accept(element);
        }
        return count;
    }

    @Override
    public final boolean isClosed() {
        return closed;
    }

    @Override
    public final void close() {
        synchronized (holdings) {
            checkOpen();
            closed = true;
        }
        closeCounters();
        Handshake.withAllThreads();
        if (awaitOperations()) {
            holdings.close();
        }
    }

    /** Stops claims from counters that several threads claim from. */
    abstract void closeCounters();

    /** Waits until all operations that were begun are done; answers false if one seems never to be. */
    abstract boolean awaitOperations();

    /** Waits until a claim of the one thread of a side is done. */
    final boolean awaitSide(final int counter, final int claim) {
        return await(() -> Counters.getAcquire(counters, claim) == Counters.getAcquire(counters, counter));
    }

    /** Waits for what takes some nanoseconds unless its thread is held up. */
    static boolean await(final BooleanSupplier condition) {
        if (condition.getAsBoolean()) {
            return true;
        }
        final long start = System.nanoTime();
        for (int attempts = 0; !condition.getAsBoolean(); attempts++) {
            if (System.nanoTime() - start > MAX_WAIT_NANOS) {
                return false;
            }
            Pause.after(attempts);
        }
        return true;
    }

    /** Where the slot of a count is, in queues whose slots are elements alone. */
    final long slot(final long count) {
        return slots + (count & mask) * /*E*/ Long.BYTES;
    }

    /** For operations that find nothing to do, and so need no claim. */
    final void checkOpen() {
        if (closed) {
            throw closedException();
        }
    }

    final IllegalStateException closedException() {
        return new IllegalStateException("this " + getClass().getSimpleName() + " is closed: its threads stop using it"
                + " when they find it closed, and it is closed once");
    }

    final NullPointerException nullValueRefused() {
        checkOpen();
        return new NullPointerException(nullValue + " stands for \"no element\" in this queue and cannot be offered:"
                + " give the constructor another null value");
    }

    /** Checks a batch that is to be added, before anything is done. */
    final void checkBatch(final /*E*/ long[] elements, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, elements.length);
        for (int i = offset; i < offset + length; i++) {
            if (elements[i] == nullValue) {
                throw nullValueRefused();
            }
        }
    }

    static void checkLimit(final int limit) {
        if (limit < 0) {
            throw new IllegalArgumentException("limit " + limit + ": must not be negative");
        }
    }

    @Override
    public final String toString() {
        return getClass().getSimpleName() + " of " + size() + " elements with room for " + capacity()
                + (isClosed() ? ", closed" : "");
    }
}
