package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.SHARED_HEAD_LIMIT;
import static org.hedgerow.concurrent.Counters.SHARED_HEAD_WAIT;
import static org.hedgerow.concurrent.Counters.SHARED_TAIL_LIMIT;
import static org.hedgerow.concurrent.Counters.SHARED_TAIL_WAIT;
import static org.hedgerow.concurrent.Counters.TAIL;
import static org.hedgerow.concurrent.Counters.VISITORS;

import java.lang.ref.Reference;
import java.util.Objects;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;

/**
 * A bounded first-in-first-out queue of {@code long}s between many threads, outside of the heap.
 *
 * <p>A slot has an element and a turn. The element of count {@code c} goes round the ring in lap {@code c / capacity}, and
 * the slot's turn tells whose it is:
 *
 * <pre>
 *   elements  | 0 | 1 | 2 | ...
 *   turns     |0|1|2| ...            each an int, and from 0 on again when it has passed all of them:
 *                                    2 * lap      free for the producer of that lap
 *                                    2 * lap + 1  full, for the consumer of that lap
 * </pre>
 *
 * <p>So zero is a free slot of the first lap, as fresh memory has it. A thread first claims a count by compare-and-set on
 * {@code TAIL} or {@code HEAD}, as long as that is below a limit that all of its side share; then it waits for its turn,
 * which nearly always has come. It waits only for a thread that is between the claim of the same slot and its end: a
 * producer for the consumer of the lap before, a consumer for the producer of its own. It spins, and parks when that takes
 * long; should that thread never go on (it was killed by a {@link StackOverflowError} between the two steps), it waits until
 * the queue is closed. Threads at other slots are not held up.
 *
 * <p>The turns lie side by side: a line of them goes to and fro between the processors, as both sides write it, and serves
 * sixteen elements. A line of elements goes to and fro, too, as a consumer overwrites what it has read. Had it only read, the
 * line would be shared, and a producer of the next lap would wait until that is called off, for each line anew; one that the
 * consumer has written is handed over, and fetched ahead.
 *
 * <pre>
 *   TAIL, HEAD  compare-and-set; acquire before that
 *   turn        release, after the element was written or read   acquire, before that
 *   element     plain: ordered by the turn
 *               release, when it is overwritten after HEAD           acquire where it is peeked at, before HEAD
 *   limits      release                                          acquire; those of {@link Pace} as well
 *   VISITORS    fetch-and-add, then the closed flag is read      acquire by whoever closes: see {@link AbstractLongQueue}
 * </pre>
 *
 * <p>Any number of producers and consumers. An operation that finds the queue empty, or full, may give the other side up to
 * some microseconds before it says so, once in 256 elements: see {@link Pace}. Closing looks at each slot that was ever used,
 * which takes about a millisecond for a million slots.
 */
public final class ManyToManyConcurrentLongQueue extends BoundedLongQueue {

    private static final long TURN_BYTES = Integer.BYTES;
    private static final long SLOT_BYTES = /*E*/ Long.BYTES + TURN_BYTES;

    private final long turns = slots + capacity() * /*E*/ Long.BYTES;
    private final int log2Capacity = Long.numberOfTrailingZeros(capacity());
    private final Pace producersPace = new Pace(counters, SHARED_TAIL_WAIT, HEAD, capacity(), capacity());
    private final Pace consumersPace = new Pace(counters, SHARED_HEAD_WAIT, TAIL, 0, capacity());

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public ManyToManyConcurrentLongQueue(final long requestedCapacity) {
        this(GuardedMemory.shared(), requestedCapacity);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     */
    public ManyToManyConcurrentLongQueue(final GuardedMemory memory, final long requestedCapacity) {
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
    public ManyToManyConcurrentLongQueue(
            final GuardedMemory memory, final long requestedCapacity, final /*E*/ long nullValue) {
        super(memory, requestedCapacity, SLOT_BYTES, nullValue);
        counters[SHARED_TAIL_LIMIT] = capacity();
    }

    @Override
    public boolean offer(final /*E*/ long element) {
        if (element == nullValue) {
            throw nullValueRefused();
        }
        final long tail = claim(TAIL, SHARED_TAIL_LIMIT, 1);
        if (tail < 0) {
            return false;
        }
        write(tail, element);
        return true;
    }

    @Override
    public int offer(final /*E*/ long[] elements, final int offset, final int length) {
        checkBatch(elements, offset, length);
        int claimed = length;
        long tail = -1;
        while (claimed > 0 && (tail = claim(TAIL, SHARED_TAIL_LIMIT, claimed)) < 0) {
            claimed = (int) Math.min(claimed, remainingCapacity());
        }
        if (claimed == 0) {
            checkOpen();
        }
        for (int i = 0; i < claimed; i++) {
            write(tail + i, elements[offset + i]);
        }
        return claimed;
    }

    @Override
    public /*E*/ long poll() {
        final long head = claim(HEAD, SHARED_HEAD_LIMIT, 1);
        return head < 0 ? nullValue : read(head);
    }

    @Override
    public int poll(final /*E*/ long[] elements, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, elements.length);
        int claimed = length;
        long head = -1;
        while (claimed > 0 && (head = claim(HEAD, SHARED_HEAD_LIMIT, claimed)) < 0) {
            claimed = (int) Math.min(claimed, size());
        }
        if (claimed == 0) {
            checkOpen();
        }
        for (int i = 0; i < claimed; i++) {
            elements[offset + i] = read(head + i);
        }
        return claimed;
    }

    /** {@inheritDoc} Another consumer may remove it at any time. Costs more than {@link #poll()}. */
    @Override
    public /*E*/ long peek() {
        Counters.getAndAdd(counters, VISITORS, 1);
        try {
            checkOpen();
            return peekUnclaimed();
        } finally {
            Counters.getAndAdd(counters, VISITORS, -1);
        }
    }

    private /*E*/ long peekUnclaimed() {
        for (int attempts = 0; true; attempts++) {
            final long head = removedCount();
            if (head >= addedCount()) {
                return nullValue;
            }
            if (RawMemory.getIntAcquire(turnAddress(head)) == turnToRead(head)) {
                final /*E*/ long element = RawMemory./*E*/ getLongAcquire(slot(head));
                if (removedCount() == head) {
                    return element;
                }
            }
            Pause.after(attempts);
            checkOpen();
        }
    }

    /**
     * Claims the next slots of a side.
     *
     * @return the count of the first one, or a negative number if there are not as many
     * @throws IllegalStateException if the queue is closed
     */
    private long claim(final int counter, final int limitIndex, final int length) {
        final long[] words = counters;
        long count;
        do {
            count = Counters.getAcquire(words, counter);
            // In a closed queue this holds, too.
            if (count > Counters.getAcquire(words, limitIndex) - length
                    && !mayClaim(counter, limitIndex, count, length)) {
                return -1;
            }
        } while (!Counters.compareAndSet(words, counter, count, count + length));
        return count;
    }

    /** Looks how far the other side is. */
    private boolean mayClaim(final int counter, final int limitIndex, final long count, final int length) {
        if (Counters.isClosed(count)) {
            throw closedException();
        }
        final long limit = (counter == TAIL ? producersPace : consumersPace).limit(count);
        Counters.setRelease(counters, limitIndex, limit);
        return count <= limit - length;
    }

    /** Writes a slot that was claimed. */
    void write(final long tail, final /*E*/ long element) {
        final long address = turnAddress(tail);
        final int turn = turnToWrite(tail);
        try {
            awaitTurn(address, turn);
            RawMemory./*E*/ putLong(slot(tail), element);
            RawMemory.putIntRelease(address, turn + 1);
        } finally {
            Reference.reachabilityFence(counters);
        }
    }

    /** Reads a slot that was claimed. */
    private /*E*/ long read(final long head) {
        final long address = turnAddress(head);
        final int turn = turnToRead(head);
        try {
            awaitTurn(address, turn);
            final /*E*/ long element = RawMemory./*E*/ getLong(slot(head));
            RawMemory./*E*/ putLongRelease(slot(head), 0);
            RawMemory.putIntRelease(address, turn + 1);
            return element;
        } finally {
            Reference.reachabilityFence(counters);
        }
    }

    private void awaitTurn(final long address, final int turn) {
        if (RawMemory.getIntAcquire(address) != turn) {
            awaitLateTurn(address, turn);
        }
    }

    /** Makes no object: if the heap had no room for it, the slot, which is claimed, would keep its turn for ever. */
    private void awaitLateTurn(final long address, final int turn) {
        while (!Pause.until(address, turn)) {
            checkOpen();
        }
    }

    private long turnAddress(final long count) {
        return turns + (count & mask) * TURN_BYTES;
    }

    private int turnToWrite(final long count) {
        return 2 * (int) (count >>> log2Capacity);
    }

    private int turnToRead(final long count) {
        return turnToWrite(count) + 1;
    }

    @Override
    void closeCounters() {
        Counters.close(counters, TAIL);
        Counters.close(counters, HEAD);
    }

    @Override
    boolean awaitOperations() {
        return Pause.until(() -> Counters.getAcquire(counters, VISITORS) == 0) && awaitTurns();
    }

    /** Waits until each slot that was claimed was written, or read. */
    private boolean awaitTurns() {
        final long tail = addedCount();
        final long head = removedCount();
        for (long count = Math.max(0, tail - capacity()); count < tail; count++) {
            final int turn = count < head ? turnToRead(count) + 1 : turnToRead(count);
            if (!Pause.until(turnAddress(count), turn)) {
                return false;
            }
        }
        return true;
    }
}
