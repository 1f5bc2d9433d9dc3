package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.assertRefused;
import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.table.Long2LongTableInvariants;
import org.hedgerow.table.MadeUpSize;
import org.hedgerow.table.MovePace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the map by examples: edges, errors, closing, moving. */
class Long2LongHashMapTest {

    private static final /*V*/ long MISSING = -1;

    private final AuditedMemory audited = AuditedMemory.open();
    private final GuardedMemory memory = audited.memory();

    @AfterEach
    void nothingIsLeft() {
        audited.close();
    }

    @Test
    void aNewMapIsEmptyAndHasNoMemory() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            assertTrue(map.isEmpty());
            assertEquals(0, map.size());
            assertEquals(MISSING, map.get(1));
            assertEquals(MISSING, map.get(0));
            assertEquals(MISSING, map.remove(0));
            assertFalse(map.keySet().iterator().hasNext());
            assertEquals(MISSING, map.minValue());
            assertEquals(MISSING, map.maxValue());
            assertEquals("{}", map.toString());
            map.clear();
            map.compact();
            assertEquals(0, audited.stats().liveBlocks());
        }
    }

    static Stream<Arguments> edges() {
        return Stream.of(
                Arguments.of(/*K*/ 0L, /*V*/ 0L),
                Arguments.of(/*K*/ 1L, /*V*/ 1L),
                Arguments.of(/*K*/ Long.valueOf(-1), /*V*/ Long.valueOf(-1)),
                Arguments.of(/*K*/ Long.MIN_VALUE, /*V*/ Long.MIN_VALUE),
                Arguments.of(/*K*/ Long.MAX_VALUE, /*V*/ Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("edges")
    void everyKeyAndValueButTheMissingOneCanBeStored(final /*K*/ long key, final /*V*/ long edge) {
        final /*V*/ long missing = edge ^ 5;
        try (Long2LongHashMap map = new Long2LongHashMap(memory, missing)) {
            assertEquals(missing, map.put(key, edge));
            assertEquals(edge, map.get(key));
            assertTrue(map.containsKey(key));
            assertTrue(map.containsValue(edge));
            assertFalse(map.containsValue(missing));
            assertEquals(edge, map.put(key, edge ^ 1));
            assertEquals(edge ^ 1, map.remove(key));
            assertFalse(map.containsKey(key));
        }
    }

    @Test
    void theMissingValueCannotBeStored() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 2);
            final Long2LongHashMap.EntryIterator entry = map.entrySet().iterator();
            final Map.Entry</*K*/ Long, /*V*/ Long> first = entry.next();
            Stream.<Runnable>of(
                            () -> map.put(1, MISSING),
                            () -> map.put((/*K*/ Long) /*K*/ 1L, (/*V*/ Long) MISSING),
                            () -> map.putIfAbsent(1, MISSING),
                            () -> map.replace(1, MISSING),
                            () -> map.replace(1, 2, MISSING),
                            () -> map.merge(1, MISSING, /*V*/ Long::sum),
                            () -> map.replaceAllLong((key, value) -> MISSING),
                            () -> entry.setValue(MISSING),
                            () -> first.setValue(MISSING))
                    .forEach(storing -> assertThrows(IllegalArgumentException.class, storing::run));
            assertEquals(Map.of(/*K*/ 1L, /*V*/ 2L), map);
        }
    }

    @Test
    void badArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Long2LongHashMap(memory, -1, 0.5f, MISSING));
        assertThrows(IllegalArgumentException.class, () -> new Long2LongHashMap(memory, 8, 0.05f, MISSING));
        assertThrows(IllegalArgumentException.class, () -> new Long2LongHashMap(memory, 8, 0.95f, MISSING));
        assertThrows(IllegalArgumentException.class, () -> new Long2LongHashMap(memory, 8, Float.NaN, MISSING));
        final IllegalArgumentException tooLarge = assertThrows(
                IllegalArgumentException.class, () -> new Long2LongHashMap(memory, Long.MAX_VALUE, 0.5f, MISSING));
        assertTrue(tooLarge.getMessage().contains("capacity"), tooLarge::getMessage);
    }

    @Test
    void aCapacityBeyondTheAddressSpaceIsRefusedAtTheFirstPut() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, 1L << 36, 0.5f, MISSING)) {
            assertEquals(1L << 36, map.longCapacity());
            assertEquals(Integer.MAX_VALUE, map.capacity());
            assertEquals(Integer.MAX_VALUE, map.resizeThreshold());
            // Linux grants a terabyte of untouched address space, or refuses it: either way nothing is harmed.
            try {
                map.put(1, 2);
                assertEquals(2, map.get(1));
            } catch (final RuntimeException e) {
                assertTrue(map.isEmpty());
            }
        }
    }

    @Test
    void computingAnswersAsAgronaDoes() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            assertEquals(10, map.computeIfAbsent(1, key -> key == 1 ? 10 : MISSING));
            assertEquals(10, map.computeIfAbsent(1, key -> 99));
            assertEquals(MISSING, map.computeIfAbsent(2, key -> MISSING));
            assertEquals(11, map.computeIfPresent(1, (key, value) -> key == 1 ? value + 1 : MISSING));
            assertEquals(MISSING, map.computeIfPresent(2, (key, value) -> 5));
            assertEquals(20, map.compute(2, (key, value) -> value == MISSING ? 20 : 21));
            assertEquals(MISSING, map.compute(2, (key, value) -> MISSING));
            assertEquals(7, map.merge(3, 7, /*V*/ Long::sum));
            assertEquals(15, map.merge(3, 8, /*V*/ Long::sum));
            assertEquals(MISSING, map.merge(3, 8, (present, given) -> MISSING));
            assertEquals(Map.of(/*K*/ 1L, /*V*/ 11L), map);
        }
    }

    @Test
    void replacingAndRemovingAskForTheValue() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 2);
            assertFalse(map.replace(1, 3, 4));
            assertTrue(map.replace(1, 2, 4));
            assertFalse(map.replace(9, MISSING, 4));
            assertFalse(map.remove(1, 2));
            assertFalse(map.remove(9, MISSING));
            assertTrue(map.remove(1, 4));
            assertTrue(map.isEmpty());
        }
    }

    @Test
    void boxedMethodsAnswerNullForNone() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            assertNull(map.put((/*K*/ Long) /*K*/ 1L, (/*V*/ Long) /*V*/ 2L));
            assertEquals(/*V*/ 2L, map.get((Object) /*K*/ 1L));
            assertNull(map.get((Object) /*K*/ 5L));
            assertNull(map.remove((Object) /*K*/ 5L));
            assertNull(map.replace((/*K*/ Long) /*K*/ 5L, (/*V*/ Long) /*V*/ 5L));
            assertEquals(7, map.getOrDefault((Object) /*K*/ 5L, (/*V*/ Long) /*V*/ 7L));
            assertThrows(NullPointerException.class, () -> map.put(null, /*V*/ 1L));
        }
    }

    @Test
    void viewsWriteThrough() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (int key = 0; key < 100; key++) {
                map.put(key, key + key);
            }
            assertTrue(map.keySet()./*K*/ removeIfLong(key -> key >= 50));
            assertTrue(map.values()./*V*/ removeIfLong(value -> value >= 60));
            assertTrue(map.entrySet()./*V*/ removeIfLong((key, value) -> key + value >= 60));
            assertFalse(map.keySet()./*K*/ removeIfLong(key -> key > 50));
            assertEquals(20, map.size());
            assertTrue(map.keySet().contains(19));
            assertTrue(map.values().contains(38));
            assertTrue(map.entrySet().contains(Map.entry(/*K*/ 19L, /*V*/ 38L)));
            assertFalse(map.entrySet().contains(Map.entry(/*K*/ 19L, /*V*/ 39L)));
            assertTrue(map.keySet().remove(/*K*/ 19L));
            assertFalse(map.keySet().remove((Object) null));
            assertFalse(map.keySet().remove((Object) "19"));
            assertEquals(19, map.entrySet().toArray().length);
            map.values().clear();
            assertTrue(map.isEmpty());
        }
    }

    @Test
    void growingAndShrinkingGiveMemoryBack() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (int number = 0; number < 50_000; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            final long grown = audited.stats().usedBytes();
            assertEquals(131_072, map.capacity());
            for (int number = 0; number < 49_900; number++) {
                assertEquals(number, map.remove(LongKeys.RANDOM.at(number)));
            }
            Long2LongTableInvariants.check(map.table());
            assertTrue(map.capacity() <= 512, () -> "capacity " + map.capacity());
            assertTrue(audited.stats().usedBytes() < grown / 100, () -> audited.stats() + " after " + grown);
            memory.trim();
            assertTrue(
                    audited.stats().mappedBytes() <= 128 << 10,
                    () -> audited.stats().toString());
        }
    }

    @Test
    void aMapDoesNotShrinkBelowItsInitialCapacityButByCompact() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, 1_000, 0.5f, MISSING)) {
            for (int key = 0; key < 400; key++) {
                map.put(key, key);
            }
            for (int key = 1; key < 400; key++) {
                map.remove(key);
            }
            assertEquals(1_024, map.capacity());
            map.compact();
            assertEquals(8, map.capacity());
            assertEquals(Map.of(/*K*/ 0L, /*V*/ 0L), map);
        }
    }

    @Test
    void compactCompletesAMove() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, 8, 0.65f, MISSING, false, new MovePace(1, 0))) {
            int number = 0;
            while (!map.table().isMoving() || map.size() < 500) {
                map.put(LongKeys.RANDOM.at(number), number);
                number++;
            }
            map.compact();
            assertFalse(map.table().isMoving());
            Long2LongTableInvariants.check(map.table());
            assertEquals(number, map.size());
        }
    }

    @Test
    void aSizeThatSwingsDoesNotMakeTheTableSwing() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (int number = 0; number < 10_000; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            final long allocations = audited.stats().mapCalls();
            final int capacity = map.capacity();
            for (int swing = 0; swing < 200; swing++) {
                for (int number = 10_000; number < 11_000; number++) {
                    map.put(LongKeys.RANDOM.at(number), number);
                }
                for (int number = 10_000; number < 11_000; number++) {
                    map.remove(LongKeys.RANDOM.at(number));
                }
            }
            assertTrue(map.capacity() / 2 <= capacity);
            assertTrue(
                    audited.stats().mapCalls() <= allocations + 2,
                    () -> audited.stats().toString());
        }
    }

    @Test
    void copiesAndPutAllAreEqual() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (int number = 0; number < 3_000; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            try (Long2LongHashMap copy = new Long2LongHashMap(map);
                    Long2LongHashMap filled = new Long2LongHashMap(memory, MISSING)) {
                filled.putAll(map);
                filled.putAll(filled);
                assertEquals(map, copy);
                assertEquals(map, filled);
                assertEquals(map.hashCode(), filled.hashCode());
                assertEquals(new HashMap<>(map), map);
                filled.put(1, 1);
                assertFalse(map.equals(filled));
                assertFalse(map.equals(new Object()));
            }
        }
    }

    @Test
    void aHeapThatIsTooFullForACopyLeavesNothingOfIt() {
        // What was released is not kept: otherwise a copy could take it, with no need of the heap.
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().retainBytes(0));
        try (tight;
                Long2LongHashMap map = new Long2LongHashMap(tight.memory(), MISSING)) {
            for (int number = 0; number < 2_000; number++) {
                map.put(LongKeys.LAST_HOME.at(number), number);
            }
            final long before = tight.stats().liveBlocks();
            int refusals = 0;
            boolean isCopied = false;
            while (!isCopied) {
                tight.os().faults(Faults.fullHeap(refusals + 1, Long.MAX_VALUE / 2));
                try (Long2LongHashMap copy = new Long2LongHashMap(map)) {
                    isCopied = copy.equals(map);
                } catch (final OutOfMemoryError e) {
                    refusals++;
                }
                tight.os().faults(Faults.none());
                assertEquals(before, tight.stats().liveBlocks());
            }
            assertTrue(refusals > 1, "also with part of it copied");
        }
    }

    @Test
    void whileTheHeapIsFullThePresentTableIsFilledFurther() {
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().retainBytes(0));
        try (tight;
                Long2LongHashMap map = new Long2LongHashMap(tight.memory(), 4_096, 0.5f, MISSING)) {
            final int threshold = map.resizeThreshold();
            int number = 0;
            for (; number < threshold; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            tight.os().faults(Faults.fullHeap(1, Long.MAX_VALUE / 2));
            for (; number < threshold * 3 / 2; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            tight.os().faults(Faults.none());
            assertEquals(4_096, map.capacity());
            for (final int soon = number + number / 32; number < soon; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            assertEquals(8_192, map.capacity(), "it grows soon after the heap has room");
            for (int i = 0; i < number; i++) {
                assertEquals(i, map.get(LongKeys.RANDOM.at(i)));
            }
        }
    }

    @Test
    void whatCannotShrinkWhileTheHeapIsFullShrinksSoonAfter() {
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().retainBytes(0));
        try (tight;
                Long2LongHashMap map = new Long2LongHashMap(tight.memory(), 8, 0.5f, MISSING)) {
            int number = 0;
            for (; number < 20_000 || map.table().isMoving(); number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            final int capacity = map.capacity();
            tight.os().faults(Faults.fullHeap(1, Long.MAX_VALUE / 2));
            while (map.size() >= capacity / 8) {
                map.remove(LongKeys.RANDOM.at(--number));
            }
            tight.os().faults(Faults.none());
            assertEquals(capacity, map.capacity());
            for (final int soon = number - number / 32; number > soon; ) {
                map.remove(LongKeys.RANDOM.at(--number));
            }
            assertTrue(map.capacity() < capacity, "it shrinks soon after the heap has room");
            for (int i = 0; i < number; i++) {
                assertEquals(i, map.get(LongKeys.RANDOM.at(i)));
            }
        }
    }

    @Test
    void withoutMemoryForALargerTableThePresentOneIsFilledFurther() {
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(40_000));
        try (tight;
                Long2LongHashMap map = new Long2LongHashMap(tight.memory(), MISSING)) {
            final MemoryLimitException refusal = assertThrows(MemoryLimitException.class, () -> {
                for (int number = 0; ; number++) {
                    map.put(LongKeys.RANDOM.at(number), number);
                }
            });
            assertEquals(40_000, refusal.maxBytes());
            assertTrue(map.size() > 0.9 * map.capacity(), () -> map.size() + " of " + map.capacity());
            final int full = map.size();
            for (int number = 0; number < full; number++) {
                assertEquals(number, map.get(LongKeys.RANDOM.at(number)));
            }
            Long2LongTableInvariants.check(map.table());
            assertThrows(MemoryLimitException.class, () -> map.put(LongKeys.RANDOM.at(full), full));
            assertEquals(0, map.put(LongKeys.RANDOM.at(0), 5), "a key that is there can be changed");
            map.remove(LongKeys.RANDOM.at(1));
            map.put(LongKeys.RANDOM.at(full), full);
            assertEquals(full, map.size());
        }
    }

    @Test
    void atTheMapLimitTheMapSaysSoAndStaysUsable() {
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxMappings(1));
        try (tight;
                Long2LongHashMap map = new Long2LongHashMap(tight.memory(), MISSING)) {
            final MapLimitException refusal = assertThrows(MapLimitException.class, () -> {
                for (int number = 0; ; number++) {
                    map.put(number, number);
                }
            });
            assertEquals(1, refusal.limit());
            assertTrue(refusal.getMessage().contains("maxMappings"), refusal::getMessage);
            Long2LongTableInvariants.check(map.table());
            for (int number = map.size() - 1; number >= 0; number--) {
                assertEquals(number, map.remove(number));
            }
        }
    }

    @Test
    void batchesOutsideOfTheirArraysAreRefused() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            final /*K*/ long[] threeKeys = {1, 2, 3};
            final /*K*/ long[] twoKeys = {1, 2};
            final /*V*/ long[] three = {1, 2, 3};
            final /*V*/ long[] two = {1, 2};
            final MemorySegment keys = MemorySegment.ofArray(threeKeys);
            final MemorySegment nineBytes = keys.asSlice(0, 9);
            Stream.<Runnable>of(
                            () -> map.getAll(threeKeys, 0, 3, two),
                            () -> map.getAll(threeKeys, -1, 2, three),
                            () -> map.getAll(threeKeys, 2, 2, three),
                            () -> map.containsAll(threeKeys, 0, 3, new boolean[2]),
                            () -> map.putAll(twoKeys, 0, 3, three),
                            () -> map.removeAll(twoKeys, 1, 2))
                    .forEach(batch -> assertThrows(IndexOutOfBoundsException.class, batch::run));
            Stream.<Runnable>of(
                            () -> map.getAll(keys, MemorySegment.ofArray(two)),
                            () -> map.getAll(nineBytes, nineBytes),
                            () -> map.containsAll(keys, keys),
                            () -> map.putAll(nineBytes, nineBytes),
                            () -> map.removeAll(nineBytes))
                    .forEach(batch -> assertThrows(IllegalArgumentException.class, batch::run));
            assertTrue(map.isEmpty());
        }
    }

    @Test
    void aBatchWithTheMissingValueIsRefusedAsAWhole() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            final /*K*/ long[] keys = new /*K*/ long[100];
            final /*V*/ long[] values = new /*V*/ long[100];
            values[99] = MISSING;
            assertThrows(IllegalArgumentException.class, () -> map.putAll(keys, 0, 100, values));
            final MemorySegment keySegment = MemorySegment.ofArray(keys);
            final MemorySegment valueSegment = MemorySegment.ofArray(values);
            assertThrows(IllegalArgumentException.class, () -> map.putAll(keySegment, valueSegment));
            assertTrue(map.isEmpty());
        }
    }

    static Stream<Named<Consumer<Long2LongHashMap>>> uses() {
        return Stream.of(
                use("get", map -> map.get(1)),
                use("get a key that was there", map -> map.get(5)),
                use("put", map -> map.put(1, 2)),
                use("putIfAbsent", map -> map.putIfAbsent(1, 2)),
                use("replace", map -> map.replace(1, 2)),
                use("remove", map -> map.remove(1)),
                use("containsKey", map -> map.containsKey(1)),
                use("containsValue", map -> map.containsValue(1)),
                change("getAll", map -> map.getAll(new /*K*/ long[0], 0, 0, new /*V*/ long[0])),
                change("containsAll", map -> map.containsAll(new /*K*/ long[0], 0, 0, new boolean[0])),
                change("putAll of arrays", map -> map.putAll(new /*K*/ long[0], 0, 0, new /*V*/ long[0])),
                use("removeAll", map -> map.removeAll(new /*K*/ long[0], 0, 0)),
                change("getAll of segments", map -> map.getAll(MemorySegment.NULL, MemorySegment.NULL)),
                change("containsAll of segments", map -> map.containsAll(MemorySegment.NULL, MemorySegment.NULL)),
                change("putAll of segments", map -> map.putAll(MemorySegment.NULL, MemorySegment.NULL)),
                use("removeAll of a segment", map -> map.removeAll(MemorySegment.NULL)),
                use("compute", map -> map.compute(1, (key, value) -> 1)),
                use("merge", map -> map.merge(1, 1, /*V*/ Long::sum)),
                use("size", Long2LongHashMap::size),
                use("longSize", Long2LongHashMap::longSize),
                use("isEmpty", Long2LongHashMap::isEmpty),
                change("clear", Long2LongHashMap::clear),
                change("compact", Long2LongHashMap::compact),
                use("keySet", map -> map.keySet().iterator()),
                use("values", map -> map.values().iterator()),
                use("entrySet", map -> map.entrySet().size()),
                change("forEachLong", map -> map.forEachLong((key, value) -> {})),
                change("putAll", map -> map.putAll(Map.of(/*K*/ 1L, /*V*/ 2L))),
                use("toString", Long2LongHashMap::toString),
                use("hashCode", Long2LongHashMap::hashCode),
                use("equals", map -> map.equals(Map.of())),
                use("minValue", Long2LongHashMap::minValue),
                change("close", Long2LongHashMap::close));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void afterCloseEveryUseIsRefusedByName(final Consumer<Long2LongHashMap> use) {
        final Long2LongHashMap map = new Long2LongHashMap(memory, MISSING);
        map.put(5, 5);
        map.close();
        assertRefused(map, use);
    }

    @Test
    void isNotEqualToMapsWithKeysOfAnotherType() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 2);
            assertFalse(map.equals(new TreeMap<>(Map.of("a", "b"))));
            assertFalse(map.equals(Map.of("a", "b")));
        }
    }

    /** As ints, their sizes are the same. So many entries would take dozens of gigabytes. */
    @Test
    void isNotEqualToAMapOfMoreEntriesWhereAnIntDoesNotTell() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING);
                Long2LongHashMap more = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 2);
            more.put(1, 2);
            more.put(3, 4);
            final long many = 1L << Integer.SIZE;
            MadeUpSize.set(map.table(), many);
            MadeUpSize.set(more.table(), many + 1);
            assertEquals(map.size(), more.size());
            assertFalse(map.equals(more));
            assertFalse(more.equals(map));
        }
    }

    @Test
    void anEntryTellsWhatItReplaced() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 2);
            final Map.Entry</*K*/ Long, /*V*/ Long> entry =
                    map.entrySet().iterator().next();
            map.put(1, 9);
            assertEquals(9, entry.setValue(/*V*/ 10L));
            assertEquals(10, map.get(1));
        }
    }

    @Test
    void isUsedAsBeforeAfterARefusedPutAll() {
        final Map</*K*/ Long, /*V*/ Long> large = new HashMap<>();
        for (
        /*K*/ long key = 0; key < 100_000; key++) {
            large.put(key, /*V*/ 1L);
        }
        try (AuditedMemory limited =
                        AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(128 << 10));
                Long2LongHashMap map = new Long2LongHashMap(limited.memory(), MISSING)) {
            assertThrows(MemoryLimitException.class, () -> map.putAll(large));
            map.clear();
            map.put(1, 2);
            assertEquals(2, map.get(1));
        }
    }

    @Test
    void whatIsReservedInVainIsForgotten() {
        try (AuditedMemory limited =
                        AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(128 << 10));
                Long2LongHashMap map = new Long2LongHashMap(limited.memory(), MISSING)) {
            map.reserve(1 << 20);
            map.put(1, 2);
            assertEquals(2, map.get(1));
            assertTrue(map.longCapacity() <= 8);
        }
    }

    @Test
    void aCopyShrinksAsFarAsTheOriginal() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (
            /*K*/ long key = 0; key < 1_000; key++) {
                map.put(key, 1);
            }
            try (Long2LongHashMap copy = new Long2LongHashMap(map)) {
                assertEquals(map, copy);
                for (
                /*K*/ long key = 0; key < 1_000; key++) {
                    copy.remove(key);
                }
                assertTrue(copy.longCapacity() <= 16, () -> copy.longCapacity() + " slots");
            }
        }
    }

    @Test
    void anotherMapOfThisClassIsPutByATypeThatDoesNotTell() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING);
                Long2LongHashMap that = new Long2LongHashMap(memory, 9)) {
            map.put(1, 2);
            that.put(1, 3);
            that.put(4, 5);
            final Map</*K*/ Long, /*V*/ Long> other = that;
            map.putAll(other);
            assertEquals(that, map);
            that.put(6, MISSING);
            assertThrows(IllegalArgumentException.class, () -> map.putAll(other));
        }
    }

    @Test
    void aSegmentThatDoesNotEndWithAKeyIsRefusedByItsSize() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            final MemorySegment broken = MemorySegment.ofArray(new byte[ /*K*/Long.BYTES + 1]);
            final String message = assertThrows(IllegalArgumentException.class, () -> map.removeAll(broken))
                    .getMessage();
            assertEquals(
                    "a segment of " + (
                            /*K*/ Long.BYTES + 1) + " bytes of keys: must be a multiple of " + /*K*/ Long.BYTES,
                    message);
        }
    }
}
