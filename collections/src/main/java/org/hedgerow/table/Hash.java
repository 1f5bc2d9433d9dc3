package org.hedgerow.table;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of keys: one to one, so that two keys have the same hash only if they are equal, and mixed such that the top
 * bits, which choose the home, depend on every bit of the key.
 *
 * <p>Each hash table has a <em>seed</em>, so that the order of one tells nothing of that of another. Were it the same for all, the
 * entries of one, taken in their order and put into a smaller one, would crowd its start; as it is, a table can be read as
 * it lies in memory.
 */
public final class Hash {

    /** 2^64 divided by the golden ratio, made odd. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long FIRST = 0xD6E8FEB86659FD93L;

    /** The system property that is the seed of all tables, where their orders have to be the same in each run. */
    private static final String SEED_PROPERTY = "hedgerow.hashSeed";

    private static final @Nullable Long COMMON_SEED = Long.getLong(SEED_PROPERTY);

    private Hash() {}

    /**
     * Hashes a key.
     *
     * @param key any
     * @param seed of the table
     * @return its hash
     */
    public static long of(final long key, final long seed) {
        final long seeded = key ^ seed;
        // Each shift carries high bits down and each product low bits up. One product less, and some multiples of a
        // power of two, or the bits of doubles, crowd.
        final long folded = (seeded ^ (seeded >>> 32)) * FIRST;
        return (folded ^ (folded >>> 29)) * GOLDEN;
    }

    /** A seed for a new table: at random, or what the system property {@value #SEED_PROPERTY} says. */
    static long newSeed() {
        return COMMON_SEED == null ? ThreadLocalRandom.current().nextLong() : COMMON_SEED;
    }
}
