package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/** What can be asked of a {@link LongArrayList}, which adds all that changes it. */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
abstract sealed class AbstractLongArrayList extends BlockList</*E*/ Long> permits LongArrayList {

    final /*E*/ long nullValue;

    AbstractLongArrayList(final GuardedMemory memory, final /*E*/ long nullValue) {
        super(memory, /*E*/ Long.BYTES, "LongArrayList");
        this.nullValue = nullValue;
    }

    /**
     * The value that stands for null.
     *
     * @return what the constructor was given
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long nullValue() {
        checkOpen();
        return nullValue;
    }

    /**
     * How many elements there is room for in the present block, or in the one that it moves to.
     *
     * @return a count, at most {@link Integer#MAX_VALUE}; before the first element, the initial capacity
     * @throws IllegalStateException if the list is closed
     */
    public int capacity() {
        final long slots = slots();
        return slots == 0 ? minSlots() : Counts.saturated(slots);
    }

    /**
     * {@inheritDoc}
     *
     * @return the number of elements, at most {@link Integer#MAX_VALUE}; see {@link #longSize()}
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public int size() {
        return Counts.saturated(longSize());
    }

    /**
     * The number of elements, however many there are.
     *
     * @return a count
     * @throws IllegalStateException if the list is closed
     */
    public long longSize() {
        checkOpen();
        return count();
    }

    /**
     * An element, or null where it is the null value.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public @Nullable /*E*/ Long get(final int index) {
        return boxed(getLong(index));
    }

    /**
     * An element.
     *
     * @param index from 0 to {@link #size()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long getLong(final int index) {
        return getLong((long) index);
    }

    /**
     * An element.
     *
     * @param index from 0 to {@link #longSize()} - 1
     * @return the element
     * @throws IndexOutOfBoundsException if {@code index} is out of its bounds
     * @throws IllegalStateException if the list is closed
     */
    public /*E*/ long getLong(final long index) {
        try {
            return RawMemory./*E*/ getLong(slotAt(index, /*E*/ Long.BYTES));
        } finally {
            // A list that is unreachable loses its memory: up to here it is reachable.
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public @Nullable /*E*/ Long getLast() {
        final long last = longSize() - 1;
        if (last < 0) {
            throw new NoSuchElementException();
        }
        return boxed(valueAt(last));
    }

    @Override
    public boolean contains(final @Nullable Object value) {
        return indexOf(value) >= 0;
    }

    /**
     * Whether an element is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there is one
     * @throws IllegalStateException if the list is closed
     */
    public boolean containsLong(final /*E*/ long value) {
        return longIndexOf(value) >= 0;
    }

    @Override
    public int indexOf(final @Nullable Object value) {
        checkOpen();
        return Counts.saturated(isElement(value) ? longIndexOf(unboxed((/*E*/ Long) value)) : -1);
    }

    /**
     * Where the first element is that is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return its index, at most {@link Integer#MAX_VALUE}; -1 if there is none
     * @throws IllegalStateException if the list is closed
     */
    public int indexOf(final /*E*/ long value) {
        return Counts.saturated(longIndexOf(value));
    }

    /**
     * Where the first element is that is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return its index; -1 if there is none
     * @throws IllegalStateException if the list is closed
     */
    public long longIndexOf(final /*E*/ long value) {
        final long count = longSize();
        long index = 0;
        while (index < count) {
            final long slot = slot(index, /*E*/ Long.BYTES);
            final int run = run(index, slot);
            final int found = indexInRun(slot, run, value);
            if (found < run) {
                return index + found;
            }
            index += run;
        }
        return -1;
    }

    /** Where the first element of a run is that is equal to a value, from its begin on; its length if there is none. */
    private int indexInRun(final long address, final int run, final /*E*/ long value) {
        try {
            int i = 0;
            while (i < run && RawMemory./*E*/ getLong(address + (long) i * /*E*/ Long.BYTES) != value) {
                i++;
            }
            return i;
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public int lastIndexOf(final @Nullable Object value) {
        checkOpen();
        return Counts.saturated(isElement(value) ? longLastIndexOf(unboxed((/*E*/ Long) value)) : -1);
    }

    /**
     * Where the last element is that is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return its index, at most {@link Integer#MAX_VALUE}; -1 if there is none
     * @throws IllegalStateException if the list is closed
     */
    public int lastIndexOf(final /*E*/ long value) {
        return Counts.saturated(longLastIndexOf(value));
    }

    /**
     * Where the last element is that is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return its index; -1 if there is none
     * @throws IllegalStateException if the list is closed
     */
    public long longLastIndexOf(final /*E*/ long value) {
        long index = longSize() - 1;
        while (index >= 0 && valueAt(index) != value) {
            index--;
        }
        return index;
    }

    /**
     * Whether each element of a list is one of this list. Costs time for each pair of elements.
     *
     * @param list which
     * @return whether all are; null is null, whatever the null values
     * @throws IllegalStateException if this list or the other one is closed
     */
    public boolean containsAll(final LongArrayList list) {
        final long count = list.longSize();
        for (long index = 0; index < count; index++) {
            if (!containsOf(list, list.valueAt(index))) {
                return false;
            }
        }
        return longSize() >= 0;
    }

    /** Whether an element of another list is here. */
    final boolean containsOf(final LongArrayList list, final /*E*/ long element) {
        return containsLong(element) || (element == list.nullValue && containsLong(nullValue));
    }

    @Override
    public void forEach(final Consumer<? super /*E*/ Long> action) {
        Objects.requireNonNull(action, "action");
        forEachLong(element -> action.accept(boxed(element)));
    }

    /**
     * Calls an action with each element, in their order.
     *
     * @param action what to call
     * @throws ConcurrentModificationException if {@code action} changes the list
     * @throws IllegalStateException if the list is closed
     */
    public void forEachLong(final LongConsumer action) {
        forEachOrderedLong(action);
    }

    /**
     * Calls an action with each element, in their order.
     *
     * @param action what to call
     * @throws ConcurrentModificationException if {@code action} changes the list
     * @throws IllegalStateException if the list is closed
     */
    public void forEachOrderedLong(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        forEachIn(0, longSize(), modifications(), action);
    }

    /**
     * {@inheritDoc} It takes the list as it is when it is first used.
     *
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public Spliterator./*E*/ OfLong spliterator() {
        checkOpen();
        return new LongArrayListSpliterator(this);
    }

    /**
     * The elements as a stream, which splits them into halves where it is parallel. It begins when its end operation
     * does.
     *
     * @return a stream that knows its size
     * @throws IllegalStateException if the list is closed
     */
    public LongStream longStream() {
        return StreamSupport./*E*/ longStream(spliterator(), false);
    }

    /**
     * A copy of the elements.
     *
     * @return an array as long as the list
     * @throws IllegalStateException if the list is closed, or has more elements than an array has room for
     */
    public /*E*/ long[] toLongArray() {
        return toLongArray(new /*E*/ long[0]);
    }

    /**
     * A copy of the elements.
     *
     * @param destination where to, if it is as long as the list
     * @return {@code destination} or an array as long as the list
     * @throws IllegalStateException if the list is closed, or has more elements than an array has room for
     */
    public /*E*/ long[] toLongArray(final /*E*/ long[] destination) {
        final long count = longSize();
        if (count > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("no array has room for the " + count + " elements of this LongArrayList");
        }
        final /*E*/ long[] copy = destination.length == count ? destination : new /*E*/ long[(int) count];
        int index = 0;
        while (index < copy.length) {
            final long slot = slot(index, /*E*/ Long.BYTES);
            final int run = Math.min(run(index, slot), copy.length - index);
            try {
                RawMemory.copy(slot, copy, index, run);
            } finally {
                Reference.reachabilityFence(this);
            }
            index += run;
        }
        return copy;
    }

    /**
     * {@inheritDoc} Costs time for each element.
     *
     * @throws IllegalStateException if this list or the other one is closed
     */
    @Override
    public boolean equals(final @Nullable Object other) {
        checkOpen();
        return other instanceof LongArrayList list ? equals(list) : super.equals(other);
    }

    /**
     * Whether a list has the same elements. Null is null, whatever the null values. Costs time for each element.
     *
     * @param list which
     * @return whether it has
     * @throws IllegalStateException if this list or the other one is closed
     */
    @SuppressWarnings("NonOverridingEquals") // Agrona has it too.
    public boolean equals(final @Nullable LongArrayList list) {
        if (list == null || longSize() != list.longSize()) {
            return false;
        }
        for (long index = 0; index < count(); index++) {
            final /*E*/ long element = valueAt(index);
            final /*E*/ long other = list.valueAt(index);
            final boolean isNull = element == nullValue;
            if (isNull != (other == list.nullValue) || (!isNull && element != other)) {
                return false;
            }
        }
        return true;
    }

    /**
     * {@inheritDoc} Costs time for each element.
     *
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public int hashCode() {
        final long count = longSize();
        int hash = 1;
        for (long index = 0; index < count; index++) {
            final /*E*/ long element = valueAt(index);
            hash = 31 * hash + (element == nullValue ? 0 : /*E*/ Long.hashCode(element));
        }
        return hash;
    }

    /**
     * The elements in their order, as {@code [1, null, 3]}.
     *
     * @throws IllegalStateException if the list is closed
     */
    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "[", "]");
        forEachLong(element -> text.add(String.valueOf(boxed(element))));
        return text.toString();
    }

    /** Calls an action with each element from an index to another, in their order, as long as nobody changes the list. */
    final void forEachIn(final long from, final long to, final int modifications, final LongConsumer action) {
        long index = from;
        try {
            while (index < to) {
                checkUnchanged(modifications);
                final long slot = slot(index, /*E*/ Long.BYTES);
                final int run = (int) Math.min(run(index, slot), to - index);
                for (int i = 0; i < run; i++) {
                    checkUnchanged(modifications);
                    action.accept(RawMemory./*E*/ getLong(slot + (long) i * /*E*/ Long.BYTES));
                }
                index += run;
            }
        } finally {
            Reference.reachabilityFence(this);
        }
        checkUnchanged(modifications);
    }

    /** Copies elements from an array to slots that are there. */
    final void store(final long index, final /*E*/ long[] values, final int length) {
        int stored = 0;
        try {
            while (stored < length) {
                final long slot = slot(index + stored, /*E*/ Long.BYTES);
                final int run = Math.min(run(index + stored, slot), length - stored);
                RawMemory.copy(values, stored, slot, run);
                stored += run;
            }
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** An element that is known to be there. */
    final /*E*/ long valueAt(final long index) {
        try {
            return RawMemory./*E*/ getLong(slot(index, /*E*/ Long.BYTES));
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    final @Nullable /*E*/ Long boxed(final /*E*/ long element) {
        return element == nullValue ? null : element;
    }

    /** Whether a value can be an element: the null value is one as null alone. */
    final boolean isElement(final @Nullable Object value) {
        return value == null || (value instanceof /*E*/ Long element && element != nullValue);
    }

    final /*E*/ long unboxed(final @Nullable /*E*/ Long element) {
        return element == null ? nullValue : element;
    }

    final /*E*/ long[] unboxed(final @Nullable /*E*/ Long[] elements) {
        final /*E*/ long[] values = new /*E*/ long[elements.length];
        for (int i = 0; i < elements.length; i++) {
            values[i] = unboxed(elements[i]);
        }
        return values;
    }
}
