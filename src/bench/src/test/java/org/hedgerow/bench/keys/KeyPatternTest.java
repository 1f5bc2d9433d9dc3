package org.hedgerow.bench.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPatternTest {

    private static final int COUNT = 200_000;

    @ParameterizedTest
    @EnumSource
    void eachIndexHasAKeyOfItsOwn(final KeyPattern pattern) {
        for (final long first : new long[] {0, 1L << 32, Long.MAX_VALUE - COUNT / 2, -COUNT}) {
            final long[] keys = LongStream.range(0, COUNT)
                    .map(i -> pattern.key(first + i))
                    .sorted()
                    .toArray();
            assertEquals(COUNT, Arrays.stream(keys).distinct().count());
        }
    }

    /** A function that permutes all values of a few bits and xors the rest in is a bijection; this looks at single bits. */
    @ParameterizedTest
    @EnumSource
    void indexesThatDifferInOneBitHaveDifferentKeys(final KeyPattern pattern) {
        final long[] keys = LongStream.concat(
                        LongStream.of(0), LongStream.range(0, Long.SIZE).map(bit -> 1L << bit))
                .map(pattern::key)
                .toArray();
        assertEquals(Long.SIZE + 1, Arrays.stream(keys).distinct().count());
    }

    @Test
    void stridedKeysAreMultiples() {
        for (long index = 0; index < 1_000; index++) {
            assertEquals(index << 16, KeyPattern.STRIDED16.key(index));
            assertEquals(index << 32, KeyPattern.STRIDED32.key(index));
        }
    }

    @Test
    void clusteredKeysComeInRuns() {
        for (long run = 0; run < 1_000; run++) {
            final long base = KeyPattern.CLUSTERED.key(64 * run);
            assertEquals(0, base & 63);
            for (long i = 0; i < 64; i++) {
                assertEquals(base + i, KeyPattern.CLUSTERED.key(64 * run + i));
            }
        }
    }

    @Test
    void valuesAreNotNegative() {
        assertTrue(KeyPattern.valueOf(-1) >= 0);
        assertTrue(KeyPattern.valueOf(Long.MIN_VALUE) >= 0);
    }
}
