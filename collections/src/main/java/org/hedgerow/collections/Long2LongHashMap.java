package org.hedgerow.collections;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.util.AbstractCollection;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import org.agrona.collections.CollectionUtil;
import org.agrona.collections.Hashing;
import org.agrona.collections.LongLongConsumer;
import org.agrona.collections.LongLongFunction;
import org.agrona.collections.LongLongPredicate;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.table.HashTable;
import org.hedgerow.table.MovePace;
import org.hedgerow.table.TableCursor;
import org.jspecify.annotations.Nullable;

/**
 * An off-heap map from long to long: Agrona's {@code Long2LongHashMap}, without its pauses and without its garbage
 * collector's.
 *
 * <p>One value, the missing value, stands for "no entry": it is answered for keys that are not there, and cannot be
 * stored. Single operations take a bounded time, whatever the size: the table grows and shrinks by a few slots with
 * each insertion and removal. It shrinks by itself, down to its initial capacity.
 *
 * <p>Iteration goes in an order of the keys' hashes that is the same for the same keys and capacity.
 *
 * <p>Not thread-safe. See the {@linkplain org.hedgerow.collections package} for what all collections have in common, and
 * for the exceptions that any insertion can throw where memory is short.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class Long2LongHashMap implements Map<Long, Long>, AutoCloseable {

    private static final String NAME = "Long2LongHashMap";

    /** How many keys' memory is waited for together. */
    private static final int BATCH = 32;

    private static final String CANNOT_ACCEPT = "cannot accept missingValue";

    private final HashTable table;
    private final long missingValue;

    private final @Nullable KeySet reusedKeySet;
    private final @Nullable ValueCollection reusedValues;
    private final @Nullable EntrySet reusedEntrySet;

    /**
     * Creates a map in the shared memory, with the default load factor and the least capacity.
     *
     * @param missingValue stands for "no entry"
     */
    public Long2LongHashMap(final long missingValue) {
        this(HashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, missingValue);
    }

    /**
     * Creates a map in the shared memory.
     *
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param missingValue stands for "no entry"
     * @throws IllegalArgumentException if {@code initialCapacity < 0}, or the load factor is out of its bounds
     */
    public Long2LongHashMap(final int initialCapacity, final float loadFactor, final long missingValue) {
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
            final long missingValue,
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
                mapToCopy.table.capacity(),
                mapToCopy.table.loadFactor(),
                mapToCopy.missingValue,
                mapToCopy.reusedKeySet != null);
        try {
            putAll(mapToCopy);
        } catch (final RuntimeException e) {
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
    public Long2LongHashMap(final GuardedMemory memory, final long missingValue) {
        this(memory, HashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, missingValue);
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
            final GuardedMemory memory, final long initialCapacity, final float loadFactor, final long missingValue) {
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
            final long missingValue,
            final boolean shouldAvoidAllocation) {
        this(memory, initialCapacity, loadFactor, missingValue, shouldAvoidAllocation, MovePace.DEFAULT);
    }

    /** Creates a map whose table moves at a pace of its own: for tests. */
    Long2LongHashMap(
            final GuardedMemory memory,
            final long initialCapacity,
            final float loadFactor,
            final long missingValue,
            final boolean shouldAvoidAllocation,
            final MovePace pace) {
        CollectionUtil.validateLoadFactor(loadFactor);
        this.table = new HashTable(memory, initialCapacity, loadFactor, NAME, pace);
        this.missingValue = missingValue;
        this.reusedKeySet = shouldAvoidAllocation ? new KeySet(new KeyIterator()) : null;
        this.reusedValues = shouldAvoidAllocation ? new ValueCollection(new ValueIterator()) : null;
        this.reusedEntrySet = shouldAvoidAllocation ? new EntrySet(new EntryIterator(true)) : null;
    }

    /**
     * Retires the memory of the map. Costs a bounded time.
     *
     * @throws IllegalStateException if the map is closed already
     */
    @Override
    public void close() {
        table.close();
    }

    /**
     * The value that stands for "no entry".
     *
     * @return as given to the constructor
     */
    public long missingValue() {
        return missingValue;
    }

    /**
     * Which part of the slots may be filled.
     *
     * @return as given to the constructor
     */
    public float loadFactor() {
        return table.loadFactor();
    }

    /**
     * The number of slots.
     *
     * @return a power of two, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int capacity() {
        return saturated(table.capacity());
    }

    /**
     * The number of slots.
     *
     * @return a power of two
     */
    public long longCapacity() {
        return table.capacity();
    }

    /**
     * The size beyond which the map grows.
     *
     * @return that size, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int resizeThreshold() {
        return saturated(table.resizeThreshold());
    }

    /**
     * The number of entries.
     *
     * @return that number, or {@link Integer#MAX_VALUE} if it is larger: see {@link #longSize()}
     */
    @Override
    public int size() {
        return saturated(table.size());
    }

    /**
     * The number of entries.
     *
     * @return that number
     */
    public long longSize() {
        return table.size();
    }

    @Override
    public boolean isEmpty() {
        return table.size() == 0;
    }

    /**
     * The value of a key.
     *
     * @param key any
     * @return its value, or the missing value
     */
    public long get(final long key) {
        return table.get(key) ^ missingValue;
    }

    /**
     * The value of a key, or another.
     *
     * @param key any
     * @param defaultValue what to answer if the key is not there
     * @return its value, or {@code defaultValue}
     */
    public long getOrDefault(final long key, final long defaultValue) {
        final long value = get(key);
        return value != missingValue ? value : defaultValue;
    }

    /**
     * The values of many keys. Faster than {@link #get} for each where the map is larger than the processor's caches,
     * since it waits for the memory of some dozens of keys together.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param values receives the values, or the missing value, at the indices of their keys; may be {@code keys} itself
     * @throws IndexOutOfBoundsException if the range is not within both arrays
     */
    public void getAll(final long[] keys, final int offset, final int length, final long[] values) {
        checkRange(offset, length, keys.length, values.length);
        for (int from = offset; from < offset + length; from += BATCH) {
            final int to = Math.min(from + BATCH, offset + length);
            table.touch(keys, from, to);
            for (int i = from; i < to; i++) {
                values[i] = get(keys[i]);
            }
        }
    }

    /**
     * Whether many keys are there; see {@link #getAll} for when that is faster than {@link #containsKey(long)} for each.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param contained receives, at the indices of the keys, true for those that have a value
     * @throws IndexOutOfBoundsException if the range is not within both arrays
     */
    public void containsAll(final long[] keys, final int offset, final int length, final boolean[] contained) {
        checkRange(offset, length, keys.length, contained.length);
        for (int from = offset; from < offset + length; from += BATCH) {
            final int to = Math.min(from + BATCH, offset + length);
            table.touch(keys, from, to);
            for (int i = from; i < to; i++) {
                contained[i] = containsKey(keys[i]);
            }
        }
    }

    /**
     * Sets the values of many keys, in the order in which they stand there; see {@link #getAll} for when that is faster
     * than {@link #put(long, long)} for each. If memory is refused for one, those before it are put.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param values their values from now on, at the same indices
     * @throws IndexOutOfBoundsException if the range is not within both arrays, with nothing put
     * @throws IllegalArgumentException if one of the values is the missing value, with nothing put
     */
    public void putAll(final long[] keys, final int offset, final int length, final long[] values) {
        checkRange(offset, length, keys.length, values.length);
        for (int i = offset; i < offset + length; i++) {
            requireStorable(values[i], CANNOT_ACCEPT);
        }
        for (int from = offset; from < offset + length; from += BATCH) {
            final int to = Math.min(from + BATCH, offset + length);
            table.touch(keys, from, to);
            for (int i = from; i < to; i++) {
                put(keys[i], values[i]);
            }
        }
    }

    /**
     * Removes many keys; see {@link #getAll} for when that is faster than {@link #remove(long)} for each.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @return how many of them had a value
     * @throws IndexOutOfBoundsException if the range is not within the array
     */
    public int removeAll(final long[] keys, final int offset, final int length) {
        checkRange(offset, length, keys.length, keys.length);
        final long before = longSize();
        for (int from = offset; from < offset + length; from += BATCH) {
            final int to = Math.min(from + BATCH, offset + length);
            table.touch(keys, from, to);
            for (int i = from; i < to; i++) {
                table.remove(keys[i]);
            }
        }
        return (int) (before - longSize());
    }

    /**
     * The values of many keys, as {@link #getAll(long[], int, int, long[])}; in segments, of longs in native byte order.
     *
     * @param keys the keys
     * @param values receives the values, or the missing value; may be {@code keys} itself
     * @throws IllegalArgumentException if the segments are not of the same size, a multiple of 8
     */
    public void getAll(final MemorySegment keys, final MemorySegment values) {
        final long count = countOf(keys, values, Long.BYTES);
        for (long from = 0; from < count; from += BATCH) {
            final long to = Math.min(from + BATCH, count);
            table.touch(keys, from, to);
            for (long i = from; i < to; i++) {
                setLongAt(values, i, get(longAt(keys, i)));
            }
        }
    }

    /**
     * Whether many keys are there, as {@link #containsAll(long[], int, int, boolean[])}; in segments, of longs in native
     * byte order.
     *
     * @param keys the keys
     * @param contained receives for each key a byte: 1 if it has a value, otherwise 0
     * @throws IllegalArgumentException if there are not 8 bytes of keys for each byte
     */
    public void containsAll(final MemorySegment keys, final MemorySegment contained) {
        final long count = countOf(keys, contained, Byte.BYTES);
        for (long from = 0; from < count; from += BATCH) {
            final long to = Math.min(from + BATCH, count);
            table.touch(keys, from, to);
            for (long i = from; i < to; i++) {
                contained.set(JAVA_BYTE, i, (byte) (containsKey(longAt(keys, i)) ? 1 : 0));
            }
        }
    }

    /**
     * Sets the values of many keys, as {@link #putAll(long[], int, int, long[])}; in segments, of longs in native byte
     * order.
     *
     * @param keys the keys
     * @param values their values from now on
     * @throws IllegalArgumentException if the segments are not of the same size, a multiple of 8; or if one of the values
     *     is the missing value; with nothing put
     */
    public void putAll(final MemorySegment keys, final MemorySegment values) {
        final long count = countOf(keys, values, Long.BYTES);
        for (long i = 0; i < count; i++) {
            requireStorable(longAt(values, i), CANNOT_ACCEPT);
        }
        for (long from = 0; from < count; from += BATCH) {
            final long to = Math.min(from + BATCH, count);
            table.touch(keys, from, to);
            for (long i = from; i < to; i++) {
                put(longAt(keys, i), longAt(values, i));
            }
        }
    }

    /**
     * Removes many keys, as {@link #removeAll(long[], int, int)}; in a segment, of longs in native byte order.
     *
     * @param keys the keys
     * @return how many of them had a value
     * @throws IllegalArgumentException if the size of the segment is not a multiple of 8
     */
    public long removeAll(final MemorySegment keys) {
        final long count = countOf(keys, keys, Long.BYTES);
        final long before = longSize();
        for (long from = 0; from < count; from += BATCH) {
            final long to = Math.min(from + BATCH, count);
            table.touch(keys, from, to);
            for (long i = from; i < to; i++) {
                table.remove(longAt(keys, i));
            }
        }
        return before - longSize();
    }

    /**
     * Whether a key is there.
     *
     * @param key any
     * @return true if it has a value
     */
    public boolean containsKey(final long key) {
        return table.get(key) != 0;
    }

    /**
     * Whether any key has a value. The cost grows with the capacity.
     *
     * @param value any
     * @return true if one has
     */
    public boolean containsValue(final long value) {
        final TableCursor cursor = new TableCursor(table);
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
    public long put(final long key, final long value) {
        return table.put(key, stored(value)) ^ missingValue;
    }

    /**
     * Sets the value of a key that has none.
     *
     * @param key any
     * @param value its value if it has none
     * @return its value until now, or the missing value
     * @throws IllegalArgumentException if {@code value} is the missing value
     */
    public long putIfAbsent(final long key, final long value) {
        return table.putIfAbsent(key, stored(value)) ^ missingValue;
    }

    /**
     * Sets the value of a key that has one.
     *
     * @param key any
     * @param value its value from now on, if it has one
     * @return its value until now, or the missing value
     * @throws IllegalArgumentException if {@code value} is the missing value
     */
    public long replace(final long key, final long value) {
        return table.replace(key, stored(value)) ^ missingValue;
    }

    /**
     * Sets the value of a key that has a certain one.
     *
     * @param key any
     * @param oldValue the value that it must have
     * @param newValue its value from now on
     * @return true if it had that value
     * @throws IllegalArgumentException if {@code newValue} is the missing value
     */
    public boolean replace(final long key, final long oldValue, final long newValue) {
        final long stored = stored(newValue);
        final boolean matches = holds(key, oldValue);
        if (matches) {
            table.replace(key, stored);
        }
        return matches;
    }

    /**
     * Removes a key.
     *
     * @param key any
     * @return its value until now, or the missing value
     */
    public long remove(final long key) {
        return table.remove(key) ^ missingValue;
    }

    /**
     * Removes a key that has a certain value.
     *
     * @param key any
     * @param value the value that it must have
     * @return true if it had that value
     */
    public boolean remove(final long key, final long value) {
        final boolean matches = holds(key, value);
        if (matches) {
            table.remove(key);
        }
        return matches;
    }

    /**
     * The value of a key; if it has none, it is given one by a function.
     *
     * @param key any
     * @param mappingFunction answers the value for a key; the missing value stores nothing
     * @return its value now, or the missing value
     */
    public long computeIfAbsent(final long key, final LongUnaryOperator mappingFunction) {
        Objects.requireNonNull(mappingFunction);
        long value = get(key);
        if (value == missingValue) {
            value = mappingFunction.applyAsLong(key);
            if (value != missingValue) {
                put(key, value);
            }
        }
        return value;
    }

    /**
     * Changes the value of a key that has one.
     *
     * @param key any
     * @param remappingFunction answers the new value for a key and its value; the missing value removes the key
     * @return its value now, or the missing value
     */
    public long computeIfPresent(final long key, final LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction);
        final long value = get(key);
        return value == missingValue ? missingValue : putOrRemove(key, remappingFunction.applyAsLong(key, value));
    }

    /**
     * Changes the value of a key.
     *
     * @param key any
     * @param remappingFunction answers the new value for a key and its value, or the missing value; the missing value
     *     removes the key
     * @return its value now, or the missing value
     */
    public long compute(final long key, final LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction);
        return putOrRemove(key, remappingFunction.applyAsLong(key, get(key)));
    }

    /**
     * Sets the value of a key that has none, or combines the one that it has with another.
     *
     * @param key any
     * @param value its value if it has none
     * @param remappingFunction answers the new value for its value and {@code value}; the missing value removes the key
     * @return its value now, or the missing value
     * @throws IllegalArgumentException if {@code value} is the missing value
     */
    public long merge(final long key, final long value, final LongLongFunction remappingFunction) {
        Objects.requireNonNull(remappingFunction);
        requireStorable(value, CANNOT_ACCEPT);
        final long present = get(key);
        return putOrRemove(key, present == missingValue ? value : remappingFunction.apply(present, value));
    }

    /**
     * Visits all entries. The cost grows with the capacity; nothing is allocated that grows.
     *
     * @param consumer is given each key and its value; it may not add or remove entries
     */
    public void forEachLong(final LongLongConsumer consumer) {
        Objects.requireNonNull(consumer);
        table.forEach((key, value) -> consumer.accept(key, value ^ missingValue));
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
    public void replaceAllLong(final LongLongFunction function) {
        Objects.requireNonNull(function);
        final TableCursor cursor = new TableCursor(table);
        while (cursor.next()) {
            final long value = function.apply(cursor.key(), valueAt(cursor));
            requireStorable(value, "cannot replace with a missingValue");
            cursor.setValue(value ^ missingValue);
        }
    }

    /**
     * Puts all entries of another map into this one, which is sized for them first.
     *
     * @param that the other map
     * @throws IllegalArgumentException if it has a value that is this map's missing value; entries visited before that
     *     are put
     */
    public void putAll(final Long2LongHashMap that) {
        table.reserve(Math.max(longSize(), that.longSize()));
        that.forEachLong(this::put);
    }

    /**
     * The least value. The cost grows with the capacity.
     *
     * @return the least value, or the missing value if there is none
     */
    public long minValue() {
        return reduceValues(Math::min);
    }

    /**
     * The greatest value. The cost grows with the capacity.
     *
     * @return the greatest value, or the missing value if there is none
     */
    public long maxValue() {
        return reduceValues(Math::max);
    }

    /** Removes all entries, and retires the memory. Costs a bounded time. */
    @Override
    public void clear() {
        table.clear();
    }

    /**
     * Gives the map the least capacity for its entries, at once: the one operation whose cost grows with the capacity
     * and that is not asked to visit entries. Maps shrink without it, too.
     */
    public void compact() {
        table.compact();
    }

    @Override
    public @Nullable Long get(final Object key) {
        return boxed(get((long) key));
    }

    @Override
    public @Nullable Long put(final Long key, final Long value) {
        return boxed(put((long) key, (long) value));
    }

    @Override
    public @Nullable Long putIfAbsent(final Long key, final Long value) {
        return boxed(putIfAbsent((long) key, (long) value));
    }

    @Override
    public @Nullable Long replace(final Long key, final Long value) {
        return boxed(replace((long) key, (long) value));
    }

    @Override
    public boolean replace(final Long key, final Long oldValue, final Long newValue) {
        return replace((long) key, (long) oldValue, (long) newValue);
    }

    @Override
    public @Nullable Long remove(final Object key) {
        return boxed(remove((long) key));
    }

    @Override
    public boolean remove(final Object key, final Object value) {
        return remove((long) key, (long) value);
    }

    @Override
    public boolean containsKey(final Object key) {
        return containsKey((long) key);
    }

    @Override
    public boolean containsValue(final Object value) {
        return containsValue((long) value);
    }

    @Override
    public void forEach(final BiConsumer<? super Long, ? super Long> action) {
        forEachLong(action::accept);
    }

    @Override
    public void replaceAll(final BiFunction<? super Long, ? super Long, ? extends Long> function) {
        replaceAllLong(function::apply);
    }

    @Override
    public void putAll(final Map<? extends Long, ? extends Long> map) {
        table.reserve(Math.max(longSize(), map.size()));
        map.forEach(this::put);
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
        final TableCursor cursor = new TableCursor(table);
        while (cursor.next()) {
            if (!Objects.equals(that.get(cursor.key()), valueAt(cursor))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int sum = 0;
        final TableCursor cursor = new TableCursor(table);
        while (cursor.next()) {
            sum += Long.hashCode(cursor.key()) ^ Long.hashCode(valueAt(cursor));
        }
        return sum;
    }

    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("{");
        forEachLong((key, value) -> text.append(text.length() > 1 ? ", " : "")
                .append(key)
                .append('=')
                .append(value));
        return text.append('}').toString();
    }

    /** The table beneath, for tests. */
    HashTable table() {
        return table;
    }

    private long stored(final long value) {
        requireStorable(value, CANNOT_ACCEPT);
        return value ^ missingValue;
    }

    private void requireStorable(final long value, final String message) {
        if (value == missingValue) {
            throw new IllegalArgumentException(message);
        }
    }

    private void checkRange(final int offset, final int length, final int keys, final int results) {
        table.checkOpen();
        Objects.checkFromIndexSize(offset, length, Math.min(keys, results));
    }

    /** How many keys a segment holds. */
    private long countOf(final MemorySegment keys, final MemorySegment results, final int resultBytes) {
        table.checkOpen();
        final long count = keys.byteSize() / Long.BYTES;
        if (keys.byteSize() % Long.BYTES != 0 || results.byteSize() != count * resultBytes) {
            throw new IllegalArgumentException("segments of " + keys.byteSize() + " bytes of keys, and "
                    + results.byteSize() + " bytes beside them: must be 8, and " + resultBytes + ", for each key");
        }
        return count;
    }

    private static long longAt(final MemorySegment segment, final long index) {
        return segment.get(JAVA_LONG_UNALIGNED, index * Long.BYTES);
    }

    private static void setLongAt(final MemorySegment segment, final long index, final long value) {
        segment.set(JAVA_LONG_UNALIGNED, index * Long.BYTES, value);
    }

    private boolean holds(final long key, final long value) {
        final long present = get(key);
        return present == value && present != missingValue;
    }

    private long putOrRemove(final long key, final long value) {
        if (value == missingValue) {
            remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    /** Combines all values; the missing value if there is none. */
    private long reduceValues(final LongBinaryOperator operator) {
        final TableCursor cursor = new TableCursor(table);
        if (!cursor.next()) {
            return missingValue;
        }
        long result = valueAt(cursor);
        while (cursor.next()) {
            result = operator.applyAsLong(result, valueAt(cursor));
        }
        return result;
    }

    private long valueAt(final TableCursor cursor) {
        return cursor.value() ^ missingValue;
    }

    private @Nullable Long boxed(final long value) {
        return value != missingValue ? value : null;
    }

    private static int saturated(final long value) {
        return (int) Math.min(Integer.MAX_VALUE, value);
    }

    /** What the iterators have in common. */
    abstract class AbstractIterator {

        private final TableCursor cursor = new TableCursor(table);
        private long remaining = table.size();

        final void reset() {
            cursor.reset();
            remaining = table.size();
        }

        /**
         * How many entries are to come.
         *
         * @return that number, or {@link Integer#MAX_VALUE} if it is larger
         */
        public int remaining() {
            return saturated(remaining);
        }

        /**
         * Whether entries are to come.
         *
         * @return true if there are
         */
        public boolean hasNext() {
            table.checkOpen();
            return remaining > 0;
        }

        /**
         * Removes the entry that was last answered.
         *
         * @throws IllegalStateException if none was, or it was removed
         */
        public void remove() {
            current().remove();
        }

        final TableCursor advance() {
            if (!hasNext() || !cursor.next()) {
                throw new NoSuchElementException();
            }
            remaining--;
            return cursor;
        }

        final TableCursor current() {
            table.checkOpen();
            if (!cursor.hasCurrent()) {
                throw new IllegalStateException("there is no entry here: next was not called, or remove was");
            }
            return cursor;
        }
    }

    /** Iterates over the keys. */
    public final class KeyIterator extends AbstractIterator implements Iterator<Long> {

        /** Creates an iterator before the first key. */
        public KeyIterator() {}

        @Override
        public Long next() {
            return nextValue();
        }

        /**
         * The next key.
         *
         * @return the key
         * @throws NoSuchElementException if there is none
         */
        public long nextValue() {
            return advance().key();
        }
    }

    /** Iterates over the values. */
    public final class ValueIterator extends AbstractIterator implements Iterator<Long> {

        /** Creates an iterator before the first value. */
        public ValueIterator() {}

        @Override
        public Long next() {
            return nextValue();
        }

        /**
         * The next value.
         *
         * @return the value
         * @throws NoSuchElementException if there is none
         */
        public long nextValue() {
            return valueAt(advance());
        }
    }

    /** Iterates over the entries; at each, it is also a view of the entry. */
    public final class EntryIterator extends AbstractIterator
            implements Iterator<Entry<Long, Long>>, Entry<Long, Long> {

        private final boolean reused;

        /** Creates an iterator before the first entry. */
        public EntryIterator() {
            this(false);
        }

        /** Creates an iterator that answers itself for each entry, or a fresh object. */
        private EntryIterator(final boolean reused) {
            this.reused = reused;
        }

        @Override
        public Entry<Long, Long> next() {
            final TableCursor entry = advance();
            return reused ? this : new MapEntry(entry.key(), valueAt(entry));
        }

        @Override
        public Long getKey() {
            return getLongKey();
        }

        /**
         * The key of the entry.
         *
         * @return the key
         * @throws IllegalStateException if there is no entry here
         */
        public long getLongKey() {
            return current().key();
        }

        @Override
        public Long getValue() {
            return getLongValue();
        }

        /**
         * The value of the entry.
         *
         * @return the value
         * @throws IllegalStateException if there is no entry here
         */
        public long getLongValue() {
            return valueAt(current());
        }

        @Override
        public Long setValue(final Long value) {
            return setValue((long) value);
        }

        /**
         * Sets the value of the entry.
         *
         * @param value its value from now on
         * @return its value until now
         * @throws IllegalArgumentException if {@code value} is the missing value
         * @throws IllegalStateException if there is no entry here
         */
        public long setValue(final long value) {
            final TableCursor entry = current();
            final long previous = valueAt(entry);
            entry.setValue(stored(value));
            return previous;
        }

        @Override
        public boolean equals(final @Nullable Object other) {
            return other instanceof Entry<?, ?> that
                    && Objects.equals(getKey(), that.getKey())
                    && Objects.equals(getValue(), that.getValue());
        }

        @Override
        public int hashCode() {
            return Long.hashCode(getLongKey()) ^ Long.hashCode(getLongValue());
        }

        @Override
        public String toString() {
            return getLongKey() + "=" + getLongValue();
        }

        /** An entry that outlives the step of the iterator; setting its value sets that of the map. */
        public final class MapEntry implements Entry<Long, Long> {

            private final long key;
            private long value;

            /**
             * Creates an entry.
             *
             * @param key its key
             * @param value its value
             */
            public MapEntry(final long key, final long value) {
                this.key = key;
                this.value = value;
            }

            @Override
            public Long getKey() {
                return key;
            }

            @Override
            public Long getValue() {
                return value;
            }

            @Override
            public Long setValue(final Long newValue) {
                final long previous = value;
                put(key, (long) newValue);
                value = newValue;
                return previous;
            }

            @Override
            public boolean equals(final @Nullable Object other) {
                return other instanceof Entry<?, ?> that
                        && Objects.equals(key, that.getKey())
                        && Objects.equals(value, that.getValue());
            }

            @Override
            public int hashCode() {
                return Long.hashCode(key) ^ Long.hashCode(value);
            }

            @Override
            public String toString() {
                return key + "=" + value;
            }
        }
    }

    /** The keys: a view of the map. */
    public final class KeySet extends AbstractSet<Long> {

        private final @Nullable KeyIterator reused;

        /** Creates a view whose iterators are fresh. */
        public KeySet() {
            this(null);
        }

        private KeySet(final @Nullable KeyIterator reused) {
            this.reused = reused;
        }

        @Override
        public KeyIterator iterator() {
            if (reused == null) {
                return new KeyIterator();
            }
            reused.reset();
            return reused;
        }

        @Override
        public int size() {
            return Long2LongHashMap.this.size();
        }

        @Override
        public boolean isEmpty() {
            return Long2LongHashMap.this.isEmpty();
        }

        @Override
        public void clear() {
            Long2LongHashMap.this.clear();
        }

        @Override
        public boolean contains(final Object key) {
            return containsKey(key);
        }

        /**
         * Whether a key is there.
         *
         * @param key any
         * @return true if it has a value
         */
        public boolean contains(final long key) {
            return containsKey(key);
        }

        @Override
        public boolean remove(final Object key) {
            return Long2LongHashMap.this.remove(key) != null;
        }

        /**
         * Removes the keys that meet a condition.
         *
         * @param filter the condition
         * @return true if any key was removed
         */
        public boolean removeIfLong(final LongPredicate filter) {
            return removeEntriesIf((key, value) -> filter.test(key));
        }
    }

    /** The values: a view of the map. */
    public final class ValueCollection extends AbstractCollection<Long> {

        private final @Nullable ValueIterator reused;

        /** Creates a view whose iterators are fresh. */
        public ValueCollection() {
            this(null);
        }

        private ValueCollection(final @Nullable ValueIterator reused) {
            this.reused = reused;
        }

        @Override
        public ValueIterator iterator() {
            if (reused == null) {
                return new ValueIterator();
            }
            reused.reset();
            return reused;
        }

        @Override
        public int size() {
            return Long2LongHashMap.this.size();
        }

        @Override
        public void clear() {
            Long2LongHashMap.this.clear();
        }

        @Override
        public boolean contains(final Object value) {
            return containsValue(value);
        }

        /**
         * Whether any key has a value.
         *
         * @param value any
         * @return true if one has
         */
        public boolean contains(final long value) {
            return containsValue(value);
        }

        /**
         * Removes the entries whose values meet a condition.
         *
         * @param filter the condition
         * @return true if any entry was removed
         */
        public boolean removeIfLong(final LongPredicate filter) {
            return removeEntriesIf((key, value) -> filter.test(value));
        }
    }

    /** The entries: a view of the map. */
    public final class EntrySet extends AbstractSet<Entry<Long, Long>> {

        private final @Nullable EntryIterator reused;

        /** Creates a view whose iterators are fresh. */
        public EntrySet() {
            this(null);
        }

        private EntrySet(final @Nullable EntryIterator reused) {
            this.reused = reused;
        }

        @Override
        public EntryIterator iterator() {
            if (reused == null) {
                return new EntryIterator();
            }
            reused.reset();
            return reused;
        }

        @Override
        public int size() {
            return Long2LongHashMap.this.size();
        }

        @Override
        public boolean isEmpty() {
            return Long2LongHashMap.this.isEmpty();
        }

        @Override
        public void clear() {
            Long2LongHashMap.this.clear();
        }

        @Override
        public boolean contains(final @Nullable Object entry) {
            return entry instanceof Entry<?, ?> that
                    && that.getKey() instanceof Long key
                    && that.getValue() instanceof Long value
                    && holds(key, value);
        }

        @Override
        public boolean remove(final @Nullable Object entry) {
            return contains(entry)
                    && entry instanceof Entry<?, ?> that
                    && Long2LongHashMap.this.remove(that.getKey()) != null;
        }

        /**
         * Removes the entries that meet a condition.
         *
         * @param filter the condition, of key and value
         * @return true if any entry was removed
         */
        public boolean removeIfLong(final LongLongPredicate filter) {
            return removeEntriesIf(filter);
        }

        @Override
        public Object[] toArray() {
            return toArray(new Object[0]);
        }

        @Override
        public <T> T[] toArray(final T[] array) {
            return copies().toArray(array);
        }

        /** Entries of their own, though the iterator may answer itself for each. */
        private List<Entry<Long, Long>> copies() {
            final List<Entry<Long, Long>> copies = new ArrayList<>(size());
            final EntryIterator entries = new EntryIterator();
            while (entries.hasNext()) {
                copies.add(entries.next());
            }
            return copies;
        }
    }

    private boolean removeEntriesIf(final LongLongPredicate filter) {
        Objects.requireNonNull(filter);
        boolean removed = false;
        final TableCursor cursor = new TableCursor(table);
        while (cursor.next()) {
            if (filter.test(cursor.key(), valueAt(cursor))) {
                cursor.remove();
                removed = true;
            }
        }
        return removed;
    }
}
