package org.hedgerow.bench.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RandomIndexesTest {

    @Test
    void drawsEachIndexAboutAsOften() {
        final RandomIndexes random = new RandomIndexes(1);
        final int[] drawn = new int[100];
        for (int i = 0; i < 1_000_000; i++) {
            drawn[(int) random.next(drawn.length)]++;
        }
        for (final int count : drawn) {
            assertEquals(10_000, count, 600);
        }
    }

    @Test
    void staysBelowLargeBounds() {
        final RandomIndexes random = new RandomIndexes(2);
        long greatest = 0;
        for (int i = 0; i < 10_000; i++) {
            final long index = random.next(1L << 40);
            assertTrue(index >= 0 && index < 1L << 40);
            greatest = Math.max(greatest, index);
        }
        assertTrue(greatest > 0.99 * (1L << 40));
    }
}
