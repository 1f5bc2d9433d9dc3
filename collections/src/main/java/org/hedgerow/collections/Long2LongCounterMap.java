package org.hedgerow.collections;

import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.agrona.collections.Hashing;
import org.agrona.collections.LongLongConsumer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.table.HashTable;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;
import org.hedgerow.table.MovePace;

/**
 * An off-heap map from long to long that counts, as Agrona's counter maps do: without their pauses, and without the
 * garbage collector's.
 *
 * <p>Every key has a counter, and all begin at the initial value. The map holds those that are elsewhere: one that comes
 * back to the initial value takes no memory any more, and {@link #size()} does not count it. Counters that pass the
 * greatest value go on at the least one, as {@code +} does.
 *
 * <p>Single operations take a bounded time, whatever the size: the table grows and shrinks by a few slots with each
 * counter that leaves the initial value or comes back to it. It shrinks by itself, down to its initial capacity.
 *
 * <p>Not thread-safe. See the {@linkplain org.hedgerow.collections package} for what all collections have in common, and
 * for the exceptions that any operation can throw that changes a counter from the initial value where memory is short.
 */
public final class Long2LongCounterMap extends Long2LongCounterBatches {

    private static final String NAME = "Long2LongCounterMap";

    private final Long2LongHashTable table;
    private final /*V*/ long initialValue;

    /**
     * Creates a map in the shared memory, with the default load factor and the least capacity.
     *
     * @param initialValue where all counters begin
     */
    public Long2LongCounterMap(final /*V*/ long initialValue) {
        this(HashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, initialValue);
    }

    /**
     * Creates a map in the shared memory.
     *
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param initialValue where all counters begin
     * @throws IllegalArgumentException if {@code initialCapacity < 0}, or the load factor is out of its bounds
     */
    public Long2LongCounterMap(final int initialCapacity, final float loadFactor, final /*V*/ long initialValue) {
        this(GuardedMemory.shared(), initialCapacity, loadFactor, initialValue);
    }

    /**
     * Creates a map with the default load factor and the least capacity.
     *
     * @param memory where its counters are
     * @param initialValue where all counters begin
     */
    public Long2LongCounterMap(final GuardedMemory memory, final /*V*/ long initialValue) {
        this(memory, HashTable.MIN_SLOTS, Hashing.DEFAULT_LOAD_FACTOR, initialValue);
    }

    /**
     * Creates a map.
     *
     * @param memory where its counters are
     * @param initialCapacity how many slots it begins with, rounded up to a power of two; it does not shrink below that
     * @param loadFactor which part of the slots may be filled, from 0.1 to 0.9
     * @param initialValue where all counters begin
     * @throws IllegalArgumentException if {@code initialCapacity < 0} or too large for any memory, or the load factor is
     *     out of its bounds
     */
    public Long2LongCounterMap(
            final GuardedMemory memory,
            final long initialCapacity,
            final float loadFactor,
            final /*V*/ long initialValue) {
        this(memory, initialCapacity, loadFactor, initialValue, MovePace.DEFAULT);
    }

    /** Creates a map whose table moves at a pace of its own: for tests. */
    Long2LongCounterMap(
            final GuardedMemory memory,
            final long initialCapacity,
            final float loadFactor,
            final /*V*/ long initialValue,
            final MovePace pace) {
        this.table = new Long2LongHashTable(memory, initialCapacity, loadFactor, NAME, pace);
        this.initialValue = initialValue;
    }

    /**
     * Where all counters begin.
     *
     * @return as given to the constructor
     */
    @Override
    public /*V*/ long initialValue() {
        return initialValue;
    }

    /**
     * The value of a counter.
     *
     * @param key any
     * @return its value
     */
    @Override
    public /*V*/ long get(final /*K*/ long key) {
        return table.get(key) + initialValue;
    }

    /**
     * Sets a counter.
     *
     * @param key any
     * @param value its value from now on
     * @return its value until now
     * @throws IllegalArgumentException if {@code value} is the initial value; {@link #remove} sets that
     */
    public /*V*/ long put(final /*K*/ long key, final /*V*/ long value) {
        if (value == initialValue) {
            throw new IllegalArgumentException("cannot accept initialValue");
        }
        return table.put(key, value - initialValue) + initialValue;
    }

    /**
     * Sets a counter to the initial value.
     *
     * @param key any
     * @return its value until now
     */
    @Override
    public /*V*/ long remove(final /*K*/ long key) {
        return table.remove(key) + initialValue;
    }

    /**
     * Adds 1 to a counter.
     *
     * @param key any
     * @return its value from now on
     */
    public /*V*/ long incrementAndGet(final /*K*/ long key) {
        return table.getAndAdd(key, 1) + initialValue + 1;
    }

    /**
     * Subtracts 1 from a counter.
     *
     * @param key any
     * @return its value from now on
     */
    public /*V*/ long decrementAndGet(final /*K*/ long key) {
        return table.getAndAdd(key, -1) + initialValue - 1;
    }

    /**
     * Adds to a counter.
     *
     * @param key any
     * @param amount what to add
     * @return its value from now on
     */
    public /*V*/ long addAndGet(final /*K*/ long key, final /*V*/ long amount) {
        return table.getAndAdd(key, amount) + initialValue + amount;
    }

    /**
     * Adds 1 to a counter.
     *
     * @param key any
     * @return its value until now
     */
    public /*V*/ long getAndIncrement(final /*K*/ long key) {
        return table.getAndAdd(key, 1) + initialValue;
    }

    /**
     * Subtracts 1 from a counter.
     *
     * @param key any
     * @return its value until now
     */
    public /*V*/ long getAndDecrement(final /*K*/ long key) {
        return table.getAndAdd(key, -1) + initialValue;
    }

    /**
     * Adds to a counter.
     *
     * @param key any
     * @param amount what to add
     * @return its value until now
     */
    @Override
    public /*V*/ long getAndAdd(final /*K*/ long key, final /*V*/ long amount) {
        return table.getAndAdd(key, amount) + initialValue;
    }

    /**
     * The value of a counter; if it is the initial value, it is given another by a function.
     *
     * @param key any
     * @param mappingFunction answers the value for a key; the initial value changes nothing
     * @return its value now
     */
    public /*V*/ long computeIfAbsent(final /*K*/ long key, final LongUnaryOperator mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        /*V*/ long value = get(key);
        if (value == initialValue) {
            value = mappingFunction./*V*/ applyAsLong(key);
            if (value != initialValue) {
                put(key, value);
            }
        }
        return value;
    }

    /**
     * Whether a counter is not at the initial value.
     *
     * @param key any
     * @return true if it is not
     */
    public boolean containsKey(final /*K*/ long key) {
        return table.get(key) != 0;
    }

    /**
     * Whether any counter that is not at the initial value has a value. The cost grows with the capacity.
     *
     * @param value any
     * @return true if one has
     */
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
     * Visits all counters that are not at the initial value. The cost grows with the capacity.
     *
     * @param consumer is given each key and its counter's value; it may not bring a counter to the initial value or away
     *     from it
     */
    public void forEach(final LongLongConsumer consumer) {
        Objects.requireNonNull(consumer, "consumer");
        table.forEach((key, value) -> consumer.accept(key, value + initialValue));
    }

    /**
     * The least value of a counter that is not at the initial value. The cost grows with the capacity.
     *
     * @return the least value, or the initial value if all are there
     */
    public /*V*/ long minValue() {
        return reduceValues(Math::min);
    }

    /**
     * The greatest value of a counter that is not at the initial value. The cost grows with the capacity.
     *
     * @return the greatest value, or the initial value if all are there
     */
    public /*V*/ long maxValue() {
        return reduceValues(Math::max);
    }

    private /*V*/ long reduceValues(final /*V*/ LongBinaryOperator operator) {
        final Long2LongCursor cursor = new Long2LongCursor(table);
        if (!cursor.next()) {
            return initialValue;
        }
        /*V*/ long result = valueAt(cursor);
        while (cursor.next()) {
            result = operator./*V*/ applyAsLong(result, valueAt(cursor));
        }
        return result;
    }

    private /*V*/ long valueAt(final Long2LongCursor cursor) {
        return cursor.value() + initialValue;
    }

    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "{", "}");
        forEach((key, value) -> text.add(key + "=" + value));
        return text.toString();
    }

    @Override
    Long2LongHashTable table() {
        return table;
    }
}
