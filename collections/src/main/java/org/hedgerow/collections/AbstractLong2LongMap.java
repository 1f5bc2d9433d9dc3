package org.hedgerow.collections;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.agrona.collections.LongLongConsumer;
import org.agrona.collections.LongLongFunction;
import org.hedgerow.table.Long2LongHashTable;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link Long2LongHashMap} that can be said in terms of the other: what computes values, and what
 * {@link Map} asks for, which boxes them.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
abstract class AbstractLong2LongMap extends TableCollection implements Map</*K*/ Long, /*V*/ Long> {

    static final String CANNOT_ACCEPT = "cannot accept missingValue";

    @Override
    abstract Long2LongHashTable table();

    public abstract /*V*/ long missingValue();

    public abstract /*V*/ long get(/*K*/ long key);

    public abstract boolean containsKey(/*K*/ long key);

    public abstract boolean containsValue(/*V*/ long value);

    public abstract /*V*/ long put(/*K*/ long key, /*V*/ long value);

    public abstract /*V*/ long putIfAbsent(/*K*/ long key, /*V*/ long value);

    public abstract /*V*/ long replace(/*K*/ long key, /*V*/ long value);

    public abstract /*V*/ long remove(/*K*/ long key);

    public abstract void putAll(Long2LongHashMap that);

    public abstract void forEachLong(LongLongConsumer consumer);

    public abstract void replaceAllLong(/*KV*/ LongLongFunction function);

    /** Prepares for as many entries, if there are not as many. */
    abstract void reserve(long entries);

    /**
     * The value of a key, or another.
     *
     * @param key any
     * @param defaultValue what to answer if the key is not there
     * @return its value, or {@code defaultValue}
     */
    public /*V*/ long getOrDefault(final /*K*/ long key, final /*V*/ long defaultValue) {
        final /*V*/ long value = get(key);
        return value != missingValue() ? value : defaultValue;
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
    public boolean replace(final /*K*/ long key, final /*V*/ long oldValue, final /*V*/ long newValue) {
        requireStorable(newValue, CANNOT_ACCEPT);
        final boolean matches = holds(key, oldValue);
        if (matches) {
            replace(key, newValue);
        }
        return matches;
    }

    /**
     * Removes a key that has a certain value.
     *
     * @param key any
     * @param value the value that it must have
     * @return true if it had that value
     */
    public boolean remove(final /*K*/ long key, final /*V*/ long value) {
        final boolean matches = holds(key, value);
        if (matches) {
            remove(key);
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
    public /*V*/ long computeIfAbsent(final /*K*/ long key, final LongUnaryOperator mappingFunction) {
        Objects.requireNonNull(mappingFunction, "mappingFunction");
        /*V*/ long value = get(key);
        if (value == missingValue()) {
            value = mappingFunction./*V*/ applyAsLong(key);
            if (value != missingValue()) {
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
    public /*V*/ long computeIfPresent(final /*K*/ long key, final LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        final long slot = table().slotOf(key);
        final int modifications = table().modifications();
        final /*V*/ long present = valueAt(slot);
        return present == missingValue()
                ? present
                : replaceAt(slot, modifications, key, remappingFunction./*V*/ applyAsLong(key, present));
    }

    /**
     * Changes the value of a key.
     *
     * @param key any
     * @param remappingFunction answers the new value for a key and its value, or the missing value; the missing value
     *     removes the key
     * @return its value now, or the missing value
     */
    public /*V*/ long compute(final /*K*/ long key, final LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        final long slot = table().slotOf(key);
        final int modifications = table().modifications();
        return replaceAt(slot, modifications, key, remappingFunction./*V*/ applyAsLong(key, valueAt(slot)));
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
    public /*V*/ long merge(
            final /*K*/ long key, final /*V*/ long value, final /*V*/ LongLongFunction remappingFunction) {
        Objects.requireNonNull(remappingFunction, "remappingFunction");
        requireStorable(value, CANNOT_ACCEPT);
        final long slot = table().slotOf(key);
        final int modifications = table().modifications();
        final /*V*/ long present = valueAt(slot);
        final /*V*/ long merged = present == missingValue() ? value : remappingFunction.apply(present, value);
        return replaceAt(slot, modifications, key, merged);
    }

    @Override
    public @Nullable /*V*/ Long get(final Object key) {
        return boxed(get((/*K*/ long) key));
    }

    @Override
    public @Nullable /*V*/ Long put(final /*K*/ Long key, final /*V*/ Long value) {
        return boxed(put((/*K*/ long) key, (/*V*/ long) value));
    }

    @Override
    public @Nullable /*V*/ Long putIfAbsent(final /*K*/ Long key, final /*V*/ Long value) {
        return boxed(putIfAbsent((/*K*/ long) key, (/*V*/ long) value));
    }

    @Override
    public @Nullable /*V*/ Long replace(final /*K*/ Long key, final /*V*/ Long value) {
        return boxed(replace((/*K*/ long) key, (/*V*/ long) value));
    }

    @Override
    public boolean replace(final /*K*/ Long key, final /*V*/ Long oldValue, final /*V*/ Long newValue) {
        return replace((/*K*/ long) key, (/*V*/ long) oldValue, (/*V*/ long) newValue);
    }

    @Override
    public @Nullable /*V*/ Long remove(final Object key) {
        return boxed(remove((/*K*/ long) key));
    }

    @Override
    public boolean remove(final Object key, final Object value) {
        return remove((/*K*/ long) key, (/*V*/ long) value);
    }

    @Override
    public boolean containsKey(final Object key) {
        return containsKey((/*K*/ long) key);
    }

    @Override
    public boolean containsValue(final Object value) {
        return containsValue((/*V*/ long) value);
    }

    @Override
    public void forEach(final BiConsumer<? super /*K*/ Long, ? super /*V*/ Long> action) {
        forEachLong(action::accept);
    }

    @Override
    public void replaceAll(final BiFunction<? super /*K*/ Long, ? super /*V*/ Long, ? extends /*V*/ Long> function) {
        replaceAllLong(function::apply);
    }

    @Override
    public void putAll(final Map<? extends /*K*/ Long, ? extends /*V*/ Long> map) {
        if (map instanceof Long2LongHashMap that) {
            putAll(that);
        } else {
            reserve(map.size());
            map.forEach(this::put);
        }
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

    final void requireStorable(final /*V*/ long value, final String message) {
        if (value == missingValue()) {
            throw new IllegalArgumentException(message);
        }
    }

    final boolean holds(final /*K*/ long key, final /*V*/ long value) {
        final /*V*/ long present = get(key);
        return present == value && present != missingValue();
    }

    private /*V*/ long valueAt(final long slot) {
        return table().valueAt(slot) + missingValue();
    }

    /** Sets the value of a key, or removes it: without another search if it has a slot, and nothing was modified since. */
    private /*V*/ long replaceAt(
            final long slot, final int modifications, final /*K*/ long key, final /*V*/ long value) {
        final Long2LongHashTable table = table();
        if (slot == Long2LongHashTable.NOWHERE || value == missingValue() || table.modifications() != modifications) {
            return putOrRemove(key, value);
        }
        table.setValueAt(slot, value - missingValue());
        return value;
    }

    private /*V*/ long putOrRemove(final /*K*/ long key, final /*V*/ long value) {
        if (value == missingValue()) {
            remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    private @Nullable /*V*/ Long boxed(final /*V*/ long value) {
        return value != missingValue() ? value : null;
    }
}
