package org.hedgerow.bench.family;

import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;
import org.hedgerow.bench.keys.IntKeys;
import org.hedgerow.bench.keys.KeyPattern;

/**
 * A map, a set or a counter map as benchmarks use it. The operations take a key, and return whatever the collection
 * answers.
 *
 * @param keyOfIndex the key of an index, each of its own
 * @param find looks a key up
 * @param insert stores a key that is not there
 * @param update stores a key that is there
 * @param remove removes a key
 * @param size counts the entries
 * @param closing frees the memory
 */
record Keyed(
        LongUnaryOperator keyOfIndex,
        KeyOperation find,
        KeyOperation insert,
        KeyOperation update,
        KeyOperation remove,
        LongSupplier size,
        Runnable closing) {

    /** What stands for no value. Stored values are never negative. */
    static final int MISSING = -1;

    /** What is done with a key. */
    @FunctionalInterface
    interface KeyOperation {

        /** Does it, and returns whatever the collection answers. */
        long on(long key);
    }

    static Keyed ofLongs(
            final KeyOperation find,
            final KeyOperation store,
            final KeyOperation remove,
            final LongSupplier size,
            final Runnable closing) {
        return new Keyed(KeyPattern.RANDOM::key, find, store, store, remove, size, closing);
    }

    static Keyed ofInts(
            final KeyOperation find,
            final KeyOperation store,
            final KeyOperation remove,
            final LongSupplier size,
            final Runnable closing) {
        return new Keyed(IntKeys::key, find, store, store, remove, size, closing);
    }

    /** The value of a key in a map of longs. */
    static long longValue(final long key) {
        return KeyPattern.valueOf(key);
    }

    /** The value of a key in a map of ints. */
    static int intValue(final long key) {
        return (int) key >>> 1;
    }

    /** For those that have nothing to free. */
    static void nothing() {}
}
