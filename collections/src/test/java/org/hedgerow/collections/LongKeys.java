package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hedgerow.table.Hash;

/** Keys by a number: the patterns in which real programs make them, and those that an enemy would choose. */
enum LongKeys {
    /** 0, 1, 2, ... */
    DENSE {
        @Override
        long at(final long number) {
            return number;
        }
    },
    /** -1, -2, -3, ... */
    NEGATIVE {
        @Override
        long at(final long number) {
            return -1 - number;
        }
    },
    /** Multiples of 2^16. */
    STRIDE_16 {
        @Override
        long at(final long number) {
            return number << 16;
        }
    },
    /** Multiples of 2^32. */
    STRIDE_32 {
        @Override
        long at(final long number) {
            return number << 32;
        }
    },
    /** Multiples of 2^48; there are 2^16 of them. */
    STRIDE_48 {
        @Override
        long at(final long number) {
            return number << 48;
        }
    },
    /** All bits but those of the top byte are equal; there are 256 of them. */
    TOP_BYTE {
        @Override
        long at(final long number) {
            return (number << 56) | 0x1234_5678_9ABCL;
        }
    },
    /** The bits of whole doubles. */
    WHOLE_DOUBLES {
        @Override
        long at(final long number) {
            return Double.doubleToRawLongBits((double) number);
        }
    },
    /** The bits of doubles a tenth apart. */
    TENTHS {
        @Override
        long at(final long number) {
            return Double.doubleToRawLongBits(number / 10.0);
        }
    },
    /** Evenly spread, in no order. */
    RANDOM {
        @Override
        long at(final long number) {
            final long mixed = (number + 1) * 0xBF58476D1CE4E5B9L;
            return (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
        }
    },
    /** In ascending order of their hashes, for 2^20 of them. */
    IN_ORDER_OF_HASH {
        @Override
        long at(final long number) {
            return keyOf(number << 44);
        }
    },
    /** Chosen: all have the same home, near the middle, in any table of less than 2^43 slots. */
    ONE_HOME {
        @Override
        long at(final long number) {
            return keyOf((1L << 63) + scattered(number));
        }
    },
    /** Chosen: all have the last home of any table of less than 2^43 slots. */
    LAST_HOME {
        @Override
        long at(final long number) {
            return keyOf(-1 - scattered(number));
        }
    };

    private static final long MULTIPLIER = Hash.toLongMultiplier(0);
    private static final long INVERSE = Hash.inverse(MULTIPLIER);

    /** The key with a number. Of those that are chosen by hash, in tables of seed 0, as all are in tests. */
    abstract long at(long number);

    /** The key with a hash. */
    static long keyOf(final long hash) {
        final long key = Hash.key(~hash, INVERSE);
        assertEquals(~hash, Hash.code(key, MULTIPLIER), "the code of a key that was made of it");
        return key;
    }

    /** Below 2^20, each number once, in no order. */
    private static long scattered(final long number) {
        return (number * 0x9E375L) & 0xFFFFF;
    }
}
