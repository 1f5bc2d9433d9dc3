package org.hedgerow.collections;

import java.util.Iterator;
import java.util.Map.Entry;
import org.hedgerow.table.Long2LongCursor;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the entries of a {@link Long2LongHashMap}; at each, it is also a view of the entry. Before the first, and where
 * one was removed, it is equal to itself only.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
abstract class Long2LongEntryIterator extends Long2LongIterator
        implements Iterator<Entry</*K*/ Long, /*V*/ Long>>, Entry</*K*/ Long, /*V*/ Long> {

    private final Long2LongHashMap map;
    private final boolean reused;

    /** Creates an iterator that answers itself for each entry, or a fresh object. */
    Long2LongEntryIterator(final Long2LongHashMap map, final boolean reused) {
        super(map);
        this.map = map;
        this.reused = reused;
    }

    /** An entry that outlives the step of the iterator. */
    abstract Entry</*K*/ Long, /*V*/ Long> entry(/*K*/ long key, /*V*/ long value);

    @Override
    public Entry</*K*/ Long, /*V*/ Long> next() {
        final Long2LongCursor entry = advance();
        return reused ? this : entry(entry.key(), valueAt(entry));
    }

    @Override
    public /*K*/ Long getKey() {
        return getLongKey();
    }

    /**
     * The key of the entry.
     *
     * @return the key
     * @throws IllegalStateException if there is no entry here
     */
    public /*K*/ long getLongKey() {
        return current().key();
    }

    @Override
    public /*V*/ Long getValue() {
        return getLongValue();
    }

    /**
     * The value of the entry.
     *
     * @return the value
     * @throws IllegalStateException if there is no entry here
     */
    public /*V*/ long getLongValue() {
        return valueAt(current());
    }

    @Override
    public /*V*/ Long setValue(final /*V*/ Long value) {
        return setValue((/*V*/ long) value);
    }

    /**
     * Sets the value of the entry.
     *
     * @param value its value from now on
     * @return its value until now
     * @throws IllegalArgumentException if {@code value} is the missing value
     * @throws IllegalStateException if there is no entry here
     */
    public /*V*/ long setValue(final /*V*/ long value) {
        final Long2LongCursor entry = current();
        final /*V*/ long previous = valueAt(entry);
        entry.setValue(map.stored(value));
        return previous;
    }

    @Override
    public boolean equals(final @Nullable Object other) {
        return this == other || (isAtEntry() && Long2LongEntry.areEqual(getLongKey(), getLongValue(), other));
    }

    @Override
    public int hashCode() {
        return isAtEntry() ? Long2LongEntry.hashCode(getLongKey(), getLongValue()) : 0;
    }

    @Override
    public String toString() {
        return isAtEntry() ? getLongKey() + "=" + getLongValue() : "no entry";
    }
}
