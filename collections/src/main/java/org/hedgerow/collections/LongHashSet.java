package org.hedgerow.collections;

import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.agrona.collections.Hashing;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.table.HashTable;
import org.hedgerow.table.LongCursor;
import org.hedgerow.table.LongHashTable;
import org.hedgerow.table.MovePace;
import org.jspecify.annotations.Nullable;

/**
 * An off-heap set of {@code long}s: Agrona's {@code LongHashSet}, without its pauses and without the garbage collector's.
 *
 * <p>Single operations take a bounded time, whatever the size: the table grows and shrinks by a few slots with each
 * insertion and removal. It shrinks by itself, down to its initial capacity.
 *
 * <p>Iteration goes in an order of hashes, which differs from set to set (see the package); 0 comes last, since it is not in
 * the table, where it means an empty slot.
 *
 * <p>Methods that are given another set of this class box nothing. If memory is refused to one that adds many values,
 * those before it are added.
 *
 * <p>Not thread-safe. See the {@linkplain org.hedgerow.collections package} for what all collections have in common, and
 * for the exceptions that any insertion can throw where memory is short.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class LongHashSet extends LongHashSetBatches {

    /** The number of slots of a set that is not told otherwise. */
    public static final int DEFAULT_INITIAL_CAPACITY = HashTable.MIN_SLOTS;

    private static final String NAME = "LongHashSet";

    /** Every value but 0 is the key of an entry, and its value. */
    private final LongHashTable table;

    private boolean containsZero;

    private final boolean shouldAvoidAllocation;
    private @Nullable LongIterator reusedIterator;

    /** Creates a set in the shared memory, with the default load factor and the least capacity. */
    public LongHashSet() {
        this(DEFAULT_INITIAL_CAPACITY);
    }

    /**
     * Creates a set in the shared memory, with the default load factor.
     *
     * @param proposedCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @throws IllegalArgumentException if {@code proposedCapacity < 0}
     */
    public LongHashSet(final int proposedCapacity) {
        this(proposedCapacity, Hashing.DEFAULT_LOAD_FACTOR);
    }

    /**
     * Creates a set in the shared memory.
     *
     * @param proposedCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @throws IllegalArgumentException if {@code proposedCapacity < 0}, or the load factor is out of its bounds
     */
    public LongHashSet(final int proposedCapacity, final float loadFactor) {
        this(proposedCapacity, loadFactor, false);
    }

    /**
     * Creates a set in the shared memory.
     *
     * @param proposedCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param shouldAvoidAllocation whether the iterator is created once and used again and again; then iterations cannot
     *     be nested
     * @throws IllegalArgumentException if {@code proposedCapacity < 0}, or the load factor is out of its bounds
     */
    public LongHashSet(final int proposedCapacity, final float loadFactor, final boolean shouldAvoidAllocation) {
        this(GuardedMemory.shared(), proposedCapacity, loadFactor, shouldAvoidAllocation);
    }

    /**
     * Creates a set with the default load factor and the least capacity.
     *
     * @param memory where its values are
     */
    public LongHashSet(final GuardedMemory memory) {
        this(memory, DEFAULT_INITIAL_CAPACITY, Hashing.DEFAULT_LOAD_FACTOR);
    }

    /**
     * Creates a set.
     *
     * @param memory where its values are
     * @param proposedCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @throws IllegalArgumentException if {@code proposedCapacity < 0} or too large for any memory, or the load factor is
     *     out of its bounds
     */
    public LongHashSet(final GuardedMemory memory, final long proposedCapacity, final float loadFactor) {
        this(memory, proposedCapacity, loadFactor, false);
    }

    /**
     * Creates a set.
     *
     * @param memory where its values are
     * @param proposedCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param shouldAvoidAllocation whether the iterator is created once and used again and again; then iterations cannot
     *     be nested
     * @throws IllegalArgumentException if {@code proposedCapacity < 0} or too large for any memory, or the load factor is
     *     out of its bounds
     */
    public LongHashSet(
            final GuardedMemory memory,
            final long proposedCapacity,
            final float loadFactor,
            final boolean shouldAvoidAllocation) {
        this(memory, proposedCapacity, loadFactor, shouldAvoidAllocation, MovePace.DEFAULT);
    }

    /** Creates a set whose table moves at a pace of its own: for tests. */
    LongHashSet(
            final GuardedMemory memory,
            final long proposedCapacity,
            final float loadFactor,
            final boolean shouldAvoidAllocation,
            final MovePace pace) {
        this.table = new LongHashTable(memory, proposedCapacity, loadFactor, NAME, pace);
        this.shouldAvoidAllocation = shouldAvoidAllocation;
    }

    /**
     * The number of values.
     *
     * @return that number
     */
    @Override
    public long longSize() {
        return table.size() + (containsZero ? 1 : 0);
    }

    /**
     * Whether a value is there.
     *
     * @param value any
     * @return true if it is
     */
    @Override
    public boolean contains(final /*E*/ long value) {
        return value != 0 ? table.get(value) != 0 : containsZero();
    }

    /**
     * Adds a value.
     *
     * @param value any
     * @return true if it was not there
     */
    @Override
    public boolean add(final /*E*/ long value) {
        return value != 0 ? table.put(value, 1) == 0 : setContainsZero(true);
    }

    /**
     * Removes a value.
     *
     * @param value any
     * @return true if it was there
     */
    @Override
    public boolean remove(final /*E*/ long value) {
        return value != 0 ? table.remove(value) != 0 : setContainsZero(false);
    }

    /**
     * Whether all values of another set are there.
     *
     * @param that the other set
     * @return true if they are
     */
    @Override
    public boolean containsAll(final LongHashSet that) {
        if (that.longSize() > longSize()) {
            return false;
        }
        final LongIterator values = that.new LongIterator();
        while (values.hasNext()) {
            if (!contains(values.nextValue())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Adds all values of another set to this one, which is sized for them first.
     *
     * @param that the other set
     * @return true if any was not there
     */
    @Override
    public boolean addAll(final LongHashSet that) {
        final long before = longSize();
        table.reserve(Math.max(before, that.longSize()));
        addTogether(that);
        return longSize() > before;
    }

    /**
     * Removes all values of another set. The cost grows with the smaller of the two.
     *
     * @param that the other set
     * @return true if any was there
     */
    @Override
    public boolean removeAll(final LongHashSet that) {
        final long before = longSize();
        if (that.longSize() < before) {
            that.forEachLong(this::remove);
        } else {
            removeIfLong(that::contains);
        }
        return longSize() < before;
    }

    /**
     * Removes all values that are not in another set.
     *
     * @param that the other set
     * @return true if any was removed
     */
    @Override
    public boolean retainAll(final LongHashSet that) {
        that.table.checkOpen();
        return removeIfLong(value -> !that.contains(value));
    }

    /**
     * The values that are not in another set: a new set, in the memory of this one, which the caller closes.
     *
     * @param that the other set
     * @return those values; or null if there is none
     */
    public @Nullable LongHashSet difference(final LongHashSet that) {
        that.table.checkOpen();
        LongHashSet difference = null;
        try {
            final LongIterator values = new LongIterator();
            while (values.hasNext()) {
                final /*E*/ long value = values.nextValue();
                if (!that.contains(value)) {
                    difference = difference != null ? difference : new LongHashSet(table.memory());
                    difference.add(value);
                }
            }
            return difference;
        } catch (final Throwable e) {
            if (difference != null) {
                difference.close();
            }
            throw e;
        }
    }

    /**
     * Makes the values of this set those of another. Agrona's asks for sets of the same capacity, this one does not. If
     * memory is refused, some are added, and none is removed.
     *
     * @param that the other set
     */
    public void copy(final LongHashSet that) {
        addAll(that);
        retainAll(that);
    }

    /**
     * Removes all values, and retires the memory, but for at most 256 KiB where a set of as many values as there were needs
     * them. Costs a bounded time.
     */
    @Override
    public void clear() {
        table.clear();
        containsZero = false;
    }

    /** An iterator before the first value: a fresh one, unless the constructor was told to avoid allocation. */
    @Override
    public LongIterator iterator() {
        LongIterator iterator = reusedIterator;
        if (iterator == null) {
            iterator = new LongIterator();
            reusedIterator = shouldAvoidAllocation ? iterator : null;
        } else {
            iterator.reset();
        }
        return iterator;
    }

    @Override
    LongIterator newIterator() {
        return new LongIterator();
    }

    @Override
    LongHashTable table() {
        return table;
    }

    private boolean containsZero() {
        table.checkOpen();
        return containsZero;
    }

    /** Adds 0 or removes it, and answers whether that was a change. */
    private boolean setContainsZero(final boolean contains) {
        final boolean changes = containsZero() != contains;
        containsZero = contains;
        return changes;
    }

    /** Iterates over the values. */
    public final class LongIterator implements Iterator</*E*/ Long> {

        private final LongCursor cursor = new LongCursor(table);
        private long remaining = longSize();
        private boolean expectsZero = containsZero;
        /** Whether the value that was last answered, and not removed, is 0. */
        private boolean isAtZero;
        /** Those of the table when the value was answered: any since then may have moved it. */
        private int modifications;

        /** Creates an iterator before the first value. */
        public LongIterator() {}

        private void reset() {
            cursor.reset();
            remaining = longSize();
            expectsZero = containsZero;
            isAtZero = false;
        }

        /**
         * How many values are to come.
         *
         * @return that number, or {@link Integer#MAX_VALUE} if it is larger
         */
        public int remaining() {
            return Counts.saturated(remaining);
        }

        @Override
        public boolean hasNext() {
            table.checkOpen();
            return remaining > 0;
        }

        @Override
        public /*E*/ Long next() {
            return nextValue();
        }

        /**
         * The next value.
         *
         * @return the value
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if values were added or removed otherwise than by this iterator
         */
        public /*E*/ long nextValue() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (expectsZero != containsZero) {
                throw zeroChanged();
            }
            isAtZero = !cursor.next();
            modifications = table.modifications();
            remaining--;
            return isAtZero ? 0 : cursor.key();
        }

        /**
         * Removes the value that was last answered.
         *
         * @throws IllegalStateException if none was, or it was removed
         * @throws ConcurrentModificationException if values were added or removed otherwise since then
         */
        @Override
        public void remove() {
            table.checkOpen();
            if (!isAtZero && !cursor.hasCurrent()) {
                throw new IllegalStateException("there is no value here: next was not called, or remove was");
            }
            if (modifications != table.modifications() || expectsZero != containsZero) {
                throw new ConcurrentModificationException("the value may be gone: the set was changed meanwhile");
            }
            if (isAtZero) {
                setContainsZero(false);
                expectsZero = false;
                isAtZero = false;
            } else {
                cursor.remove();
            }
        }
    }
}
