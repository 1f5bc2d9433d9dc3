package org.hedgerow.table;

import static org.hedgerow.table.Hash.GOLDEN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes are one to one, of longs and of ints, and spread keys as programs make them, whatever the seed. */
class HashTest {

    @Property
    void aKeyIsMadeOfItsCode(@ForAll final long key, @ForAll final long seed) {
        final long multiplier = Hash.toLongMultiplier(seed);
        final long inverse = Hash.inverse(multiplier);
        assertEquals(key, Hash.key(Hash.code(key, multiplier), inverse));
        assertEquals(key, Hash.code(Hash.key(key, inverse), multiplier));
        assertEquals((int) key, Hash.key(Hash.code((int) key, (int) multiplier), (int) inverse));
        assertEquals((int) key, Hash.code(Hash.key((int) key, (int) inverse), (int) multiplier));
    }

    @Property
    void aCodeIsMadeOfItsHash(@ForAll final long code) {
        assertEquals(code, Hash.toLongCode(Hash.ofCode(code)));
        assertEquals((int) code, Hash.toIntCode(Hash.ofCode((int) code)));
    }

    @Property
    void greaterCodesHaveSmallerHashes(@ForAll final long one, @ForAll final long other) {
        assertEquals(
                Integer.signum(Long.compareUnsigned(one, other)),
                Integer.signum(Long.compareUnsigned(Hash.ofCode(other), Hash.ofCode(one))));
        assertEquals(
                Integer.signum(Integer.compareUnsigned((int) one, (int) other)),
                Integer.signum(Long.compareUnsigned(Hash.ofCode((int) other), Hash.ofCode((int) one))));
    }

    @Property
    void theSignOfADifferenceOfRanksTellsWhichCodeIsGreaterUnlessTheyAreTwins(
            @ForAll final long one, @ForAll final long bits) {
        final long other = one ^ bits;
        assertEquals(
                Hash.areTwins(bits) ? 0 : Integer.signum(Long.compareUnsigned(one, other)),
                Long.signum(Hash.rank(one) - Hash.rank(other)));
        assertEquals(
                Integer.signum(Integer.compareUnsigned((int) one, (int) other)),
                Long.signum(Hash.rank((int) one) - Hash.rank((int) other)));
        assertFalse(Hash.areTwins((int) bits));
    }

    @Test
    void aSeedThatIsGivenIsANumber() {
        assertEquals(42, Hash.seed("42"));
        assertEquals(-1, Hash.seed(" -1 "));
        for (final String text : new String[] {"", "abc", "1.5", "9223372036854775808"}) {
            final IllegalArgumentException refused =
                    assertThrows(IllegalArgumentException.class, () -> Hash.seed(text));
            assertEquals(
                    "the system property hedgerow.hashSeed is \"" + text + "\": must be a number, such as 1",
                    refused.getMessage());
        }
    }

    @Test
    void zeroHasTheCodeZeroAndNoHashIsGreater() {
        assertEquals(0, Hash.code(0L, Hash.toLongMultiplier(1)));
        assertEquals(0, Hash.code(0, Hash.toIntMultiplier(1)));
        assertEquals(-1, Hash.ofCode(0L));
        assertEquals(-1L << Integer.SIZE, Hash.ofCode(0));
        assertTrue(Hash.inverse(1) == 1 && Hash.inverse(3) * 3 == 1);
    }

    /** How keys are made in programs: as longs, and as ints where the factor is one. */
    @ParameterizedTest
    @ValueSource(
            longs = {
                1,
                3,
                1_000,
                1_000_000_000,
                1L << 8,
                1L << 16,
                1L << 24,
                1L << 32,
                1L << 40,
                1L << 48,
                (1L << 16) + 1,
                (1L << 32) + 1,
                -1,
                -1L << 32,
                GOLDEN
            })
    void multiplesDoNotCrowd(final long factor) {
        for (int seed = 0; seed < 50; seed++) {
            final long multiplier = Hash.toLongMultiplier(seed);
            assertSpread(number -> (int) (Hash.code(number * factor, multiplier) >>> 32));
            if (factor == (int) factor && (int) factor << 16 != 0) {
                assertSpread(number -> Hash.code((int) (number * factor), (int) multiplier));
            }
        }
    }

    @Test
    void bitsOfNumbersDoNotCrowd() {
        for (int seed = 0; seed < 50; seed++) {
            final long multiplier = Hash.toLongMultiplier(seed);
            assertSpread(number -> (int) (Hash.code(Double.doubleToRawLongBits(number), multiplier) >>> 32));
            assertSpread(number -> (int) (Hash.code(Double.doubleToRawLongBits(number / 10.0), multiplier) >>> 32));
            assertSpread(number -> Hash.code(Float.floatToRawIntBits(number), (int) multiplier));
            assertSpread(number -> Hash.code(Float.floatToRawIntBits(number / 10.0f), (int) multiplier));
        }
    }

    /** The variance of how many keys there are in a home is that of chance, which is their mean, or not much more. */
    private static void assertSpread(final IntUnaryOperator codes) {
        final int homes = 1 << 12;
        final int mean = 4;
        final int[] counts = new int[homes];
        for (int number = 0; number < mean * homes; number++) {
            counts[codes.applyAsInt(number) >>> 20]++;
        }
        double variance = 0;
        for (final int count : counts) {
            variance += (count - mean) * (count - mean) / (double) homes;
        }
        assertTrue(variance < 2 * mean, "a variance of " + variance + " around " + mean);
    }
}
