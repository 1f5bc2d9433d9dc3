package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.access.LiveBlocks;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;
import org.hedgerow.table.Long2LongTableInvariants;
import org.hedgerow.table.SeededTable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * No natural order or pattern of keys costs much more than a random one. Cost is counted in accesses to memory, probes
 * and moves alike, by the checked mode; so these tests are for it alone.
 */
class KeyOrderTest {

    private static final double TOLERANCE = 1.3;

    @BeforeEach
    void countsAccesses() {
        assumeTrue(RawMemory.CHECKED, "accesses are counted in the checked mode");
    }

    @ParameterizedTest
    @CsvSource({
        "DENSE, 100000",
        "NEGATIVE, 100000",
        "STRIDE_16, 100000",
        "STRIDE_32, 100000",
        "STRIDE_48, 65536",
        "TOP_BYTE, 256",
        "WHOLE_DOUBLES, 100000",
        "TENTHS, 100000",
        "IN_ORDER_OF_HASH, 1048576"
    })
    void patternsCostLittleMoreThanRandomKeys(final LongKeys pattern, final int count) {
        assertCostsAsRandom(pattern::at, count);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000})
    void theIterationOrderOfAnotherMapCostsLittleMore(final int size) {
        final long[] keys = keysInIterationOrder(size, 0);
        assertCostsAsRandom(number -> keys[(int) number], size);
    }

    @Test
    void theFirstKeysOfAMuchLargerMapStayNearHome() {
        final long[] keys = keysInIterationOrder(1_000_000, 0);
        final Cost random = cost(LongKeys.RANDOM::at, 100_000);
        final Cost first = cost(number -> keys[(int) number], 100_000);
        assertTrue(first.put() <= TOLERANCE * random.put(), () -> "puts: " + first);
        assertTrue(first.get() <= TOLERANCE * random.get(), () -> "gets: " + first);
    }

    /** Keys that differ in few bits from one another do not undo what the seeds do. */
    @ParameterizedTest
    @EnumSource(
            value = LongKeys.class,
            names = {"DENSE", "NEGATIVE", "STRIDE_16", "STRIDE_32", "WHOLE_DOUBLES", "TENTHS"})
    void theFirstKeysOfALargerMapOfAPatternStayNearHome(final LongKeys pattern) {
        final long[] keys = keysInIterationOrder(pattern::at, 400_000, 0);
        assertCostsAsRandom(number -> keys[(int) number], 50_000);
    }

    @Test
    void theIterationOrdersOfThreeMapsOfDifferentSizesCostLittleMore() {
        final List<Long> keys = new ArrayList<>();
        for (final int size : new int[] {1_000, 30_000, 70_000}) {
            for (final long key : keysInIterationOrder(size, keys.size())) {
                keys.add(key);
            }
        }
        assertCostsAsRandom(number -> keys.get((int) number), keys.size());
    }

    @ParameterizedTest
    @EnumSource(
            value = LongKeys.class,
            names = {"ONE_HOME", "LAST_HOME"})
    void chosenCollisionsStayCorrectAndBoundedInMemory(final LongKeys pattern) {
        final int count = 5_000;
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
                Long2LongHashMap map = new Long2LongHashMap(memory, -1)) {
            for (int number = 0; number < count; number++) {
                map.put(pattern.at(number), number);
            }
            Long2LongTableInvariants.check(map.table());
            for (int number = 0; number < count; number++) {
                assertEquals(number, map.get(pattern.at(number)));
            }
            final long bytesPerEntry = memory.stats().usedBytes() / count;
            assertTrue(bytesPerEntry < 16 * 16 * 6, () -> bytesPerEntry + " bytes an entry");
            for (int number = 0; number < count; number += 2) {
                assertEquals(number, map.remove(pattern.at(number)));
            }
            Long2LongTableInvariants.check(map.table());
            assertEquals(count / 2, map.size());
        }
    }

    private static long[] keysInIterationOrder(final int size, final int first) {
        return keysInIterationOrder(LongKeys.RANDOM::at, size, first);
    }

    private static long[] keysInIterationOrder(final LongUnaryOperator keysAt, final int size, final int first) {
        final Long2LongHashTable table = SeededTable.create(GuardedMemory.shared(), 0x5EED + first);
        try {
            for (int number = first; number < first + size; number++) {
                table.put(keysAt.applyAsLong(number), 1);
            }
            final long[] keys = new long[size];
            final Long2LongCursor cursor = new Long2LongCursor(table);
            for (int i = 0; i < size; i++) {
                assertTrue(cursor.next());
                keys[i] = cursor.key();
            }
            return keys;
        } finally {
            table.close();
        }
    }

    private static void assertCostsAsRandom(final LongUnaryOperator keys, final int count) {
        final Cost random = cost(LongKeys.RANDOM::at, count);
        final Cost actual = cost(keys, count);
        final String figures = actual + ", for random keys " + random;
        assertTrue(actual.put() <= TOLERANCE * random.put(), () -> "puts: " + figures);
        assertTrue(actual.get() <= TOLERANCE * random.get(), () -> "gets: " + figures);
    }

    /** Accesses to memory per key. */
    private record Cost(double put, double get) {}

    private static Cost cost(final LongUnaryOperator keys, final int count) {
        // Without a helper that populates memory, since a map would go at its pace, which is another each time.
        final MemoryOptions alone = MemoryOptions.defaults().prefault(MemoryOptions.Prefault.LAZY);
        try (GuardedMemory memory = GuardedMemory.open(alone)) {
            final Long2LongHashTable table = SeededTable.create(memory, 0);
            final long beforePuts = LiveBlocks.accesses();
            for (int number = 0; number < count; number++) {
                assertEquals(0, table.put(keys.applyAsLong(number), number + 1));
            }
            final long beforeGets = LiveBlocks.accesses();
            for (int number = 0; number < count; number++) {
                assertEquals(number + 1, table.get(keys.applyAsLong(number)));
            }
            final long afterGets = LiveBlocks.accesses();
            Long2LongTableInvariants.check(table);
            table.close();
            return new Cost((beforeGets - beforePuts) / (double) count, (afterGets - beforeGets) / (double) count);
        }
    }
}
