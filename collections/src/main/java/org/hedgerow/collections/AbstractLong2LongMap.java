package org.hedgerow.collections;

import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongBinaryOperator;
import java.util.function.LongUnaryOperator;
import org.agrona.collections.LongLongConsumer;
import org.agrona.collections.LongLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The half of {@link Long2LongHashMap} that can be said in terms of the other: what computes values, and what
 * {@link Map} asks for, which boxes them.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
abstract class AbstractLong2LongMap extends TableCollection implements Map<Long, Long> {

    static final String CANNOT_ACCEPT = "cannot accept missingValue";

    public abstract long missingValue();

    public abstract long get(long key);

    public abstract boolean containsKey(long key);

    public abstract boolean containsValue(long value);

    public abstract long put(long key, long value);

    public abstract long putIfAbsent(long key, long value);

    public abstract long replace(long key, long value);

    public abstract long remove(long key);

    public abstract void forEachLong(LongLongConsumer consumer);

    public abstract void replaceAllLong(LongLongFunction function);

    /** Prepares for as many entries, if there are not as many. */
    abstract void reserve(long entries);

    /**
     * The value of a key, or another.
     *
     * @param key any
     * @param defaultValue what to answer if the key is not there
     * @return its value, or {@code defaultValue}
     */
    public long getOrDefault(final long key, final long defaultValue) {
        final long value = get(key);
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
    public boolean replace(final long key, final long oldValue, final long newValue) {
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
    public boolean remove(final long key, final long value) {
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
    public long computeIfAbsent(final long key, final LongUnaryOperator mappingFunction) {
        Objects.requireNonNull(mappingFunction);
        long value = get(key);
        if (value == missingValue()) {
            value = mappingFunction.applyAsLong(key);
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
    public long computeIfPresent(final long key, final LongBinaryOperator remappingFunction) {
        Objects.requireNonNull(remappingFunction);
        final long value = get(key);
        return value == missingValue() ? value : putOrRemove(key, remappingFunction.applyAsLong(key, value));
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
        return putOrRemove(key, present == missingValue() ? value : remappingFunction.apply(present, value));
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
        reserve(map.size());
        map.forEach(this::put);
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

    final void requireStorable(final long value, final String message) {
        if (value == missingValue()) {
            throw new IllegalArgumentException(message);
        }
    }

    final boolean holds(final long key, final long value) {
        final long present = get(key);
        return present == value && present != missingValue();
    }

    private long putOrRemove(final long key, final long value) {
        if (value == missingValue()) {
            remove(key);
        } else {
            put(key, value);
        }
        return value;
    }

    private @Nullable Long boxed(final long value) {
        return value != missingValue() ? value : null;
    }
}
