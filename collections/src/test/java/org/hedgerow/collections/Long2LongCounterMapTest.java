package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.assertRefused;
import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.table.Long2LongTableInvariants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the counters by examples: edges, errors, closing. */
class Long2LongCounterMapTest {

    private static final /*K*/ long[] KEYS = {0, 1, -1, /*K*/ Long.MIN_VALUE, /*K*/ Long.MAX_VALUE};
    private static final /*V*/ long[] VALUES = {0, 1, -1, /*V*/ Long.MIN_VALUE, /*V*/ Long.MAX_VALUE};

    private final AuditedMemory audited = AuditedMemory.open();
    private final GuardedMemory memory = audited.memory();

    @AfterEach
    void nothingIsLeft() {
        audited.close();
    }

    @Test
    void aNewMapIsEmptyAndHasNoMemory() {
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 7)) {
            assertTrue(map.isEmpty());
            assertEquals(0, map.size());
            assertEquals(8, map.capacity());
            for (final /*K*/ long key : KEYS) {
                assertEquals(7, map.get(key));
                assertEquals(7, map.remove(key));
                assertEquals(7, map.getAndAdd(key, 0));
                assertFalse(map.containsKey(key));
            }
            assertEquals(7, map.initialValue());
            assertEquals(7, map.minValue());
            assertEquals(7, map.maxValue());
            assertFalse(map.containsValue(7));
            assertEquals("{}", map.toString());
            map.clear();
            map.compact();
            assertEquals(0, audited.stats().liveBlocks());
        }
    }

    @Test
    void everyKeyCountsFromEveryInitialValue() {
        for (final /*V*/ long initial : VALUES) {
            try (Long2LongCounterMap map = new Long2LongCounterMap(memory, initial)) {
                for (final /*K*/ long key : KEYS) {
                    assertEquals(initial, map.getAndIncrement(key));
                    assertEquals(initial + 2, map.incrementAndGet(key));
                    assertEquals(initial + 2, map.getAndDecrement(key));
                    assertEquals(initial + 6, map.addAndGet(key, 5));
                    assertEquals(initial + 6, map.getAndAdd(key, -3));
                    assertTrue(map.containsKey(key));
                    assertTrue(map.containsValue(initial + 3));
                }
                assertEquals(KEYS.length, map.size());
                for (final /*K*/ long key : KEYS) {
                    assertEquals(initial, map.addAndGet(key, -3));
                    assertFalse(map.containsKey(key));
                    assertEquals(initial - 1, map.decrementAndGet(key));
                    assertEquals(initial, map.incrementAndGet(key));
                }
                assertTrue(map.isEmpty());
            }
        }
    }

    @Test
    void everyValueButTheInitialOneCanBePut() {
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 5)) {
            for (final /*V*/ long value : VALUES) {
                map.remove(1);
                assertEquals(5, map.put(1, value));
                assertEquals(value, map.put(1, value));
                assertEquals(value, map.get(1));
                final IllegalArgumentException refusal =
                        assertThrows(IllegalArgumentException.class, () -> map.put(1, 5));
                assertEquals("cannot accept initialValue", refusal.getMessage());
                assertEquals(value, map.remove(1));
            }
            assertTrue(map.isEmpty());
        }
    }

    @Test
    void computingStoresWhatIsNotTheInitialValue() {
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 0)) {
            assertEquals(0, map.computeIfAbsent(3, key -> 0));
            assertTrue(map.isEmpty());
            assertEquals(30, map.computeIfAbsent(3, key -> key == 3 ? 30 : 0));
            assertEquals(30, map.computeIfAbsent(3, key -> 99));
            assertEquals("{3=30}", map.toString());
            assertThrows(NullPointerException.class, () -> map.computeIfAbsent(4, null));
        }
    }

    @Test
    void theLeastAndTheGreatestAreThoseOfAllCounters() {
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 0)) {
            for (int key = 0; key < 1_000; key++) {
                map.put(key, key - 1_000);
            }
            assertEquals(-1_000, map.minValue());
            assertEquals(-1, map.maxValue());
            map.put(5, 7);
            assertEquals(7, map.maxValue());
        }
    }

    @Test
    void countersThatComeBackGiveMemoryBack() {
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 3)) {
            for (int key = 0; key < 50_000; key++) {
                map.incrementAndGet(key);
            }
            final long grown = audited.stats().usedBytes();
            for (int key = 100; key < 50_000; key++) {
                map.decrementAndGet(key);
            }
            Long2LongTableInvariants.check(map.table());
            assertEquals(100, map.size());
            assertEquals(100, map.longSize());
            assertTrue(map.capacity() <= 512, () -> "capacity " + map.capacity());
            assertTrue(audited.stats().usedBytes() < grown / 100, () -> audited.stats() + " after " + grown);
        }
    }

    @Test
    void withoutMemoryACounterStaysWhereItIs() {
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(12_000));
        try (tight;
                Long2LongCounterMap map = new Long2LongCounterMap(tight.memory(), 0)) {
            assertThrows(MemoryLimitException.class, () -> {
                for (int key = 0; ; key++) {
                    map.incrementAndGet(key);
                }
            });
            final int full = map.size();
            assertThrows(MemoryLimitException.class, () -> map.incrementAndGet(full));
            assertEquals(0, map.get(full));
            assertEquals(2, map.incrementAndGet(1));
            assertEquals(0, map.decrementAndGet(2));
            assertEquals(1, map.incrementAndGet(full));
            Long2LongTableInvariants.check(map.table());
        }
    }

    @Test
    void badArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Long2LongCounterMap(-1, 0.5f, 0));
        assertThrows(IllegalArgumentException.class, () -> new Long2LongCounterMap(8, 0.05f, 0));
        assertThrows(IllegalArgumentException.class, () -> new Long2LongCounterMap(8, 0.95f, 0));
        assertThrows(IllegalArgumentException.class, () -> new Long2LongCounterMap(memory, Long.MAX_VALUE, 0.5f, 0));
    }

    @Test
    void batchesOutsideOfTheirArraysAreRefused() {
        try (Long2LongCounterMap map = new Long2LongCounterMap(memory, 0)) {
            final /*K*/ long[] keys = {1, 2, 3};
            final /*V*/ long[] two = {1, 2};
            final MemorySegment three = MemorySegment.ofArray(keys);
            final MemorySegment broken = three.asSlice(0, three.byteSize() - 1);
            Stream.<Runnable>of(
                            () -> map.getAll(keys, 0, 3, two),
                            () -> map.addAll(keys, 1, 2, two),
                            () -> map.addAll(keys, -1, 2, two),
                            () -> map.removeAll(keys, 0, 4))
                    .forEach(batch -> assertThrows(IndexOutOfBoundsException.class, batch::run));
            Stream.<Runnable>of(
                            () -> map.getAll(three, MemorySegment.ofArray(two)),
                            () -> map.addAll(three, MemorySegment.ofArray(two)),
                            () -> map.removeAll(broken))
                    .forEach(batch -> assertThrows(IllegalArgumentException.class, batch::run));
            assertTrue(map.isEmpty());
            map.addAll(keys, 0, 2, two);
            assertEquals(2, map.get(2));
            assertEquals(1, map.removeAll(keys, 1, 2));
            assertEquals("{1=1}", map.toString());
        }
    }

    static Stream<Named<Consumer<Long2LongCounterMap>>> uses() {
        return Stream.of(
                use("get", map -> map.get(1)),
                use("get a counter that was there", map -> map.get(5)),
                use("put", map -> map.put(1, 2)),
                use("remove", map -> map.remove(1)),
                use("incrementAndGet", map -> map.incrementAndGet(1)),
                use("decrementAndGet", map -> map.decrementAndGet(5)),
                use("addAndGet", map -> map.addAndGet(5, 2)),
                use("getAndAdd", map -> map.getAndAdd(1, 2)),
                use("adding nothing", map -> map.getAndAdd(1, 0)),
                use("computeIfAbsent", map -> map.computeIfAbsent(1, key -> 1)),
                use("containsKey", map -> map.containsKey(1)),
                use("containsValue", map -> map.containsValue(1)),
                use("size", Long2LongCounterMap::size),
                use("longSize", Long2LongCounterMap::longSize),
                use("isEmpty", Long2LongCounterMap::isEmpty),
                use("minValue", Long2LongCounterMap::minValue),
                use("maxValue", Long2LongCounterMap::maxValue),
                use("toString", Long2LongCounterMap::toString),
                change("forEach", map -> map.forEach((key, value) -> {})),
                change("getAll", map -> map.getAll(new /*K*/ long[0], 0, 0, new /*V*/ long[0])),
                change("addAll", map -> map.addAll(new /*K*/ long[0], 0, 0, new /*V*/ long[0])),
                use("removeAll", map -> map.removeAll(new /*K*/ long[0], 0, 0)),
                change("getAll of segments", map -> map.getAll(MemorySegment.NULL, MemorySegment.NULL)),
                change("addAll of segments", map -> map.addAll(MemorySegment.NULL, MemorySegment.NULL)),
                use("removeAll of a segment", map -> map.removeAll(MemorySegment.NULL)),
                change("clear", Long2LongCounterMap::clear),
                change("compact", Long2LongCounterMap::compact),
                change("close", Long2LongCounterMap::close));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void afterCloseEveryUseIsRefusedByName(final Consumer<Long2LongCounterMap> use) {
        final Long2LongCounterMap map = new Long2LongCounterMap(memory, 0);
        map.put(5, 5);
        map.close();
        assertRefused(map, use);
    }
}
