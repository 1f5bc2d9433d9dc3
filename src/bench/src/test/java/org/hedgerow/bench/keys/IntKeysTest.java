package org.hedgerow.bench.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class IntKeysTest {

    @Test
    void eachIndexHasAKeyOfItsOwn() {
        final long count = 200_000;
        for (final long first : new long[] {0, 10_000_000, (1L << 32) - count}) {
            assertEquals(
                    count,
                    LongStream.range(first, first + count)
                            .map(IntKeys::key)
                            .distinct()
                            .count());
        }
    }

    /** Half of the keys have any bit, so that no table sees the order of the indexes. */
    @Test
    void everyBitIsSetInHalfOfTheKeys() {
        final int count = 100_000;
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            final int mask = 1 << bit;
            final long set = LongStream.range(0, count)
                    .filter(index -> (IntKeys.key(index) & mask) != 0)
                    .count();
            assertEquals(count / 2.0, (double) set, 1_500);
        }
    }
}
