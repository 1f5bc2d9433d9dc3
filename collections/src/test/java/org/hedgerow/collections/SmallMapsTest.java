package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Test;

/** Small maps share chunks: their number is no matter of mappings. */
class SmallMapsTest {

    private static final int MAPS = 1_000_000;

    @Test
    void aMillionMapsTakeAFewHundredMappings() {
        assumeFalse(RawMemory.CHECKED, "the checked mode keeps account of each block on the heap");
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            final Long2LongHashMap[] maps = new Long2LongHashMap[MAPS];
            for (int i = 0; i < MAPS; i++) {
                maps[i] = new Long2LongHashMap(memory, -1);
                for (int key = 0; key < i % 9; key++) {
                    maps[i].put(key, i);
                }
            }
            assertTrue(memory.stats().mappings() <= 512, () -> memory.stats().toString());
            for (int i = 0; i < MAPS; i++) {
                assertEquals(i % 9, maps[i].size());
                assertEquals(i % 9 > 0 ? i : -1, maps[i].get(0));
                maps[i].close();
            }
            memory.trim();
            assertEquals(0, memory.stats().mappings());
        }
    }
}
