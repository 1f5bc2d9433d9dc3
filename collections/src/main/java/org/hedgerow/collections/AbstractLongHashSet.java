package org.hedgerow.collections;

import java.util.AbstractSet;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.StringJoiner;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.hedgerow.table.LongHashTable;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link LongHashSet} that can be said in terms of the other: what tells of the table, what visits all
 * values, and what {@link Set} asks for, which boxes them.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
abstract class AbstractLongHashSet extends AbstractSet</*E*/ Long> implements AutoCloseable {

    /** The table beneath. */
    abstract LongHashTable table();

    /** A fresh iterator before the first value. */
    abstract LongHashSet.LongIterator newIterator();

    public abstract long longSize();

    public abstract boolean contains(/*E*/ long value);

    public abstract boolean add(/*E*/ long value);

    public abstract boolean remove(/*E*/ long value);

    public abstract boolean addAll(LongHashSet that);

    public abstract boolean containsAll(LongHashSet that);

    public abstract boolean removeAll(LongHashSet that);

    public abstract boolean retainAll(LongHashSet that);

    /**
     * Retires the memory of the set. Costs a bounded time.
     *
     * @throws IllegalStateException if the set is closed already
     */
    @Override
    public void close() {
        table().close();
    }

    /**
     * Which part of the slots may be filled.
     *
     * @return as given to the constructor
     */
    public float loadFactor() {
        return table().loadFactor();
    }

    /**
     * The number of slots.
     *
     * @return a power of two, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int capacity() {
        return Counts.saturated(table().capacity());
    }

    /**
     * The number of slots.
     *
     * @return a power of two
     */
    public long longCapacity() {
        return table().capacity();
    }

    /**
     * The size beyond which the set grows; 0 does not count.
     *
     * @return that size, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int resizeThreshold() {
        return Counts.saturated(table().resizeThreshold());
    }

    /**
     * The number of values.
     *
     * @return that number, or {@link Integer#MAX_VALUE} if it is larger: see {@link #longSize()}
     */
    @Override
    public int size() {
        return Counts.saturated(longSize());
    }

    @Override
    public boolean isEmpty() {
        return longSize() == 0;
    }

    /**
     * Gives the set the least capacity for its values, at once: the one operation whose cost grows with the capacity and
     * that is not asked to visit values. Sets shrink without it, too; but from then on it may shrink to that however large its
     * initial capacity was.
     *
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare; nothing changed then
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed; nothing changed
     *     then
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason; nothing changed then
     */
    public void compact() {
        table().compact();
    }

    /**
     * Removes the values that meet a condition. The cost grows with the capacity.
     *
     * @param filter the condition
     * @return true if any value was removed
     */
    public boolean removeIfLong(final LongPredicate filter) {
        Objects.requireNonNull(filter, "filter");
        boolean removed = false;
        final LongHashSet.LongIterator values = newIterator();
        while (values.hasNext()) {
            if (filter.test(values.nextValue())) {
                values.remove();
                removed = true;
            }
        }
        return removed;
    }

    /**
     * Visits all values. The cost grows with the capacity; it is faster than iterating.
     *
     * @param action is given each value; it may not add or remove values
     */
    public void forEachLong(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        table().forEach((value, _) -> action.accept(value));
        if (contains(0)) {
            action.accept(0);
        }
    }

    @Override
    public Spliterator./*E*/ OfLong spliterator() {
        table().checkOpen();
        return new LongHashSetSpliterator(this);
    }

    /**
     * The values as a stream; it can be parallel, as long as nobody changes the set meanwhile.
     *
     * @return a stream
     */
    public LongStream longStream() {
        return StreamSupport.longStream(spliterator(), false);
    }

    /** What iterators and spliterators throw that find 0, which is not in the table, come or gone. */
    static ConcurrentModificationException zeroChanged() {
        return new ConcurrentModificationException("0 was added or removed while iterating");
    }

    @Override
    public boolean contains(final Object value) {
        return contains((/*E*/ long) value);
    }

    @Override
    public boolean add(final /*E*/ Long value) {
        return add((/*E*/ long) value);
    }

    @Override
    public boolean remove(final Object value) {
        return remove((/*E*/ long) value);
    }

    @Override
    public boolean addAll(final Collection<? extends /*E*/ Long> values) {
        if (values instanceof LongHashSet that) {
            return addAll(that);
        }
        final long before = longSize();
        table().reserve(Math.max(before, values.size()));
        values.forEach(this::add);
        return longSize() > before;
    }

    @Override
    public boolean containsAll(final Collection<?> values) {
        return values instanceof LongHashSet that ? containsAll(that) : super.containsAll(values);
    }

    @Override
    public boolean removeAll(final Collection<?> values) {
        if (values instanceof LongHashSet that) {
            return removeAll(that);
        }
        if (values instanceof Set<?> && values.size() >= size()) {
            return removeIfLong(values::contains); // It may be a view of this set.
        }
        final long before = longSize();
        values.forEach(this::remove);
        return longSize() < before;
    }

    @Override
    public boolean retainAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return values instanceof LongHashSet that ? retainAll(that) : removeIfLong(value -> !values.contains(value));
    }

    @Override
    public boolean removeIf(final Predicate<? super /*E*/ Long> filter) {
        return removeIfLong(filter::test);
    }

    @Override
    public Object[] toArray() {
        return longStream().boxed().toArray();
    }

    @Override
    public <T> T[] toArray(final T[] array) {
        return longStream().boxed().toList().toArray(array);
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other instanceof LongHashSet that) {
            return that.longSize() == longSize() && containsAll(that);
        }
        try {
            return other instanceof Set<?> that && that.size() == size() && containsAll(that);
        } catch (final ClassCastException | NullPointerException e) {
            return false; // It contains what is not of this type.
        }
    }

    @Override
    public int hashCode() {
        int sum = 0;
        final LongHashSet.LongIterator values = newIterator();
        while (values.hasNext()) {
            sum += /*E*/ Long.hashCode(values.nextValue());
        }
        return sum;
    }

    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "{", "}");
        forEachLong(value -> text.add(/*E*/ Long.toString(value)));
        return text.toString();
    }
}
