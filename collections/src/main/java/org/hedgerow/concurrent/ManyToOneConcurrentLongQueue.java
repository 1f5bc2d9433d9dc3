package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.SHARED_TAIL_LIMIT;
import static org.hedgerow.concurrent.Counters.TAIL;

import org.hedgerow.memory.GuardedMemory;

/**
 * A bounded first-in-first-out queue of {@code long}s from many threads to one, outside of the heap.
 *
 * <p>A producer claims a slot by compare-and-set on {@code TAIL}, and then writes it, where the consumer meets it: see {@link
 * BoundedToOneLongQueue}. The producers share a limit up to which {@code TAIL} can grow, in a line that is written once in a
 * lap or so.
 *
 * <pre>
 *   TAIL    compare-and-set; acquire before that
 *   limit   release                                acquire, so that what HEAD told one producer holds for all
 * </pre>
 *
 * <p>An operation never waits for another thread. A producer that is held up between the claim and the write of its slot
 * holds up the elements behind it: until it goes on, {@link #poll()} answers "no element", though {@link #size()} counts
 * them, and they come in their order then. Should the producer never go on (it was killed by a
 * {@link StackOverflowError} between the two steps), they never come; the queue can be closed all the same.
 *
 * <p>Any number of producers, and one consumer at a time. In the checked mode ({@code -Dhedgerow.checked=true}) another
 * consumer gets an {@link IllegalStateException} that names both, unless the thread of the first one has ended.
 */
public final class ManyToOneConcurrentLongQueue extends BoundedToOneLongQueue {

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public ManyToOneConcurrentLongQueue(final long requestedCapacity) {
        this(GuardedMemory.shared(), requestedCapacity);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     */
    public ManyToOneConcurrentLongQueue(final GuardedMemory memory, final long requestedCapacity) {
        this(memory, requestedCapacity, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a queue. All memory that it will ever need is allocated here.
     *
     * @param memory where its elements are to be
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @param nullValue stands for "no element", and cannot be offered
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of the memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public ManyToOneConcurrentLongQueue(
            final GuardedMemory memory, final long requestedCapacity, final /*E*/ long nullValue) {
        super(memory, requestedCapacity, nullValue);
        counters[SHARED_TAIL_LIMIT] = capacity();
    }

    @Override
    public boolean offer(final /*E*/ long element) {
        if (element == nullValue) {
            throw nullValueRefused();
        }
        final long tail = claimSlots(1);
        if (tail < 0) {
            return false;
        }
        publish(tail, element);
        return true;
    }

    @Override
    public int offer(final /*E*/ long[] elements, final int offset, final int length) {
        checkBatch(elements, offset, length);
        int claimed = length;
        long tail = -1;
        while (claimed > 0 && (tail = claimSlots(claimed)) < 0) {
            claimed = (int) Math.min(claimed, remainingCapacity());
        }
        if (claimed == 0) {
            checkOpen();
            return 0;
        }
        publish(tail, elements, offset, claimed);
        return claimed;
    }

    /**
     * Claims slots, which then have to be published.
     *
     * @return the count of the first one, or a negative number if there are not as many free ones
     * @throws IllegalStateException if the queue is closed
     */
    long claimSlots(final int length) {
        final long[] words = counters;
        long tail;
        do {
            tail = Counters.getAcquire(words, TAIL);
            // In a closed queue this holds, too.
            if (tail > Counters.getAcquire(words, SHARED_TAIL_LIMIT) - length && !hasRoom(tail, length)) {
                return -1;
            }
        } while (!Counters.compareAndSet(words, TAIL, tail, tail + length));
        return tail;
    }

    private boolean hasRoom(final long tail, final int length) {
        if (Counters.isClosed(tail)) {
            throw closedException();
        }
        final long limit = Counters.getAcquire(counters, HEAD) + capacity();
        // Another producer may have written a greater one. That does no harm: the limit is one that held once, so it
        // holds.
        Counters.setRelease(counters, SHARED_TAIL_LIMIT, limit);
        return tail <= limit - length;
    }

    @Override
    void closeCounters() {
        Counters.close(counters, TAIL);
    }

    @Override
    boolean awaitOperations() {
        return awaitSide(HEAD) && awaitPublished();
    }

    /** Waits until each slot that was claimed was written. The consumer is gone, so they stay. */
    private boolean awaitPublished() {
        final long tail = addedCount();
        for (long count = removedCount(); count < tail; count++) {
            if (!awaitWritten(slot(count))) {
                return false;
            }
        }
        return true;
    }
}
