package org.hedgerow.collections;

import java.util.Comparator;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
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
    /** In ascending order of their hashes. */
    IN_ORDER_OF_HASH {
        @Override
        int at(final long number) {
            return ASCENDING[(int) number];
        }
    },
    /** Chosen: all have the same home, near the middle, in any table of up to 2^10 slots. */
    ONE_HOME {
        @Override
        int at(final long number) {
            return MIDDLE[(int) number];
        }
    },
    /** Chosen: all have the last home of any table of up to 2^10 slots. */
    LAST_HOME {
        @Override
        int at(final long number) {
            return LAST[(int) number];
        }
    };

    private static final int CHOSEN = 4_096;
    private static final int HOME_SHIFT = Long.SIZE - 8;

    private static final int[] ASCENDING = IntStream.range(0, CHOSEN)
            .boxed()
            .sorted(Comparator.comparingLong(key -> Hash.of(key, 0) + Long.MIN_VALUE))
            .mapToInt(key -> key)
            .toArray();

    private static final int[] MIDDLE = chosen(hash -> hash >>> HOME_SHIFT == 0x80);
    private static final int[] LAST = chosen(hash -> hash >>> HOME_SHIFT == 0xFF);

    /** The key with a number. */
    abstract int at(long number);

    private static int[] chosen(final LongPredicate hashes) {
        return IntStream.iterate(0, key -> key + 1)
                .filter(key -> hashes.test(Hash.of(key, 0)))
                .limit(CHOSEN)
                .toArray();
    }
}
