package org.hedgerow.bench.keys;

import java.util.Locale;

/**
 * How the keys of a map lie: each index has a key of its own, so that any key can be recomputed and no list of keys has
 * to be kept, which would take as much cache as the map.
 */
public enum KeyPattern {
    /** Keys anywhere, such as hashes. */
    RANDOM,
    /** The index itself, such as numbers given out in a row. */
    SEQUENTIAL,
    /** Multiples of 2<sup>16</sup>. */
    STRIDED16,
    /** Multiples of 2<sup>32</sup>. */
    STRIDED32,
    /** Runs of 64 keys in a row, which begin anywhere. */
    CLUSTERED;

    private static final int RUN_BITS = 6;
    private static final long RUN_MASK = (1L << RUN_BITS) - 1;
    private static final long BASE_MASK = -1L >>> RUN_BITS;
    private static final int HALF_OF_BASE = (Long.SIZE - RUN_BITS) / 2;

    // Odd, so that multiplying by them loses nothing.
    private static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;
    private static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    /**
     * The key of an index. A bijection of all longs.
     *
     * @param index the index
     * @return its key
     */
    public long key(final long index) {
        // A JVM that measures takes one of the branches, so the compiler leaves the others out.
        return switch (this) {
            case RANDOM -> mixed(index);
            case SEQUENTIAL -> index;
            case STRIDED16 -> Long.rotateLeft(index, 16);
            case STRIDED32 -> Long.rotateLeft(index, 32);
            case CLUSTERED -> clustered(index);
        };
    }

    /**
     * The name on the command line and in results.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value that benchmarks store under a key, so that any answer can be checked.
     *
     * @param key the key
     * @return a value that is not negative
     */
    public static long valueOf(final long key) {
        return key >>> 1;
    }

    private static long mixed(final long index) {
        final long mixed = index * FIRST_FACTOR;
        return (mixed ^ (mixed >>> 31)) * SECOND_FACTOR;
    }

    private static long clustered(final long index) {
        final long run = ((index >>> RUN_BITS) * FIRST_FACTOR) & BASE_MASK;
        final long base = ((run ^ (run >>> HALF_OF_BASE)) * SECOND_FACTOR) & BASE_MASK;
        return (base << RUN_BITS) | (index & RUN_MASK);
    }

    /** The label: it is what the command line shows and takes. */
    @Override
    public String toString() {
        return label();
    }
}
