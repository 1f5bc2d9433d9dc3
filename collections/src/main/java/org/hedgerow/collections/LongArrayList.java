package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A list of {@code long}s, outside of the heap: {@code org.agrona.collections.LongArrayList} with memory that goes back
 * to the system as the list shrinks, indexes beyond 2<sup>31</sup>, and {@link #close()}.
 *
 * <p>The elements lie in a {@link BlockArray}: the address of an element is its index's distance from that of the first one, and
 * to grow and to shrink the list moves to another block, some elements with each few that are added or removed at the end, so
 * that nothing waits for a copy of all elements. An insertion or a removal in the middle moves the elements behind it, as in any
 * list that is an array.
 *
 * <p>Null, where boxed elements are taken or answered, is stored as the null value, which is an element like any other to
 * the primitive methods.
 *
 * <p>Differences from Agrona's: {@link #wrap} copies, and {@link #capacity()} shrinks as well. See the
 * {@linkplain org.hedgerow.collections package} for what all collections have in common.
 *
 * <p>Not thread-safe; while nobody changes it, several threads may read it. After any exception the list is as it was, but for
 * {@link #replaceAll}, which replaces one element after another. Once it is closed, its {@link #listIterator() list
 * iterators} throw {@link ConcurrentModificationException}.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class LongArrayList extends AbstractLongArrayList implements AutoCloseable {

    /** The null value of lists that are given none. */
    public static final /*E*/ long DEFAULT_NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /** How many elements a list has room for at first that is not told otherwise. */
    public static final int INITIAL_CAPACITY = 10;

    private final int initialCapacity;

    /**
     * Creates a list with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayList() {
        this(INITIAL_CAPACITY, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a list in the memory that all collections share.
     *
     * @param initialCapacity how many elements there is room for with the first one, at the least
     * @param nullValue stands for null
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayList(final int initialCapacity, final /*E*/ long nullValue) {
        this(GuardedMemory.shared(), initialCapacity, nullValue);
    }

    /**
     * Creates a list in the memory that all collections share, with a copy of elements.
     *
     * @param initialElements what to copy from
     * @param initialSize how many to copy
     * @param nullValue stands for null
     * @throws IllegalArgumentException if {@code initialSize} is negative or greater than the length of the array
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongArrayList(final /*E*/ long[] initialElements, final int initialSize, final /*E*/ long nullValue) {
        this(INITIAL_CAPACITY, nullValue);
        wrap(initialElements, initialSize);
    }

    /**
     * Creates a list with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     */
    public LongArrayList(final GuardedMemory memory) {
        this(memory, INITIAL_CAPACITY, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a list. It takes no memory before its first element.
     *
     * @param memory where its elements are to be
     * @param initialCapacity how many elements there is room for with the first one, at the least
     * @param nullValue stands for null
     */
    public LongArrayList(final GuardedMemory memory, final int initialCapacity, final /*E*/ long nullValue) {
        super(memory, nullValue);
        this.initialCapacity = Math.max(initialCapacity, INITIAL_CAPACITY);
    }

    /**
     * Replaces all elements by a copy of others. (Agrona's goes on with the array itself.)
     *
     * @param initialElements what to copy from
     * @param initialSize how many to copy
     * @throws IllegalArgumentException if {@code initialSize} is negative or greater than the length of the array
     * @throws IllegalStateException if the list is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public void wrap(final /*E*/ long[] initialElements, final int initialSize) {
        if (initialSize < 0 || initialSize > initialElements.length) {
            throw new IllegalArgumentException(
                    "illegal initial size " + initialSize + " for array length of " + initialElements.length);
        }
        reserve(initialSize);
        resize(initialSize);
        store(0, initialElements, initialSize);
    }

    /**
     * Makes room, so that the list takes no memory until it has so many elements, if none is removed before.
     *
     * @param requiredCapacity how many elements there is to be room for
     * @throws IllegalArgumentException if no memory could have room for so many
     * @throws IllegalStateException if the list is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public void ensureCapacity(final int requiredCapacity) {
        ensureCapacity((long) requiredCapacity);
    }

    /**
     * Makes room, so that the list takes no memory until it has so many elements, if none is removed before.
     *
     * @param requiredCapacity how many elements there is to be room for
     * @throws IllegalArgumentException if no memory could have room for so many
     * @throws IllegalStateException if the list is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public void ensureCapacity(final long requiredCapacity) {
        reserve(requiredCapacity);
    }

    /**
     * Gives up the memory that the present elements do not need, but for some room to grow. Costs a copy of all elements; where
     * there is no memory for that, the list stays as large as it is.
     *
     * @throws IllegalStateException if the list is closed
     */
    public void trimToSize() {
        trim();
    }

    /**
     * Removes all elements and gives their memory back, unless that is no more than 64 KiB.
     *
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public void clear() {
        checkOpen();
        resize(0);
    }

    @Override
    public @Nullable /*E*/ Long set(final int index, final @Nullable /*E*/ Long element) {
        return boxed(setLong(index, unboxed(element)));
    }

    /**
     * Replaces an element.
     *
     * @param index from 0 to {@link #size()} - 1
     * @param element what to put there
     * @return what was there
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long setLong(final int index, final /*E*/ long element) {
        return setLong((long) index, element);
    }

    /**
     * Replaces an element.
     *
     * @param index from 0 to {@link #longSize()} - 1
     * @param element what to put there
     * @return what was there
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long setLong(final long index, final /*E*/ long element) {
        try {
            final long slot = slotAt(index, /*E*/ Long.BYTES);
            final /*E*/ long before = RawMemory./*E*/ getLong(slot);
            RawMemory./*E*/ putLong(slot, element);
            return before;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public boolean add(final @Nullable /*E*/ Long element) {
        return addLong(unboxed(element));
    }

    /**
     * Adds an element at the end.
     *
     * @param element what to add
     * @return true
     * @throws IllegalStateException if the list is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public boolean addLong(final /*E*/ long element) {
        RawMemory./*E*/ putLong(append(/*E*/ Long.BYTES), element);
        return true;
    }

    @Override
    public void add(final int index, final @Nullable /*E*/ Long element) {
        addLong((long) index, unboxed(element));
    }

    /**
     * Adds an element before another one; see {@link #addLong(long, long)}.
     *
     * @param index from 0 to {@link #size()}
     * @param element what to add
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public void addLong(final int index, final /*E*/ long element) {
        addLong((long) index, element);
    }

    /**
     * Adds an element before another one. Costs a move of all elements behind it.
     *
     * @param index from 0 to {@link #longSize()}
     * @param element what to add
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public void addLong(final long index, final /*E*/ long element) {
        openGap(index, 1);
        setLong(index, element);
    }

    /**
     * Adds an element at the end, as on a stack; see {@link #addLong(long)}.
     *
     * @param element what to add
     */
    public void pushLong(final /*E*/ long element) {
        addLong(element);
    }

    /**
     * Removes the last element, as from a stack.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long popLong() {
        final /*E*/ long element = RawMemory./*E*/ getLong(lastSlot(/*E*/ Long.BYTES));
        dropLast();
        return element;
    }

    /**
     * Adds all elements of a list at the end, as they are: a null value of that list is no null here.
     *
     * @param list which may be this one
     * @return whether there were any
     * @throws IllegalStateException if this list or the other one is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public boolean addAll(final LongArrayList list) {
        return insert(count(), list);
    }

    /**
     * Adds all elements of a list before another element, as they are: a null value of that list is no null here.
     *
     * @param index from 0 to {@link #size()}
     * @param list which may be this one
     * @return whether there were any
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if this list or the other one is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public boolean addAll(final int index, final LongArrayList list) {
        return insert(index, list);
    }

    @SuppressWarnings("ReferenceEquality") // It is this list that counts, and not one like it.
    private boolean insert(final long index, final LongArrayList list) {
        final long elements = list.longSize();
        openGap(index, elements);
        // In this list itself, the elements from the index on are behind the gap by now.
        final long before = list == this ? index : elements;
        copy(list, 0, index, before);
        copy(list, before + elements, index + before, elements - before);
        return elements > 0;
    }

    @Override
    public boolean addAll(final Collection<? extends @Nullable /*E*/ Long> elements) {
        return insert(count(), elements);
    }

    @Override
    public boolean addAll(final int index, final Collection<? extends @Nullable /*E*/ Long> elements) {
        return insert(index, elements);
    }

    private boolean insert(final long index, final Collection<? extends @Nullable /*E*/ Long> elements) {
        if (elements instanceof LongArrayList list) {
            return insert(index, list);
        }
        final /*E*/ long[] values = unboxed(elements.toArray(new /*E*/ Long[0]));
        openGap(index, values.length);
        store(index, values, values.length);
        return values.length > 0;
    }

    /**
     * Removes all elements that are none of another list. Costs time for each pair of elements.
     *
     * @param list which
     * @return whether there were any
     * @throws IllegalStateException if this list or the other one is closed
     */
    public boolean retainAll(final LongArrayList list) {
        list.checkOpen();
        return removeIfLong(element -> !list.containsOf(this, element));
    }

    /**
     * Removes all elements of another list. Costs time for each pair of elements.
     *
     * @param list which
     * @return whether there were any
     * @throws IllegalStateException if this list or the other one is closed
     */
    public boolean removeAll(final LongArrayList list) {
        list.checkOpen();
        return removeIfLong(element -> list.containsOf(this, element));
    }

    /**
     * Removes all elements that a filter answers true for. It is asked about all of them first. Costs time for each
     * element, and a bit of heap for each while it runs.
     *
     * @param filter what to ask
     * @return whether there were any
     * @throws ConcurrentModificationException if {@code filter} changes the list
     * @throws IllegalStateException if the list is closed
     */
    public boolean removeIfLong(final LongPredicate filter) {
        Objects.requireNonNull(filter, "filter");
        return removeWhere(index -> filter.test(valueAt(index)));
    }

    @Override
    public boolean removeIf(final Predicate<? super /*E*/ Long> filter) {
        Objects.requireNonNull(filter, "filter");
        return removeIfLong(element -> filter.test(boxed(element)));
    }

    @Override
    public boolean retainAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return removeIfLong(element -> !values.contains(boxed(element)));
    }

    @Override
    public boolean removeAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return removeIfLong(element -> values.contains(boxed(element)));
    }

    @Override
    public @Nullable /*E*/ Long removeLast() {
        return boxed(popLong());
    }

    @Override
    public @Nullable /*E*/ Long remove(final int index) {
        return boxed(removeAt(index));
    }

    /**
     * Removes an element; see {@link #removeAt(long)}.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long removeAt(final int index) {
        return removeAt((long) index);
    }

    /**
     * Removes an element. Costs a move of all elements behind it.
     *
     * @param index from 0 to {@link #longSize()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long removeAt(final long index) {
        final /*E*/ long element = getLong(index);
        closeGap(index, 1);
        return element;
    }

    /**
     * Removes an element, and puts the last one in its place; see {@link #fastUnorderedRemove(long)}.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long fastUnorderedRemove(final int index) {
        return fastUnorderedRemove((long) index);
    }

    /**
     * Removes an element, and puts the last one in its place. Costs the same whatever the number of elements.
     *
     * @param index from 0 to {@link #longSize()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long fastUnorderedRemove(final long index) {
        final long last = count() - 1;
        final /*E*/ long element = getLong(index);
        setLong(index, valueAt(last));
        resize(last);
        return element;
    }

    @Override
    public boolean remove(final @Nullable Object value) {
        checkOpen();
        return isElement(value) && removeLong(unboxed((/*E*/ Long) value));
    }

    /**
     * Removes the first element that is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there was one
     * @throws IllegalStateException if the list is closed
     */
    public boolean removeLong(final /*E*/ long value) {
        final long index = longIndexOf(value);
        if (index >= 0) {
            closeGap(index, 1);
        }
        return index >= 0;
    }

    /**
     * Removes the first element that is equal to a value, and puts the last one in its place. Costs time for each
     * element.
     *
     * @param value which
     * @return whether there was one
     * @throws IllegalStateException if the list is closed
     */
    public boolean fastUnorderedRemoveLong(final /*E*/ long value) {
        final long index = longIndexOf(value);
        if (index >= 0) {
            fastUnorderedRemove(index);
        }
        return index >= 0;
    }

    /**
     * The elements in their order.
     *
     * @return an iterator of its own, which can remove
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public LongIterator iterator() {
        checkOpen();
        return new LongIterator();
    }

    /**
     * Gives all memory of the list up.
     *
     * @throws IllegalStateException if the list is closed already
     */
    @Override
    public void close() {
        closeBlocks();
    }

    @Override
    int minSlots() {
        return initialCapacity;
    }

    /**
     * The elements in their order, as primitive values. A change of the list, but for the iterator's own, ends it: the
     * next call throws {@link ConcurrentModificationException}, or {@link IllegalStateException} if the change was to
     * close the list.
     */
    public final class LongIterator implements Iterator</*E*/ Long> {

        private long next;
        private long last = -1;
        private int modifications = modifications();

        private LongIterator() {}

        /**
         * {@inheritDoc}
         *
         * @throws IllegalStateException if the list is closed
         */
        @Override
        public boolean hasNext() {
            return next != longSize();
        }

        @Override
        public @Nullable /*E*/ Long next() {
            return boxed(nextValue());
        }

        /**
         * Moves to the next element.
         *
         * @return the element
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if the list was changed by others since the iterator began
         * @throws IllegalStateException if the list is closed
         */
        public /*E*/ long nextValue() {
            checkUnchanged(modifications);
            if (next >= count()) {
                throw new NoSuchElementException();
            }
            last = next;
            next++;
            return valueAt(last);
        }

        /**
         * Removes the element that was answered last; see {@link #removeAt(long)}.
         *
         * @throws IllegalStateException if there is none, or it was removed before, or the list is closed
         * @throws ConcurrentModificationException if the list was changed by others since the iterator began
         */
        @Override
        public void remove() {
            checkUnchanged(modifications);
            if (last < 0) {
                throw new IllegalStateException("nextValue() comes first, once for each remove()");
            }
            closeGap(last, 1);
            next = last;
            last = -1;
            modifications = modifications();
        }
    }
}
