package org.hedgerow.table;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Codes of keys: one to one, so that a slot holds the code and a key is made of it again, and mixed such that the top bits,
 * which choose the home, depend on every bit of the key. Zero has the code 0.
 *
 * <p>Each hash table has a <em>multiplier</em> of its own, so that the order of one tells nothing of that of another. Were it the
 * same for all, the entries of one, taken in their order and put into a smaller one, would crowd its start; as it is, a table can
 * be read as it lies in memory.
 *
 * <p>Each shift carries high bits down and each product low bits up. One product less, and some multiples of a power of two, or
 * the bits of doubles, crowd. The first shift is not by half of the bits: it would take away what two equal halves have, and
 * pairs of equal numbers, such as the points of a diagonal, would crowd with some multipliers.
 */
public final class Hash {

    /** 2^64 divided by the golden ratio, made odd. */
    static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private static final long GOLDEN_INVERSE = inverse(GOLDEN);

    /** The upper half of {@link #GOLDEN}, for ints. */
    private static final int INT_GOLDEN = (int) (GOLDEN >>> Integer.SIZE);

    private static final int INT_GOLDEN_INVERSE = inverse(INT_GOLDEN);

    /** The system property that is the seed of all tables, where their orders have to be the same in each run. */
    private static final String SEED_PROPERTY = "hedgerow.hashSeed";

    private static final @Nullable String COMMON_SEED = System.getProperty(SEED_PROPERTY);

    private Hash() {}

    /**
     * The code of a key.
     *
     * @param key any
     * @param multiplier of the table
     * @return its code
     */
    public static long code(final long key, final long multiplier) {
        final long folded = (key ^ (key >>> 29)) * multiplier;
        return (folded ^ (folded >>> 32)) * GOLDEN;
    }

    /** The same for an int. */
    public static int code(final int key, final int multiplier) {
        final int folded = (key ^ (key >>> 15)) * multiplier;
        return (folded ^ (folded >>> 16)) * INT_GOLDEN;
    }

    /**
     * The key that has a code.
     *
     * @param code any
     * @param inverse that of the table's multiplier
     * @return its key
     */
    public static long key(final long code, final long inverse) {
        final long product = code * GOLDEN_INVERSE;
        final long folded = (product ^ (product >>> 32)) * inverse;
        return folded ^ (folded >>> 29) ^ (folded >>> 58);
    }

    /** The same for an int. */
    public static int key(final int code, final int inverse) {
        final int product = code * INT_GOLDEN_INVERSE;
        final int folded = (product ^ (product >>> 16)) * inverse;
        return folded ^ (folded >>> 15) ^ (folded >>> 30);
    }

    /** The hash of a code: its bits are the opposite ones, so that of the code 0, as empty slots have it, is the greatest. */
    static long ofCode(final long code) {
        return ~code;
    }

    /** The same for the code of an int: its bits are the upper half, and those of the lower are zero. */
    static long ofCode(final int code) {
        return (long) ~code << Integer.SIZE;
    }

    /** A code, of whose upper bits those of its hash are the opposite. */
    static long upperBits(final long code) {
        return code;
    }

    /** The same for the code of an int. */
    static long upperBits(final int code) {
        return (long) code << Integer.SIZE;
    }

    /**
     * A code without its last bit, and so far from the largest numbers that the sign of a difference tells which one is
     * greater.
     */
    static long rank(final long code) {
        return code >>> 1;
    }

    /** The same for the code of an int, all of it. */
    static long rank(final int code) {
        return Integer.toUnsignedLong(code);
    }

    /** Whether two codes with these differences between their bits are not the same, but have the same rank. */
    static boolean areTwins(final long differences) {
        return differences == 1;
    }

    /** The same for ints: there are none. */
    @SuppressWarnings("unused")
    static boolean areTwins(final int differences) {
        return false;
    }

    /** The code that has a hash. */
    static long toLongCode(final long hash) {
        return ~hash;
    }

    /** The same for the code of an int, of which the upper half of the hash tells. */
    static int toIntCode(final long hash) {
        return ~(int) (hash >>> Integer.SIZE);
    }

    /** The multiplier that a seed stands for: odd. */
    public static long toLongMultiplier(final long seed) {
        final long spread = (seed + 1) * GOLDEN;
        final long mixed = (spread ^ (spread >>> 30)) * 0xBF58476D1CE4E5B9L;
        return (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL | 1;
    }

    /** The same for ints. */
    public static int toIntMultiplier(final long seed) {
        return (int) toLongMultiplier(seed);
    }

    /** What undoes a multiplication by an odd number: by Newton's iteration. */
    public static long inverse(final long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    /** The same for ints: the lower half of a product depends on nothing but the lower halves of its factors. */
    public static int inverse(final int odd) {
        return (int) inverse((long) odd);
    }

    /** A seed for a new table: at random, or what the system property {@value #SEED_PROPERTY} says. */
    static long newSeed() {
        return seed(COMMON_SEED);
    }

    /**
     * A seed for a new table.
     *
     * @param common what the property says, if it is set
     * @throws IllegalArgumentException if that is no number: at each table, and not as this class is initialized, which
     *     would tell its reason only once
     */
    static long seed(final @Nullable String common) {
        if (common == null) {
            return ThreadLocalRandom.current().nextLong();
        }
        try {
            return Long.decode(common.strip());
        } catch (final NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the system property " + SEED_PROPERTY + " is \"" + common + "\": must be a number, such as 1", e);
        }
    }
}
