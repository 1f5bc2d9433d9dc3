package org.hedgerow.bench.peer;

/** A map from long to long that is measured, whatever it is made of. */
public interface LongTable extends AutoCloseable {

    /** What {@link #get(long)} answers for a key that is not there. Stored values are never negative. */
    long MISSING = -1;

    /**
     * Looks a key up.
     *
     * @param key the key
     * @return its value, or {@link #MISSING}
     */
    long get(long key);

    /**
     * Looks keys up, all at once where the map can do that, otherwise one by one.
     *
     * @param keys the keys
     * @param offset the first of them
     * @param length how many
     * @param values gets their values, or {@link #MISSING}, at the same indexes
     */
    default void getAll(final long[] keys, final int offset, final int length, final long[] values) {
        for (int i = offset; i < offset + length; i++) {
            values[i] = get(keys[i]);
        }
    }

    /**
     * Stores a value, new or over another.
     *
     * @param key the key
     * @param value its value, not negative
     */
    void put(long key, long value);

    /**
     * Removes a key.
     *
     * @param key the key
     * @return whether it was there
     */
    boolean remove(long key);

    /**
     * Visits all entries by the map's own method for it, without boxing where the map has one.
     *
     * @param visitor is given each entry
     */
    void forEach(Visitor visitor);

    /**
     * Visits all entries by the map's iterator.
     *
     * @return the sum of all keys and values
     */
    long sumByIterator();

    /**
     * Counts the entries.
     *
     * @return how many there are
     */
    long size();

    /** Removes all entries. */
    void clear();

    /** Does what a user of this map can do, in one call, so that it holds no more memory than it needs. */
    void compact();

    /** Does what a user of this map can do so that memory goes back to the system; the collector runs after it. */
    default void giveBack() {
        compact();
    }

    /** Frees the memory, where it is not the collector that does it. */
    @Override
    void close();

    /** Is given entries. */
    @FunctionalInterface
    interface Visitor {

        /**
         * Takes an entry.
         *
         * @param key its key
         * @param value its value
         */
        void visit(long key, long value);
    }
}
