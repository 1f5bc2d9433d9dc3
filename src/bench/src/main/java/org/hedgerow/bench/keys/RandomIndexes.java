package org.hedgerow.bench.keys;

/** Random indexes, without a division and without memory: what they cost is in every figure, so it has to be little. */
public final class RandomIndexes {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * Creates a sequence.
     *
     * @param seed equal seeds give equal sequences
     */
    public RandomIndexes(final long seed) {
        state = seed * GOLDEN + 1;
    }

    /**
     * Draws an index.
     *
     * @param bound how many there are, from 1 to 2<sup>62</sup>
     * @return from 0 to {@code bound - 1}, each as likely as any other
     */
    public long next(final long bound) {
        state += GOLDEN;
        long mixed = (state ^ (state >>> 32)) * GOLDEN;
        mixed ^= mixed >>> 29;
        return Math.unsignedMultiplyHigh(mixed * GOLDEN, bound);
    }
}
