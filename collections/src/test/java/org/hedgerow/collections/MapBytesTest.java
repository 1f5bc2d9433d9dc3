package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What maps with ints take, beside a map of as many longs. */
class MapBytesTest {

    /** Well behind a growth, and before the next one: a table moves for a while, the longer the slower its memory comes. */
    private static final int ENTRIES = 120_000;

    private final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    @Test
    void entriesOfIntsTakeHalfAndMixedOnesThreeQuarters() {
        final Long2LongHashMap longs = new Long2LongHashMap(memory, -1);
        final Int2IntHashMap ints = new Int2IntHashMap(memory, -1);
        final Int2LongHashMap intsToLongs = new Int2LongHashMap(memory, -1);
        final Long2IntHashMap longsToInts = new Long2IntHashMap(memory, -1);
        final double most = bytes(longs, number -> longs.put(number, number));
        assertEquals(0.5, bytes(ints, number -> ints.put(number, number)) / most, 0.01);
        assertEquals(0.75, bytes(intsToLongs, number -> intsToLongs.put(number, number)) / most, 0.01);
        assertEquals(0.75, bytes(longsToInts, number -> longsToInts.put(number, number)) / most, 0.01);
    }

    /** How much memory a map takes that is filled so, which is closed then. */
    private long bytes(final TableCollection map, final IntConsumer put) {
        try (map) {
            IntStream.range(0, ENTRIES).forEach(put);
            assertTrue(map.size() == ENTRIES && memory.stats().liveBlocks() == 1);
            return memory.stats().usedBytes();
        } finally {
            // The next one is not to get what this one leaves, which may be larger.
            memory.trim();
        }
    }
}
