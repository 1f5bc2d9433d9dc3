package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hedgerow.table.Hash;

/** What {@link LongKeys} are for longs: ints by a number, from 0 to 4,095 for those that an enemy would choose. */
enum IntKeys {
    /** 0, 1, 2, ... */
    DENSE {
        @Override
        int at(final long number) {
            return (int) number;
        }
    },
    /** -1, -2, -3, ... */
    NEGATIVE {
        @Override
        int at(final long number) {
            return (int) (-1 - number);
        }
    },
    /** Multiples of 2^8. */
    STRIDE_8 {
        @Override
        int at(final long number) {
            return (int) number << 8;
        }
    },
    /** Multiples of 2^16; there are 2^16 of them. */
    STRIDE_16 {
        @Override
        int at(final long number) {
            return (int) number << 16;
        }
    },
    /** All bits but those of the top byte are equal; there are 256 of them. */
    TOP_BYTE {
        @Override
        int at(final long number) {
            return (int) number << 24 | 0x12_3456;
        }
    },
    /** The bits of floats a tenth apart. */
    TENTHS {
        @Override
        int at(final long number) {
            return Float.floatToRawIntBits(number / 10.0f);
        }
    },
    /** Evenly spread, in no order. */
    RANDOM {
        @Override
        int at(final long number) {
            final int mixed = ((int) number + 1) * 0x85EBCA6B;
            return (mixed ^ (mixed >>> 13)) * 0xC2B2AE35;
        }
    },
    /** In ascending order of their hashes, for 2^12 of them. */
    IN_ORDER_OF_HASH {
        @Override
        int at(final long number) {
            return keyOf((int) number << 20);
        }
    },
    /** Chosen: all have the same home, near the middle, in any table of up to 2^22 slots. */
    ONE_HOME {
        @Override
        int at(final long number) {
            return keyOf((1 << 31) + scattered(number));
        }
    },
    /** Chosen: all have the last home of any table of up to 2^22 slots. */
    LAST_HOME {
        @Override
        int at(final long number) {
            return keyOf(-1 - scattered(number));
        }
    };

    private static final int MULTIPLIER = Hash.toIntMultiplier(0);
    private static final int INVERSE = Hash.inverse(MULTIPLIER);

    /** The key with a number. Of those that are chosen by hash, in tables of seed 0, as all are in tests. */
    abstract int at(long number);

    /** The key with a hash. */
    private static int keyOf(final int hash) {
        final int key = Hash.key(~hash, INVERSE);
        assertEquals(~hash, Hash.code(key, MULTIPLIER), "the code of a key that was made of it");
        return key;
    }

    /** Below 2^12, each number once, in no order. */
    private static int scattered(final long number) {
        return (int) (number * 0x9E5) & 0xFFF;
    }
}
