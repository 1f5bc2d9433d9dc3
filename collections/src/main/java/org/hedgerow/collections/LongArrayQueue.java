package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Region;
import org.hedgerow.memory.Region.Span;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A first-in-first-out queue of {@code long}s, outside of the heap: {@code org.agrona.collections.LongArrayQueue} with
 * memory that goes back to the system as the queue drains, no limit of size, and {@link #close()}.
 *
 * <p>The elements lie in a {@link Region}: a sequence of blocks. The queue takes a block when it fills the last slot of
 * one, and gives a block up when it has read all of it. Nothing is ever copied to grow, so that no offer waits for a
 * resize. An offer or a poll within a block is a store or a load, and a comparison or two.
 *
 * <p>Differences from Agrona's: iterators are objects of their own unless the constructor is told otherwise, and throw
 * {@link ConcurrentModificationException} after a change; {@link #capacity()} shrinks as well. See the
 * {@linkplain org.hedgerow.collections package} for what all collections have in common.
 *
 * <p>Not thread-safe. After any exception the queue is as it was, but for {@link #addAll}, which adds one element after
 * another. Iterators remove nothing, and neither do {@link #removeIf}, {@link #removeAll}, {@link #retainAll} and {@link
 * #remove(Object)}: where they had to, they throw {@link UnsupportedOperationException}. A {@link LongDeque} has these.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public sealed class LongArrayQueue extends BlockQueue</*E*/ Long> implements AutoCloseable permits LongDeque {

    /** The null value of queues that are given none. */
    public static final /*E*/ long DEFAULT_NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /** The smallest initial capacity. */
    public static final int MIN_CAPACITY = 8;

    /**
     * The smallest first block: in smaller ones, a short queue would spend more time on changing blocks than on slots.
     */
    private static final long MIN_FIRST_BLOCK_BYTES = 512;

    private final /*E*/ long nullValue;
    private final int initialCapacity;
    /** What {@link #iterator()} answers each time, where the constructor was told to avoid allocation. */
    private final @Nullable LongIterator sharedIterator;

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayQueue() {
        this(DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a queue in the memory that all collections share.
     *
     * @param nullValue stands for "no element", and cannot be offered
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayQueue(final /*E*/ long nullValue) {
        this(MIN_CAPACITY, nullValue);
    }

    /**
     * Creates a queue in the memory that all collections share.
     *
     * @param initialCapacity how many elements the first block has room for, at the least; from {@link #MIN_CAPACITY}
     *     to 2<sup>30</sup>
     * @param nullValue stands for "no element", and cannot be offered
     * @throws IllegalArgumentException if {@code initialCapacity} is out of its bounds
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayQueue(final int initialCapacity, final /*E*/ long nullValue) {
        this(initialCapacity, nullValue, false);
    }

    /**
     * Creates a queue in the memory that all collections share.
     *
     * @param initialCapacity how many elements the first block has room for, at the least; from {@link #MIN_CAPACITY}
     *     to 2<sup>30</sup>
     * @param nullValue stands for "no element", and cannot be offered
     * @param shouldAvoidAllocation whether {@link #iterator()} answers the same object each time
     * @throws IllegalArgumentException if {@code initialCapacity} is out of its bounds
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayQueue(final int initialCapacity, final /*E*/ long nullValue, final boolean shouldAvoidAllocation) {
        this(GuardedMemory.shared(), initialCapacity, nullValue, shouldAvoidAllocation);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     */
    public LongArrayQueue(final GuardedMemory memory) {
        this(memory, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a queue.
     *
     * @param memory where its elements are to be
     * @param nullValue stands for "no element", and cannot be offered
     */
    public LongArrayQueue(final GuardedMemory memory, final /*E*/ long nullValue) {
        this(memory, MIN_CAPACITY, nullValue);
    }

    /**
     * Creates a queue.
     *
     * @param memory where its elements are to be
     * @param initialCapacity how many elements the first block has room for, at the least; from {@link #MIN_CAPACITY}
     *     to 2<sup>30</sup>
     * @param nullValue stands for "no element", and cannot be offered
     * @throws IllegalArgumentException if {@code initialCapacity} is out of its bounds
     */
    public LongArrayQueue(final GuardedMemory memory, final int initialCapacity, final /*E*/ long nullValue) {
        this(memory, initialCapacity, nullValue, false);
    }

    /**
     * Creates a queue. It takes no memory before its first element.
     *
     * @param memory where its elements are to be
     * @param initialCapacity how many elements the first block has room for, at the least; from {@link #MIN_CAPACITY}
     *     to 2<sup>30</sup>
     * @param nullValue stands for "no element", and cannot be offered
     * @param shouldAvoidAllocation whether {@link #iterator()} answers the same object each time
     * @throws IllegalArgumentException if {@code initialCapacity} is out of its bounds
     */
    public LongArrayQueue(
            final GuardedMemory memory,
            final int initialCapacity,
            final /*E*/ long nullValue,
            final boolean shouldAvoidAllocation) {
        this(memory, toPowerOfTwo(initialCapacity, MIN_CAPACITY), nullValue, shouldAvoidAllocation, "LongArrayQueue");
    }

    /** For all of them, and for the deque: {@code capacity} is a power of two. */
    LongArrayQueue(
            final GuardedMemory memory,
            final int capacity,
            final /*E*/ long nullValue,
            final boolean shouldAvoidAllocation,
            final String owner) {
        super(
                Region.open(memory, Math.max(MIN_FIRST_BLOCK_BYTES, (long) capacity * /*E*/ Long.BYTES), owner),
                /*E*/ Long.BYTES);
        this.initialCapacity = capacity;
        this.nullValue = nullValue;
        this.sharedIterator = shouldAvoidAllocation ? new LongIterator() : null;
    }

    /**
     * The value that stands for "no element".
     *
     * @return what the constructor was given
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long nullValue() {
        checkOpen();
        return nullValue;
    }

    /**
     * How many elements the present blocks have slots for. A queue takes a further block as it fills the last slot.
     *
     * @return the number of slots, at most {@link Integer#MAX_VALUE}; before the first element, the initial capacity,
     *     rounded up to a power of two
     * @throws IllegalStateException if the queue is closed
     */
    public int capacity() {
        checkOpen();
        final long slots = blockBytes() / /*E*/ Long.BYTES;
        return slots == 0 ? initialCapacity : Counts.saturated(slots);
    }

    /**
     * {@inheritDoc}
     *
     * @return the number of elements, at most {@link Integer#MAX_VALUE}; see {@link #longSize()}
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public int size() {
        return Counts.saturated(longSize());
    }

    /**
     * The number of elements, however many there are.
     *
     * @return a count
     * @throws IllegalStateException if the queue is closed
     */
    public long longSize() {
        return occupiedBytes() / /*E*/ Long.BYTES;
    }

    /**
     * Removes all elements and gives their memory back, but for one small block, or one of the capacity that the constructor
     * was given. Costs a {@link GuardedMemory#release} for each block.
     *
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public void clear() {
        forgetElements();
    }

    /**
     * Adds an element; see {@link #offerLong}.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is null or the null value
     */
    @Override
    public boolean offer(final /*E*/ Long element) {
        return offerLong(element);
    }

    /**
     * Adds an element at the end. Where it fills a block, the cost is that of {@link Region#extend}.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is the null value
     * @throws IllegalStateException if the queue is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public boolean offerLong(final /*E*/ long element) {
        if (element == nullValue) {
            throw nullValueRefused();
        }
        final long slot = tail;
        final Span span = tailSpan;
        if (span == null || !isBeforeLastSlot(span, slot, /*E*/ Long.BYTES)) {
            return offerAtBlockEnd(element);
        }
        RawMemory./*E*/ putLong(slot, element);
        tail = slot + /*E*/ Long.BYTES;
        return true;
    }

    /**
     * Adds an element; see {@link #offerLong}.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is null or the null value
     */
    @Override
    public boolean add(final /*E*/ Long element) {
        return offerLong(element);
    }

    /**
     * Adds an element; see {@link #offerLong}.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is the null value
     */
    public boolean addLong(final /*E*/ long element) {
        return offerLong(element);
    }

    /**
     * The oldest element, which stays in the queue.
     *
     * @return the element, or null if there is none
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public @Nullable /*E*/ Long peek() {
        return boxed(peekLong());
    }

    /**
     * The oldest element, which stays in the queue.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long peekLong() {
        final long slot = head;
        if (slot == tail) {
            return nullValue();
        }
        checkWithin(headSpan, slot);
        try {
            return RawMemory./*E*/ getLong(slot);
        } finally {
            // A queue that is unreachable loses its memory: up to here it is reachable.
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Removes the oldest element; see {@link #pollLong}.
     *
     * @return the element, or null if there is none
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public @Nullable /*E*/ Long poll() {
        return boxed(pollLong());
    }

    /**
     * Removes the oldest element. Where it is the last one of a block, the cost is that of {@link
     * GuardedMemory#release}.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long pollLong() {
        final long slot = head;
        if (slot == tail) {
            return pollEmpty();
        }
        final Span span = headSpan;
        if (span == null || !isBeforeLastSlot(span, slot, /*E*/ Long.BYTES)) {
            return pollAtBlockEnd(slot);
        }
        final /*E*/ long element = RawMemory./*E*/ getLong(slot);
        head = slot + /*E*/ Long.BYTES;
        return element;
    }

    /**
     * Removes the oldest element; see {@link #pollLong}.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public /*E*/ Long remove() {
        return removeLong();
    }

    /**
     * The oldest element, which stays in the queue.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public /*E*/ Long element() {
        return elementLong();
    }

    /**
     * The oldest element, which stays in the queue.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long elementLong() {
        return present(peekLong());
    }

    /**
     * Removes the oldest element; see {@link #pollLong}.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long removeLong() {
        return present(pollLong());
    }

    @Override
    public boolean contains(final @Nullable Object value) {
        checkOpen();
        return value instanceof /*E*/ Long element && containsLong(element);
    }

    /**
     * Whether an element is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there is one
     * @throws IllegalStateException if the queue is closed
     */
    public boolean containsLong(final /*E*/ long value) {
        final LongIterator elements = new LongIterator();
        boolean found = false;
        while (!found && elements.hasNext()) {
            found = elements.nextValue() == value;
        }
        return found;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ConcurrentModificationException if {@code action} changes the queue
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public void forEach(final Consumer<? super /*E*/ Long> action) {
        Objects.requireNonNull(action, "action");
        forEachLong(action::accept);
    }

    /**
     * Calls an action with each element, from the oldest to the newest.
     *
     * @param action what to call
     * @throws ConcurrentModificationException if {@code action} changes the queue
     * @throws IllegalStateException if the queue is closed
     */
    public void forEachLong(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        final LongIterator elements = new LongIterator();
        long bytes = elements.runBytes();
        while (bytes > 0) {
            elements.forEachOfRun((int) (bytes / /*E*/ Long.BYTES), action);
            elements.moveBehind(bytes);
            bytes = elements.runBytes();
        }
    }

    /**
     * The elements from the oldest to the newest, without a way to remove them.
     *
     * @return an iterator of its own; the same object each time if the constructor was told to avoid allocation
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public LongIterator iterator() {
        return sharedIterator == null ? new LongIterator() : sharedIterator.begin();
    }

    /**
     * The elements from the oldest to the newest, as {@code [1, 2, 3]}.
     *
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "[", "]");
        forEachLong(element -> text.add(/*E*/ Long.toString(element)));
        return text.toString();
    }

    /**
     * Gives all memory of the queue up. Costs a {@link GuardedMemory#release} for each block.
     *
     * @throws IllegalStateException if the queue is closed already
     */
    @Override
    public void close() {
        closeBlocks();
    }

    final NullPointerException nullValueRefused() {
        checkOpen();
        return new NullPointerException(nullValue + " stands for \"no element\" in this queue and cannot be offered:"
                + " give the constructor another null value");
    }

    /** Adds an element where {@code tail} may not just move to the next slot. */
    private boolean offerAtBlockEnd(final /*E*/ long element) {
        checkOpen();
        try {
            if (tail == head) {
                final long slot = beginAtStart();
                RawMemory./*E*/ putLong(slot, element);
                tail = slot + /*E*/ Long.BYTES;
            } else {
                final long slot = tail;
                checkWithin(tailSpan, slot);
                moveTailForward();
                RawMemory./*E*/ putLong(slot, element);
            }
        } finally {
            Reference.reachabilityFence(this);
        }
        return true;
    }

    /** Removes the element in the last slot of a block, and the block. */
    private /*E*/ long pollAtBlockEnd(final long slot) {
        checkWithin(headSpan, slot);
        final /*E*/ long element = RawMemory./*E*/ getLong(slot);
        moveHeadForward();
        return element;
    }

    private /*E*/ long pollEmpty() {
        shrinkEmpty();
        return nullValue;
    }

    final @Nullable /*E*/ Long boxed(final /*E*/ long element) {
        return element == nullValue ? null : element;
    }

    final /*E*/ long present(final /*E*/ long element) {
        if (element == nullValue) {
            throw new NoSuchElementException();
        }
        return element;
    }

    /**
     * The elements from the oldest to the newest, as primitive values. Any change of the queue ends it: the next call
     * throws {@link ConcurrentModificationException}, or {@link IllegalStateException} if the change was to close it.
     */
    public final class LongIterator extends Cursor implements Iterator</*E*/ Long> {

        /**
         * Creates an iterator that begins at the oldest element.
         *
         * @throws IllegalStateException if the queue is closed
         */
        public LongIterator() {
            beginAtHead();
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalStateException if the queue is closed
         */
        @Override
        public boolean hasNext() {
            return !isAtTail();
        }

        /**
         * Moves to the next element; see {@link #nextValue}.
         *
         * @return the element
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if the queue was changed since the iterator began
         * @throws IllegalStateException if the queue is closed
         */
        @Override
        public /*E*/ Long next() {
            return nextValue();
        }

        /**
         * Moves to the next element.
         *
         * @return the element
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if the queue was changed since the iterator began
         * @throws IllegalStateException if the queue is closed
         */
        public /*E*/ long nextValue() {
            try {
                return RawMemory./*E*/ getLong(moveForward(/*E*/ Long.BYTES));
            } finally {
                Reference.reachabilityFence(LongArrayQueue.this);
            }
        }

        private void forEachOfRun(final int run, final LongConsumer action) {
            final long slot = slot();
            try {
                for (int i = 0; i < run; i++) {
                    checkUnchanged();
                    action.accept(RawMemory./*E*/ getLong(slot + (long) i * /*E*/ Long.BYTES));
                }
            } finally {
                Reference.reachabilityFence(LongArrayQueue.this);
            }
        }

        private LongIterator begin() {
            beginAtHead();
            return this;
        }
    }
}
