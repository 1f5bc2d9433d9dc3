package org.hedgerow.collections;

import java.util.Map.Entry;
import org.jspecify.annotations.Nullable;

/** A key and its value, apart from the {@link Long2LongHashMap} that they were in; setting the value sets that there. */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
class Long2LongEntry implements Entry</*K*/ Long, /*V*/ Long> {

    private final Long2LongHashMap map;
    private final /*K*/ long key;
    private /*V*/ long value;

    Long2LongEntry(final Long2LongHashMap map, final /*K*/ long key, final /*V*/ long value) {
        this.map = map;
        this.key = key;
        this.value = value;
    }

    @Override
    public /*K*/ Long getKey() {
        return key;
    }

    @Override
    public /*V*/ Long getValue() {
        return value;
    }

    @Override
    public /*V*/ Long setValue(final /*V*/ Long newValue) {
        final /*V*/ long previous = map.put(key, (/*V*/ long) newValue);
        value = newValue;
        return previous;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return areEqual(key, value, other);
    }

    @Override
    public int hashCode() {
        return hashCode(key, value);
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }

    /** Whether another entry has the same key and value. */
    static boolean areEqual(final /*K*/ long key, final /*V*/ long value, final @Nullable Object other) {
        return other instanceof Entry<?, ?> that
                && that.getKey() instanceof /*K*/ Long itsKey
                && that.getValue() instanceof /*V*/ Long itsValue
                && itsKey == key
                && itsValue == value;
    }

    /** The hash code that {@link Entry} asks for. */
    static int hashCode(final /*K*/ long key, final /*V*/ long value) {
        return /*K*/ Long.hashCode(key) ^ /*V*/ Long.hashCode(value);
    }
}
