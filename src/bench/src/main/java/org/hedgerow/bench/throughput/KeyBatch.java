package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyPattern;

/**
 * Keys that are put, or removed, in one go: so many that reading the clock for them costs nothing for each, and so few
 * that a small map is not another one after them.
 */
final class KeyBatch {

    static final int SIZE = 256;

    /** Of the indexes from one key to the next: about the golden part, so that no two keys of a batch are neighbours. */
    private static final double STRIDE = 0.618;

    private final long[] keys = new long[SIZE];
    private final KeyPattern pattern;
    private final long first;
    private final long count;
    private final long stride;
    private long index;

    /** Walks over a range of indexes, in a way that comes to each before it comes to any again. */
    KeyBatch(final KeyPattern pattern, final long first, final long count) {
        this.pattern = pattern;
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
    void advance() {
        for (int i = 0; i < SIZE; i++) {
            keys[i] = pattern.key(first + index);
            index = (index + stride) % count;
        }
    }

    /** The keys, not to be changed. */
    long[] keys() {
        return keys;
    }
}
