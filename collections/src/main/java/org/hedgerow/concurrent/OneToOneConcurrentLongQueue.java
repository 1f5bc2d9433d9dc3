package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.HEAD_LIMIT;
import static org.hedgerow.concurrent.Counters.HEAD_WAIT;
import static org.hedgerow.concurrent.Counters.TAIL;
import static org.hedgerow.concurrent.Counters.TAIL_LIMIT;
import static org.hedgerow.concurrent.Counters.TAIL_WAIT;

import java.util.Objects;
import java.util.function.LongSupplier;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;

/**
 * A bounded first-in-first-out queue of {@code long}s from one thread to another, outside of the heap.
 *
 * <p>The producer alone moves {@code TAIL}, the consumer alone {@code HEAD}. They meet in the slots: see {@link
 * BoundedToOneLongQueue}. The producer knows a limit up to which it can go without a look at {@code HEAD}, and looks there
 * when it has reached the limit, once in a lap or so. An offer is three stores, of which two are into a line that its thread
 * owns, without a fence. A consumer of large batches knows such a limit, too.
 *
 * <pre>
 *   TAIL          release, after the slot was written: what is counted can be removed, and HEAD may be ahead for a moment;
 *                 acquire by the consumer of a large batch
 *   claim         release, then the closed flag is read  acquire by whoever closes: see {@link AbstractLongQueue}
 *   TAIL_LIMIT    plain: the producer's
 *   HEAD_LIMIT    plain: the consumer's
 * </pre>
 *
 * <p>An {@code offer} that finds the queue full, and a {@code poll} of a large batch that finds it empty, may give the other
 * side up to some microseconds before they say so, once in 256 elements: see {@link Pace}.
 *
 * <p>One producer and one consumer at a time, and one thread may be both. A part may pass to another thread if what the
 * first one did has happened before for the second. In the checked mode ({@code -Dhedgerow.checked=true}) a part passes only
 * when its thread has ended, and a second thread gets an {@link IllegalStateException} that names both.
 */
public final class OneToOneConcurrentLongQueue extends BoundedToOneLongQueue {

    /** A batch of as many elements is worth a look at the tail. */
    private static final int MANY = 32;

    private final SoleThread producer = new SoleThread("producer");
    private final Pace producerPace = new Pace(counters, TAIL_WAIT, HEAD, capacity(), capacity());
    private final Pace consumerPace = new Pace(counters, HEAD_WAIT, TAIL, 0, capacity());

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public OneToOneConcurrentLongQueue(final long requestedCapacity) {
        this(GuardedMemory.shared(), requestedCapacity);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     * @param requestedCapacity how many elements it has to have room for; rounded up to a power of two
     * @throws IllegalArgumentException if {@code requestedCapacity} is less than 1, or more than a block can hold
     */
    public OneToOneConcurrentLongQueue(final GuardedMemory memory, final long requestedCapacity) {
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
    public OneToOneConcurrentLongQueue(
            final GuardedMemory memory, final long requestedCapacity, final /*E*/ long nullValue) {
        super(memory, requestedCapacity, nullValue);
        counters[TAIL_LIMIT] = capacity();
    }

    @Override
    public boolean offer(final /*E*/ long element) {
        if (element == nullValue) {
            throw nullValueRefused();
        }
        checkProducer();
        final long[] words = counters;
        final long tail = words[TAIL];
        if (tail >= words[TAIL_LIMIT] && roomAt(tail) == 0) {
            return false;
        }
        claim(TAIL, tail + 1);
        publish(tail, element);
        Counters.setRelease(words, TAIL, tail + 1);
        return true;
    }

    @Override
    public int offer(final /*E*/ long[] elements, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, elements.length);
        checkProducer();
        final long tail = counters[TAIL];
        long room = counters[TAIL_LIMIT] - tail;
        if (room < length) {
            room = roomAt(tail);
        }
        final int count = (int) Math.min(room, length);
        checkBatch(elements, offset + count, length - count);
        if (count == 0) {
            checkOpen();
            return 0;
        }
        claim(TAIL, tail + count);
        // Elements are looked at once, while they are written: the consumer sees them when the first one is.
        final /*E*/ long firstWord = elements[offset] ^ nullValue;
        if (firstWord == 0 || writeBehindFirst(tail, elements, offset, count) < 0) {
            freeBehindFirst(tail, count);
            endClaim(TAIL);
            throw nullValueRefused();
        }
        RawMemory./*E*/ putLongRelease(slot(tail), firstWord);
        Counters.setRelease(counters, TAIL, tail + count);
        return count;
    }

    private void freeBehindFirst(final long tail, final int count) {
        for (int i = 1; i < count; i++) {
            RawMemory./*E*/ putLong(slot(tail + i), 0);
        }
    }

    /**
     * Adds what a supplier answers, element by element, as long as there is room.
     *
     * @param supplier called only when there is room for what it answers
     * @param limit how many at the most
     * @return how many were added
     * @throws NullPointerException if the supplier answers the null value; what it answered before is added
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws IllegalStateException if the queue is closed, also by the supplier; or if the supplier adds elements itself, and
     *     leaves no room for the one that it answers
     */
    public int fill(final LongSupplier supplier, final int limit) {
        Objects.requireNonNull(supplier, "supplier");
        checkLimit(limit);
        checkProducer();
        checkOpen();
        int count = 0;
        while (count < limit && (counters[TAIL] < counters[TAIL_LIMIT] || roomAt(counters[TAIL]) > 0)) {
            if (!offer(supplier./*E*/ getAsLong())) {
                throw new IllegalStateException("no room for what the supplier answers: it has added elements itself");
            }
            count++;
        }
        return count;
    }

    /**
     * {@inheritDoc} For many it asks the tail, which they pay for: what was added can be read without a look at each slot, several
     * at a time. What is left of it is known to the next ones.
     */
    @Override
    int read(final long head, final /*E*/ long[] elements, final int offset, final int length) {
        if (length < MANY) {
            return super.read(head, elements, offset, length);
        }
        long limit = counters[HEAD_LIMIT];
        if (limit - head < length) {
            limit = consumerPace.limit(head);
            counters[HEAD_LIMIT] = limit;
        }
        // The head may be ahead of the tail, for a moment.
        final int count = (int) Math.clamp(limit - head, 0, (long) length);
        int run;
        for (int i = 0; i < count; i += run) {
            run = run(head + i, count - i);
            readRun(slot(head + i), elements, offset + i, run);
        }
        return count;
    }

    /** Frees the slots by a loop, as it makes no object: if the heap had no room for it, what was read would be read again. */
    private void readRun(final long slot, final /*E*/ long[] elements, final int offset, final int length) {
        for (int i = 0; i < length; i++) {
            elements[offset + i] = RawMemory./*E*/ getLong(slot + (long) i * /*E*/ Long.BYTES) ^ nullValue;
        }
        for (int i = 0; i < length; i++) {
            RawMemory./*E*/ putLong(slot + (long) i * /*E*/ Long.BYTES, 0);
        }
    }

    /** Looks how far the consumer is: how many slots are free from the tail on. */
    private long roomAt(final long tail) {
        checkOpen();
        final long limit = producerPace.limit(tail);
        counters[TAIL_LIMIT] = limit;
        return limit - tail;
    }

    private void checkProducer() {
        if (RawMemory.CHECKED) {
            producer.check();
        }
    }

    @Override
    void closeCounters() {
        // Nobody claims from a counter: each side has one thread.
    }

    @Override
    boolean awaitOperations() {
        return awaitSide(TAIL) && awaitSide(HEAD);
    }
}
