package org.hedgerow.table;

/**
 * Hashes of keys: one to one, so that two keys have the same hash only if they are equal, and mixed such that the top
 * bits, which choose the slot, depend on every bit of the key.
 */
public final class Hash {

    /** 2^64 divided by the golden ratio, made odd. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long FIRST = 0xD6E8FEB86659FD93L;

    private Hash() {}

    /**
     * Hashes a key.
     *
     * @param key any
     * @return its hash
     */
    public static long of(final long key) {
        // Each shift carries high bits down and each product low bits up. One product less, and some multiples of a
        // power
        // of two, or the bits of doubles, crowd.
        final long folded = (key ^ (key >>> 32)) * FIRST;
        return (folded ^ (folded >>> 29)) * GOLDEN;
    }
}
