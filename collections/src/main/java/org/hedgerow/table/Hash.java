package org.hedgerow.table;

/**
 * Hashes of keys: one to one, so that two keys have the same hash only if they are equal, and mixed such that the top
 * bits, which choose the slot, depend on every bit of the key.
 */
public final class Hash {

    /** 2^64 divided by the golden ratio, made odd. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long SECOND = 0xD6E8FEB86659FD93L;

    private Hash() {}

    /**
     * Hashes a key.
     *
     * @param key any
     * @return its hash
     */
    public static long of(final long key) {
        // The first product carries low bits of the key up, the shift carries high ones down, the second mixes both.
        final long product = key * GOLDEN;
        return (product ^ (product >>> 32)) * SECOND;
    }
}
