package org.hedgerow.collections;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.LongBinaryOperator;
import org.agrona.collections.Hashing;
import org.agrona.collections.LongLongConsumer;
import org.agrona.collections.LongLongFunction;
import org.agrona.collections.LongLongPredicate;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;
import org.hedgerow.table.MovePace;
import org.jspecify.annotations.Nullable;

/**
 * An off-heap map from long to long, as Agrona's maps of primitives are: without their pauses, and without the garbage
 * collector's.
 *
 * <p>One value, the missing value, stands for "no entry": it is answered for keys that are not there, and cannot be
 * stored. Single operations take a bounded time, whatever the size: the table grows and shrinks by a few slots with
 * each insertion and removal. It shrinks by itself, down to its initial capacity.
 *
 * <p>Iteration goes in an order of hashes, which differs from map to map (see the package).
 *
 * <p>Not thread-safe. See the {@linkplain org.hedgerow.collections package} for what all collections have in common, and
 * for the exceptions that any insertion can throw where memory is short.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class Long2LongHashMap extends Long2LongBatches {

    private static final String NAME = "Long2LongHashMap";

    private final Long2LongHashTable table;
    private final /*V*/ long missingValue;

    private final @Nullable KeySet reusedKeySet;
    private final @Nullable ValueCollection reusedValues;
    private final @Nullable EntrySet reusedEntrySet;

    /**
     * Creates a map in the shared memory, with the default load factor and the least capacity.
     *
     * @param missingValue stands for "no entry"
     */
    public Long2LongHashMap(final /*V*/ long missingValue) {
        this(Long2LongHashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, missingValue);
    }

    /**
     * Creates a map in the shared memory.
     *
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param missingValue stands for "no entry"
     * @throws IllegalArgumentException if {@code initialCapacity < 0}, or the load factor is out of its bounds
     */
    public Long2LongHashMap(final int initialCapacity, final float loadFactor, final /*V*/ long missingValue) {
        this(initialCapacity, loadFactor, missingValue, false);
    }

    /**
     * Creates a map in the shared memory.
     *
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param missingValue stands for "no entry"
     * @param shouldAvoidAllocation whether each view and its iterator are created once and used again and again; then
     *     iterations of one view cannot be nested
     * @throws IllegalArgumentException if {@code initialCapacity < 0}, or the load factor is out of its bounds
     */
    public Long2LongHashMap(
            final int initialCapacity,
            final float loadFactor,
            final /*V*/ long missingValue,
            final boolean shouldAvoidAllocation) {
        this(GuardedMemory.shared(), initialCapacity, loadFactor, missingValue, shouldAvoidAllocation);
    }

    /**
     * Creates a copy, in the same memory as the original.
     *
     * @param mapToCopy the original
     */
    public Long2LongHashMap(final Long2LongHashMap mapToCopy) {
        this(
                mapToCopy.table.memory(),
                mapToCopy.table.minCapacity(),
                mapToCopy.table.loadFactor(),
                mapToCopy.missingValue,
                mapToCopy.reusedKeySet != null);
        try {
            putAll(mapToCopy);
        } catch (final Throwable e) {
            table.close();
            throw e;
        }
    }

    /**
     * Creates a map with the default load factor and the least capacity.
     *
     * @param memory where its entries are
     * @param missingValue stands for "no entry"
     */
    public Long2LongHashMap(final GuardedMemory memory, final /*V*/ long missingValue) {
        this(memory, Long2LongHashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, missingValue);
    }

    /**
     * Creates a map.
     *
     * @param memory where its entries are
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param missingValue stands for "no entry"
     * @throws IllegalArgumentException if {@code initialCapacity < 0} or too large for any memory, or the load factor is
     *     out of its bounds
     */
    public Long2LongHashMap(
            final GuardedMemory memory,
            final long initialCapacity,
            final float loadFactor,
            final /*V*/ long missingValue) {
        this(memory, initialCapacity, loadFactor, missingValue, false);
    }

    /**
     * Creates a map.
     *
     * @param memory where its entries are
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param missingValue stands for "no entry"
     * @param shouldAvoidAllocation whether each view and its iterator are created once and used again and again; then
     *     iterations of one view cannot be nested
     * @throws IllegalArgumentException if {@code initialCapacity < 0} or too large for any memory, or the load factor is
     *     out of its bounds
     */
    public Long2LongHashMap(
            final GuardedMemory memory,
            final long initialCapacity,
            final float loadFactor,
            final /*V*/ long missingValue,
            final boolean shouldAvoidAllocation) {
        this(memory, initialCapacity, loadFactor, missingValue, shouldAvoidAllocation, MovePace.DEFAULT);
    }

    /** Creates a map whose table moves at a pace of its own: for tests. */
    Long2LongHashMap(
            final GuardedMemory memory,
            final long initialCapacity,
            final float loadFactor,
            final /*V*/ long missingValue,
            final boolean shouldAvoidAllocation,
            final MovePace pace) {
        this.table = new Long2LongHashTable(memory, initialCapacity, loadFactor, NAME, pace);
        this.missingValue = missingValue;
        this.reusedKeySet = shouldAvoidAllocation ? new KeySet(new KeyIterator()) : null;
        this.reusedValues = shouldAvoidAllocation ? new ValueCollection(new ValueIterator()) : null;
        this.reusedEntrySet = shouldAvoidAllocation ? new EntrySet(new EntryIterator(true)) : null;
    }

    /**
     * The value that stands for "no entry".
     *
     * @return as given to the constructor
     */
    @Override
    public /*V*/ long missingValue() {
        return missingValue;
    }

    /**
     * The value of a key.
     *
     * @param key any
     * @return its value, or the missing value
     */
    @Override
    public /*V*/ long get(final /*K*/ long key) {
        return table.get(key) + missingValue;
    }

    /**
     * Whether a key is there.
     *
     * @param key any
     * @return true if it has a value
     */
    @Override
    public boolean containsKey(final /*K*/ long key) {
        return table.get(key) != 0;
    }

    /**
     * Whether any key has a value. The cost grows with the capacity.
     *
     * @param value any
     * @return true if one has
     */
    @Override
    public boolean containsValue(final /*V*/ long value) {
        final Long2LongCursor cursor = new Long2LongCursor(table);
        while (cursor.next()) {
            if (valueAt(cursor) == value) {
                return true;
            }
        }
        return false;
    }

    /**
     * Sets the value of a key.
     *
     * @param key any
     * @param value its value from now on
     * @return its value until now, or the missing value
     * @throws IllegalArgumentException if {@code value} is the missing value
     */
    @Override
    public /*V*/ long put(final /*K*/ long key, final /*V*/ long value) {
        return table.put(key, stored(value)) + missingValue;
    }

    /**
     * Sets the value of a key that has none.
     *
     * @param key any
     * @param value its value if it has none
     * @return its value until now, or the missing value
     * @throws IllegalArgumentException if {@code value} is the missing value
     */
    @Override
    public /*V*/ long putIfAbsent(final /*K*/ long key, final /*V*/ long value) {
        return table.putIfAbsent(key, stored(value)) + missingValue;
    }

    /**
     * Sets the value of a key that has one.
     *
     * @param key any
     * @param value its value from now on, if it has one
     * @return its value until now, or the missing value
     * @throws IllegalArgumentException if {@code value} is the missing value
     */
    @Override
    public /*V*/ long replace(final /*K*/ long key, final /*V*/ long value) {
        return table.replace(key, stored(value)) + missingValue;
    }

    /**
     * Removes a key.
     *
     * @param key any
     * @return its value until now, or the missing value
     */
    @Override
    public /*V*/ long remove(final /*K*/ long key) {
        return table.remove(key) + missingValue;
    }

    /**
     * Visits all entries. The cost grows with the capacity; nothing is allocated that grows.
     *
     * @param consumer is given each key and its value; it may not add or remove entries
     */
    @Override
    public void forEachLong(final LongLongConsumer consumer) {
        Objects.requireNonNull(consumer, "consumer");
        table.forEach((key, value) -> consumer.accept(key, value + missingValue));
    }

    /**
     * Visits all entries.
     *
     * @param consumer is given each key and its value
     * @deprecated it is named {@link #forEachLong} in Agrona, too
     */
    @Deprecated
    @SuppressWarnings("InlineMeSuggester") // Its annotation would be a dependency.
    public void longForEach(final LongLongConsumer consumer) {
        forEachLong(consumer);
    }

    /**
     * Changes all values. The cost grows with the capacity.
     *
     * @param function answers the new value for each key and its value
     * @throws IllegalArgumentException if it answers the missing value; entries visited before that are changed
     */
    @Override
    public void replaceAllLong(final /*KV*/ LongLongFunction function) {
        Objects.requireNonNull(function, "function");
        final Long2LongCursor cursor = new Long2LongCursor(table);
        while (cursor.next()) {
            final /*V*/ long value = function./*KV*/ apply(cursor.key(), valueAt(cursor));
            requireStorable(value, "cannot replace with a missingValue");
            cursor.setValue(value - missingValue);
        }
    }

    /**
     * Puts all entries of another map into this one, which is sized for them first.
     *
     * @param that the other map
     * @throws IllegalArgumentException if it has a value that is this map's missing value; what was put before that stays
     */
    @Override
    public void putAll(final Long2LongHashMap that) {
        reserve(that.longSize());
        putTogether(that);
    }

    /**
     * The least value. The cost grows with the capacity.
     *
     * @return the least value, or the missing value if there is none
     */
    public /*V*/ long minValue() {
        return reduceValues(Math::min);
    }

    /**
     * The greatest value. The cost grows with the capacity.
     *
     * @return the greatest value, or the missing value if there is none
     */
    public /*V*/ long maxValue() {
        return reduceValues(Math::max);
    }

    @Override
    public KeySet keySet() {
        return reusedKeySet != null ? reusedKeySet : new KeySet(null);
    }

    @Override
    public ValueCollection values() {
        return reusedValues != null ? reusedValues : new ValueCollection(null);
    }

    @Override
    public EntrySet entrySet() {
        return reusedEntrySet != null ? reusedEntrySet : new EntrySet(null);
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof Map<?, ?> that) || that.size() != size()) {
            return false;
        }
        if (that instanceof Long2LongHashMap large && large.longSize() != longSize()) {
            return false; // They have more entries than an int can tell.
        }
        final Long2LongCursor cursor = new Long2LongCursor(table);
        try {
            while (cursor.next()) {
                if (!Objects.equals(that.get(cursor.key()), valueAt(cursor))) {
                    return false;
                }
            }
            return true;
        } catch (final ClassCastException | NullPointerException e) {
            return false; // It cannot have such keys.
        }
    }

    @Override
    public int hashCode() {
        int sum = 0;
        final Long2LongCursor cursor = new Long2LongCursor(table);
        while (cursor.next()) {
            sum += Long2LongEntry.hashCode(cursor.key(), valueAt(cursor));
        }
        return sum;
    }

    @Override
    Long2LongHashTable table() {
        return table;
    }

    @Override
    void reserve(final long entries) {
        table.reserve(Math.max(longSize(), entries));
    }

    /** What the table holds for a value, which must not be the missing one. */
    /*V*/ long stored(final /*V*/ long value) {
        requireStorable(value, CANNOT_ACCEPT);
        return value - missingValue;
    }

    /** Removes the entries that meet a condition, and answers whether there were any. */
    boolean removeEntriesIf(final LongLongPredicate filter) {
        Objects.requireNonNull(filter, "filter");
        boolean removed = false;
        final Long2LongCursor cursor = new Long2LongCursor(table);
        while (cursor.next()) {
            if (filter.test(cursor.key(), valueAt(cursor))) {
                cursor.remove();
                removed = true;
            }
        }
        return removed;
    }

    /** Combines all values; the missing value if there is none. */
    private /*V*/ long reduceValues(final /*V*/ LongBinaryOperator operator) {
        final Long2LongCursor cursor = new Long2LongCursor(table);
        if (!cursor.next()) {
            return missingValue;
        }
        /*V*/ long result = valueAt(cursor);
        while (cursor.next()) {
            result = operator./*V*/ applyAsLong(result, valueAt(cursor));
        }
        return result;
    }

    private /*V*/ long valueAt(final Long2LongCursor cursor) {
        return cursor.value() + missingValue;
    }

    /** The keys: a view of the map. */
    public final class KeySet extends Long2LongKeySet {

        /** Creates a view whose iterators are fresh. */
        public KeySet() {
            this(null);
        }

        private KeySet(final @Nullable KeyIterator reused) {
            super(Long2LongHashMap.this, reused);
        }
    }

    /** The values: a view of the map. */
    public final class ValueCollection extends Long2LongValues {

        /** Creates a view whose iterators are fresh. */
        public ValueCollection() {
            this(null);
        }

        private ValueCollection(final @Nullable ValueIterator reused) {
            super(Long2LongHashMap.this, reused);
        }
    }

    /** The entries: a view of the map. */
    public final class EntrySet extends Long2LongEntrySet {

        /** Creates a view whose iterators are fresh. */
        public EntrySet() {
            this(null);
        }

        private EntrySet(final @Nullable EntryIterator reused) {
            super(Long2LongHashMap.this, reused);
        }
    }

    /** Iterates over the keys. */
    public final class KeyIterator extends Long2LongIterator implements Iterator</*K*/ Long> {

        /** Creates an iterator before the first key. */
        public KeyIterator() {
            super(Long2LongHashMap.this);
        }

        @Override
        public /*K*/ Long next() {
            return nextValue();
        }

        /**
         * The next key.
         *
         * @return the key
         * @throws NoSuchElementException if there is none
         */
        public /*K*/ long nextValue() {
            return advance().key();
        }
    }

    /** Iterates over the values. */
    public final class ValueIterator extends Long2LongIterator implements Iterator</*V*/ Long> {

        /** Creates an iterator before the first value. */
        public ValueIterator() {
            super(Long2LongHashMap.this);
        }

        @Override
        public /*V*/ Long next() {
            return nextValue();
        }

        /**
         * The next value.
         *
         * @return the value
         * @throws NoSuchElementException if there is none
         */
        public /*V*/ long nextValue() {
            return valueAt(advance());
        }
    }

    /** Iterates over the entries; at each, it is also a view of the entry. */
    public final class EntryIterator extends Long2LongEntryIterator {

        /** Creates an iterator before the first entry. */
        public EntryIterator() {
            this(false);
        }

        private EntryIterator(final boolean reused) {
            super(Long2LongHashMap.this, reused);
        }

        @Override
        MapEntry entry(final /*K*/ long key, final /*V*/ long value) {
            return new MapEntry(key, value);
        }

        /** An entry that outlives the step of the iterator; setting its value sets that of the map. */
        public final class MapEntry extends Long2LongEntry {

            /**
             * Creates an entry.
             *
             * @param key its key
             * @param value its value
             */
            public MapEntry(final /*K*/ long key, final /*V*/ long value) {
                super(Long2LongHashMap.this, key, value);
            }
        }
    }
}
