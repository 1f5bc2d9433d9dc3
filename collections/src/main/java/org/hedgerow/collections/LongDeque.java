package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.Region.Span;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A queue of {@code long}s that has two ends, outside of the heap: a {@link LongArrayQueue} that also adds before its
 * oldest element, and removes its newest one. Nothing like it is in Agrona; the names are those of {@link Deque}, with
 * the type at their end where they take or answer primitive values.
 *
 * <p>It takes and gives up blocks at either end, so that no operation at an end waits for a resize, and memory goes back
 * as the deque shrinks. An operation at an end costs the same at both.
 *
 * <p>Not thread-safe. After any exception the deque is as it was, but for {@link #addAll}, which adds one element after
 * another. Iterators remove nothing, and neither do the methods of a {@linkplain Deque#reversed() reversed} deque that would
 * use them.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class LongDeque extends LongArrayQueue implements Deque</*E*/ Long> {

    /**
     * Creates a deque with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongDeque() {
        this(DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a deque in the memory that all collections share.
     *
     * @param nullValue stands for "no element", and cannot be added
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongDeque(final /*E*/ long nullValue) {
        this(GuardedMemory.shared(), nullValue);
    }

    /**
     * Creates a deque in the memory that all collections share.
     *
     * @param initialCapacity how many elements the first block has room for, at the least; from {@link #MIN_CAPACITY}
     *     to 2<sup>30</sup>
     * @param nullValue stands for "no element", and cannot be added
     * @throws IllegalArgumentException if {@code initialCapacity} is out of its bounds
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongDeque(final int initialCapacity, final /*E*/ long nullValue) {
        this(GuardedMemory.shared(), initialCapacity, nullValue);
    }

    /**
     * Creates a deque with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     */
    public LongDeque(final GuardedMemory memory) {
        this(memory, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a deque.
     *
     * @param memory where its elements are to be
     * @param nullValue stands for "no element", and cannot be added
     */
    public LongDeque(final GuardedMemory memory, final /*E*/ long nullValue) {
        this(memory, MIN_CAPACITY, nullValue);
    }

    /**
     * Creates a deque. It takes no memory before its first element.
     *
     * @param memory where its elements are to be
     * @param initialCapacity how many elements the first block has room for, at the least; from {@link #MIN_CAPACITY}
     *     to 2<sup>30</sup>
     * @param nullValue stands for "no element", and cannot be added
     * @throws IllegalArgumentException if {@code initialCapacity} is out of its bounds
     */
    public LongDeque(final GuardedMemory memory, final int initialCapacity, final /*E*/ long nullValue) {
        super(memory, toPowerOfTwo(initialCapacity, MIN_CAPACITY), nullValue, false, "LongDeque");
    }

    /**
     * Adds an element before the oldest one. Where it needs a block, the cost is that of
     * {@link org.hedgerow.memory.Region#extendBefore}.
     *
     * @param element what to add
     * @throws NullPointerException if {@code element} is the null value
     * @throws IllegalStateException if the deque is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public void addFirstLong(final /*E*/ long element) {
        if (element == nullValue()) {
            throw nullValueRefused();
        }
        final long slot = head - /*E*/ Long.BYTES;
        final Span span = headSpan;
        if (span == null || !isBeforeLastSlot(span, slot, /*E*/ Long.BYTES)) {
            addBeforeBlock(element);
            return;
        }
        RawMemory./*E*/ putLong(slot, element);
        head = slot;
        changes++;
    }

    /** Adds an element where {@code head} may not just move to the slot before. */
    private void addBeforeBlock(final /*E*/ long element) {
        final long slot;
        if (head == tail) {
            slot = beginAtEnd() - /*E*/ Long.BYTES;
            head = slot;
        } else {
            slot = moveHeadBack();
        }
        try {
            RawMemory./*E*/ putLong(slot, element);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Adds an element behind the newest one, as {@link #offerLong} and {@link #addLong} do.
     *
     * @param element what to add
     * @throws NullPointerException if {@code element} is the null value
     */
    public void addLastLong(final /*E*/ long element) {
        offerLong(element);
    }

    /**
     * Adds an element before the oldest one; see {@link #addFirstLong}.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is the null value
     */
    public boolean offerFirstLong(final /*E*/ long element) {
        addFirstLong(element);
        return true;
    }

    /**
     * Adds an element behind the newest one; see {@link #offerLong}.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is the null value
     */
    public boolean offerLastLong(final /*E*/ long element) {
        return offerLong(element);
    }

    /**
     * Removes the oldest element; see {@link #pollLong}.
     *
     * @return the element, or the null value if there is none
     */
    public /*E*/ long pollFirstLong() {
        return pollLong();
    }

    /**
     * Removes the newest element. Where it is the first one of a block, the cost is that of
     * {@link GuardedMemory#release}.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long pollLastLong() {
        if (head == tail) {
            shrinkEmpty();
            return nullValue();
        }
        final Span span = checkWithin(tailSpan, tail);
        final long slot;
        if (tail == span.address()) {
            slot = moveTailBack();
        } else {
            slot = tail - /*E*/ Long.BYTES;
            checkWithin(span, slot);
            tail = slot;
            changes++;
        }
        try {
            return RawMemory./*E*/ getLong(slot);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * The oldest element, which stays in the deque.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long peekFirstLong() {
        return peekLong();
    }

    /**
     * The newest element, which stays in the deque.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long peekLastLong() {
        if (head == tail) {
            return nullValue();
        }
        try {
            return RawMemory./*E*/ getLong(newestSlot());
        } finally {
            // A deque that is unreachable loses its memory: up to here it is reachable.
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Removes the oldest element; see {@link #pollFirstLong}.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long removeFirstLong() {
        return removeLong();
    }

    /**
     * Removes the newest element; see {@link #pollLastLong}.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long removeLastLong() {
        return present(pollLastLong());
    }

    /**
     * The oldest element, which stays in the deque.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long getFirstLong() {
        return elementLong();
    }

    /**
     * The newest element, which stays in the deque.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long getLastLong() {
        return present(peekLastLong());
    }

    /**
     * Adds an element before the oldest one, as on a stack; see {@link #addFirstLong}.
     *
     * @param element what to add
     * @throws NullPointerException if {@code element} is the null value
     */
    public void pushLong(final /*E*/ long element) {
        addFirstLong(element);
    }

    /**
     * Removes the oldest element, as from a stack; see {@link #pollFirstLong}.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the deque is closed
     */
    public /*E*/ long popLong() {
        return removeLong();
    }

    /**
     * Removes all elements that a filter answers true for; the others keep their order. The filter is asked about all of
     * them first. Costs time for each element, and a bit of heap for each while it runs.
     *
     * @param filter what to ask
     * @return whether there were any
     * @throws ConcurrentModificationException if {@code filter} changes the deque
     * @throws IllegalStateException if the deque is closed
     */
    public boolean removeIfLong(final LongPredicate filter) {
        Objects.requireNonNull(filter, "filter");
        final long count = longSize();
        final Selection kept = new Selection(count);
        final LongIterator elements = iterator();
        for (long i = 0; i < count; i++) {
            kept.add(i, !filter.test(elements.nextValue()));
        }
        elements.checkUnchanged();
        return keep(kept, count);
    }

    private boolean keep(final Selection kept, final long count) {
        long place = 0;
        for (long i = 0; i < count; i++) {
            if (kept.has(i)) {
                if (i != place) {
                    move(i, place);
                }
                place++;
            }
        }
        for (long i = place; i < count; i++) {
            pollLastLong();
        }
        return place < count;
    }

    private void move(final long from, final long to) {
        try {
            RawMemory./*E*/ putLong(slotAt(to), RawMemory./*E*/ getLong(slotAt(from)));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /**
     * Removes the oldest one of the elements that are equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there was one
     * @throws IllegalStateException if the deque is closed
     */
    public boolean removeFirstOccurrenceLong(final /*E*/ long value) {
        final LongIterator elements = iterator();
        for (long i = 0; elements.hasNext(); i++) {
            if (elements.nextValue() == value) {
                removeAt(i);
                return true;
            }
        }
        return false;
    }

    /**
     * Removes the newest one of the elements that are equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there was one
     * @throws IllegalStateException if the deque is closed
     */
    public boolean removeLastOccurrenceLong(final /*E*/ long value) {
        final DescendingIterator elements = descendingIterator();
        for (long i = longSize() - 1; elements.hasNext(); i--) {
            if (elements.nextValue() == value) {
                removeAt(i);
                return true;
            }
        }
        return false;
    }

    private void removeAt(final long index) {
        final long last = longSize() - 1;
        for (long i = index; i < last; i++) {
            move(i + 1, i);
        }
        pollLastLong();
    }

    /**
     * The elements from the newest to the oldest, without a way to remove them.
     *
     * @return an iterator of its own
     * @throws IllegalStateException if the deque is closed
     */
    @Override
    public DescendingIterator descendingIterator() {
        return new DescendingIterator();
    }

    // The rest is java.util.Deque, with boxed elements.

    @Override
    public void addFirst(final /*E*/ Long element) {
        addFirstLong(element);
    }

    @Override
    public void addLast(final /*E*/ Long element) {
        offerLong(element);
    }

    @Override
    public boolean offerFirst(final /*E*/ Long element) {
        return offerFirstLong(element);
    }

    @Override
    public boolean offerLast(final /*E*/ Long element) {
        return offerLong(element);
    }

    @Override
    public /*E*/ Long removeFirst() {
        return removeLong();
    }

    @Override
    public /*E*/ Long removeLast() {
        return removeLastLong();
    }

    @Override
    public /*E*/ Long getFirst() {
        return elementLong();
    }

    @Override
    public /*E*/ Long getLast() {
        return getLastLong();
    }

    @Override
    public /*E*/ Long pop() {
        return removeLong();
    }

    @Override
    public @Nullable /*E*/ Long pollFirst() {
        return boxed(pollLong());
    }

    @Override
    public @Nullable /*E*/ Long pollLast() {
        return boxed(pollLastLong());
    }

    @Override
    public @Nullable /*E*/ Long peekFirst() {
        return boxed(peekLong());
    }

    @Override
    public @Nullable /*E*/ Long peekLast() {
        return boxed(peekLastLong());
    }

    @Override
    public void push(final /*E*/ Long element) {
        addFirstLong(element);
    }

    @Override
    public boolean remove(final @Nullable Object value) {
        return removeFirstOccurrence(value);
    }

    @Override
    public boolean removeFirstOccurrence(final @Nullable Object value) {
        checkOpen();
        return value instanceof /*E*/ Long element && removeFirstOccurrenceLong(element);
    }

    @Override
    public boolean removeLastOccurrence(final @Nullable Object value) {
        checkOpen();
        return value instanceof /*E*/ Long element && removeLastOccurrenceLong(element);
    }

    @Override
    public boolean removeIf(final Predicate<? super /*E*/ Long> filter) {
        Objects.requireNonNull(filter, "filter");
        return removeIfLong(filter::test);
    }

    @Override
    public boolean removeAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return removeIfLong(values::contains);
    }

    @Override
    public boolean retainAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return removeIfLong(element -> !values.contains(element));
    }

    /**
     * The elements from the newest to the oldest, as primitive values. Any change of the deque ends it: the next call
     * throws {@link ConcurrentModificationException}, or {@link IllegalStateException} if the change was to close it.
     */
    public final class DescendingIterator extends Cursor implements Iterator</*E*/ Long> {

        private DescendingIterator() {
            beginAtTail();
        }

        /**
         * {@inheritDoc}
         *
         * @throws IllegalStateException if the deque is closed
         */
        @Override
        public boolean hasNext() {
            return !isAtHead();
        }

        /**
         * Moves to the next element; see {@link #nextValue}.
         *
         * @return the element
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if the deque was changed since the iterator began
         * @throws IllegalStateException if the deque is closed
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
         * @throws ConcurrentModificationException if the deque was changed since the iterator began
         * @throws IllegalStateException if the deque is closed
         */
        public /*E*/ long nextValue() {
            try {
                return RawMemory./*E*/ getLong(moveBack());
            } finally {
                Reference.reachabilityFence(LongDeque.this);
            }
        }
    }
}
