package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.TAIL;
import static org.hedgerow.concurrent.Counters.TAIL_CLAIM;

import java.lang.ref.Reference;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.hedgerow.memory.access.Handshake;
import org.hedgerow.memory.access.RawMemory;

/**
 * What queues have in common, wherever their slots are: their counters, and how they are closed.
 *
 * <p><b>Closing.</b> The slots may be released only when no thread will ever touch them again, and a thread that offers or
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
 * Pause#MAX_WAIT_NANOS}, for its thread was killed by a {@link StackOverflowError} between two steps, the memory is left to be
 * released when the queue is unreachable, with a warning.
 *
 * <p>The memory is kept by the counters' being reachable, as most operations end with a store to a counter; the others end
 * with a fence.
 */
abstract class AbstractLongQueue extends AbstractClosable implements ConcurrentLongQueue {

    final /*E*/ long nullValue;
    final long[] counters = Counters.create();

    /** Whether all operations were found to be done: slots may be released, and are not looked at any more. Of whoever closes. */
    private boolean isUnused;

    AbstractLongQueue(final /*E*/ long nullValue) {
        this.nullValue = nullValue;
    }

    @Override
    public final /*E*/ long nullValue() {
        return nullValue;
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
        // At most the capacity, without a look at it: the head that allowed for the tail is no later than the one that
        // is read.
        return Counters.size(counters);
    }

    @Override
    public final int drain(final LongConsumer consumer, final int limit) {
        Objects.requireNonNull(consumer, "consumer");
        checkLimit(limit);
        // An empty queue, as a closed one is, gives a limit of 0.
        checkOpen();
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
    public final void close() {
        closeOnce();
    }

    @Override
    final void endClose() {
        if (!isUnused) {
            closeCounters();
            Handshake.withAllThreads();
            isUnused = awaitOperations();
        }
        if (isUnused) {
            releaseMemory();
        }
    }

    /** Stops claims from counters that several threads claim from. */
    abstract void closeCounters();

    /** Waits until all operations that were begun are done; answers false if one seems never to be. */
    abstract boolean awaitOperations();

    /** Gives up the slots, which nobody touches any more. */
    abstract void releaseMemory();

    /**
     * Announces an operation of the one thread of a side, which ends when the counter is {@code after}, or by {@link
     * #endClaim}.
     *
     * @throws IllegalStateException if the queue is closed; nothing is announced then
     */
    final void claim(final int counter, final long after) {
        final int claim = counter + (TAIL_CLAIM - TAIL);
        Counters.setRelease(counters, claim, after);
        if (isClosed()) {
            endClaim(counter);
            throw closedException();
        }
    }

    /** Ends an operation of the one thread of a side that has done less than it announced: as much as its counter tells. */
    final void endClaim(final int counter) {
        Counters.setRelease(counters, counter + (TAIL_CLAIM - TAIL), counters[counter]);
    }

    /** Waits until a claim of the one thread of a side is done. */
    final boolean awaitSide(final int counter) {
        final int claim = counter + (TAIL_CLAIM - TAIL);
        return Pause.until(() -> Counters.getAcquire(counters, claim) == Counters.getAcquire(counters, counter));
    }

    /** Writes a slot in which zero is free, and which was claimed. */
    final void writeSlot(final long slot, final /*E*/ long element) {
        try {
            RawMemory./*E*/ putLongRelease(slot, element ^ nullValue);
        } finally {
            Reference.reachabilityFence(counters);
        }
    }

    /**
     * What a slot holds in which zero is free, for an element of a batch. The null value is among them only if the array was
     * changed since it was checked. Zero for it would hold up the queue for ever, so it is some other element, of a batch that
     * is broken anyway. That takes arithmetic, and no branch, so that several words are made at a time.
     */
    final /*E*/ long wordOf(final /*E*/ long element) {
        return element ^ nullValue ^ (negativeIfNull(element) >>> (/*E*/ Long.SIZE - 1));
    }

    /** Tells whether an element is the null value, without a branch. */
    final /*E*/ long negativeIfNull(final /*E*/ long element) {
        final /*E*/ long word = element ^ nullValue;
        return ~(word | -word);
    }

    /** Waits until a slot in which zero is free was written by whoever has claimed it. */
    static boolean awaitWritten(final long slot) {
        return RawMemory./*E*/ getLongAcquire(slot) != 0
                || Pause.until(() -> RawMemory./*E*/ getLongAcquire(slot) != 0);
    }

    final NullPointerException nullValueRefused() {
        checkOpen();
        return new NullPointerException(nullValue + " stands for \"no element\" in this queue and cannot be offered:"
                + " give the constructor another null value");
    }

    /** Checks a batch that is to be added, before anything is done; without a branch for each element, so several at a time. */
    final void checkBatch(final /*E*/ long[] elements, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, elements.length);
        /*E*/ long nulls = 0;
        for (int i = offset; i < offset + length; i++) {
            nulls |= negativeIfNull(elements[i]);
        }
        if (nulls < 0) {
            throw nullValueRefused();
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
