package org.hedgerow.bench.keys;

import java.util.function.LongUnaryOperator;

/**
 * Keys that are put, or removed, in one go: so many that reading the clock for them costs nothing for each, and so few
 * that a small map is not another one after them.
 */
public final class KeyBatch {

    /** How many there are. */
    public static final int SIZE = 256;

    /** Of the indexes from one key to the next: about the golden part, so that no two keys of a batch are neighbours. */
    private static final double STRIDE = 0.618;

    private final long[] keys = new long[SIZE];
    private final LongUnaryOperator keyOfIndex;
    private final long first;
    private final long count;
    private final long stride;
    private long index;

    /**
     * Walks over a range of indexes, in a way that comes to each before it comes to any again.
     *
     * @param keyOfIndex the key of an index
     * @param first the first index
     * @param count how many there are, at least {@link #SIZE}
     */
    public KeyBatch(final LongUnaryOperator keyOfIndex, final long first, final long count) {
        this.keyOfIndex = keyOfIndex;
        this.first = first;
        this.count = count;
        stride = coprimeTo(count, Math.max(1, (long) (STRIDE * count)));
    }

    private static long coprimeTo(final long count, final long near) {
        long stride = near;
        while (greatestCommonDivisor(count, stride) != 1) {
            stride++;
        }
        return stride;
    }

    private static long greatestCommonDivisor(final long a, final long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }

    /** Takes the next keys. */
    public void advance() {
        for (int i = 0; i < SIZE; i++) {
            keys[i] = keyOfIndex.applyAsLong(first + index);
            index = (index + stride) % count;
        }
    }

    /**
     * The keys that were taken.
     *
     * @return as many as {@link #SIZE}, not to be changed
     */
    public long[] keys() {
        return keys;
    }
}
