package org.hedgerow.bench.keys;

import java.util.function.LongUnaryOperator;

/**
 * Keys that are put, or removed, in one go: so many that reading the clock for them costs nothing for each, and so few
 * that a small map is not another one after them.
 *
 * <p>One batch follows another, and no key comes again: a processor learns in which slots some thousand keys are, if they
 * come again and again, and then predicts branches that it cannot predict otherwise.
 */
public final class KeyBatch {

    /** How many there are. */
    public static final int SIZE = 256;

    private final long[] keys = new long[SIZE];
    private final LongUnaryOperator keyOfIndex;
    private long next;

    /**
     * Begins before the first batch.
     *
     * @param keyOfIndex the key of an index
     * @param first the index of the first key
     */
    public KeyBatch(final LongUnaryOperator keyOfIndex, final long first) {
        this.keyOfIndex = keyOfIndex;
        this.next = first;
    }

    /** Takes the next keys. */
    public void advance() {
        for (int i = 0; i < SIZE; i++) {
            keys[i] = keyOfIndex.applyAsLong(next + i);
        }
        next += SIZE;
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
