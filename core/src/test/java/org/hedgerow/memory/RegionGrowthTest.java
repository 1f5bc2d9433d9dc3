package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionGrowthTest {

    private static final long TEBIBYTE = 1L << 40;

    /** Where guard regions are unknown, the separator is a mapping of its own. */
    private static final int MAPPINGS_PER_CHUNK = 2;

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 4096, 1 << 20, 1L << 30})
    void oneTebibyteTakesAtMost2048Mappings(final long firstBytes) {
        final RegionGrowth growth = new RegionGrowth(firstBytes);
        int chunks = 0;
        for (long held = 0; held < TEBIBYTE; ) {
            final long bytes = growth.blockBytes(held);
            chunks += bytes > MemoryOptions.defaults().largeBlockBytes() ? 1 : 0;
            held += bytes;
        }
        assertTrue(chunks * MAPPINGS_PER_CHUNK <= 2_048, chunks + " chunks");
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 64, 4096, 1 << 20})
    void blocksArePowersOfTwoThatNeverExceedAnEighthBeyondAPage(final long firstBytes) {
        final RegionGrowth growth = new RegionGrowth(firstBytes);
        for (long held = firstBytes; held < TEBIBYTE; held += growth.blockBytes(held)) {
            final long bytes = growth.blockBytes(held);
            assertEquals(1, Long.bitCount(bytes), "a block of " + bytes);
            assertTrue(bytes >= Math.min(firstBytes, 4096), "a block of " + bytes + " for " + held);
            assertTrue(bytes <= Math.max(4096, held / 8), "a block of " + bytes + " for " + held);
            assertTrue(bytes <= RegionGrowth.MAX_BLOCK_BYTES, "a block of " + bytes);
        }
    }

    @Test
    void aRegionBeginsWithTheFirstBlockHoweverLarge() {
        assertEquals(1L << 40, new RegionGrowth(1L << 40).blockBytes(0));
    }

    @Test
    void aBlockServesFromHalfToTwiceTheSizeOfTheNext() {
        final RegionGrowth growth = new RegionGrowth(64);
        assertFalse(growth.serves(16, 0));
        assertTrue(growth.serves(32, 0));
        assertTrue(growth.serves(128, 0));
        assertFalse(growth.serves(256, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -8, 0, 1, 4, 24, GuardedMemory.MAX_BLOCK_BYTES * 2, Long.MAX_VALUE})
    void otherFirstBlocksAreRefused(final long firstBytes) {
        final var e = assertThrows(IllegalArgumentException.class, () -> new RegionGrowth(firstBytes));
        assertTrue(e.getMessage().contains(Long.toString(firstBytes)), e.getMessage());
    }
}
