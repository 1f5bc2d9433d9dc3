package org.hedgerow.bench.keys;

/** Random {@code int} keys: each index below 2<sup>32</sup> has a key of its own, as in {@link KeyPattern#RANDOM}. */
public final class IntKeys {

    // Odd, so that multiplying by them loses nothing.
    private static final int FIRST_FACTOR = 0x85EBCA6B;
    private static final int SECOND_FACTOR = 0xC2B2AE35;

    private IntKeys() {}

    /**
     * The key of an index. A bijection of all ints.
     *
     * @param index the index, of which 32 bits count
     * @return its key
     */
    public static int key(final long index) {
        int mixed = (int) index;
        mixed = (mixed ^ (mixed >>> 16)) * FIRST_FACTOR;
        mixed = (mixed ^ (mixed >>> 13)) * SECOND_FACTOR;
        return mixed ^ (mixed >>> 16);
    }
}
