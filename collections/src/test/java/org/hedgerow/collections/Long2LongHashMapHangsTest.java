package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.table.Long2LongTableInvariants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where Agrona's maps once did not come to an end, or gave what they should not: the numbers are those of its issues. The
 * timeout ends what would otherwise never end; how long a test takes is no matter.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class Long2LongHashMapHangsTest {

    private static final /*V*/ long MISSING = -1;

    private final AuditedMemory memory = AuditedMemory.open();

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private Long2LongHashMap filled(final LongKeys pattern, final int entries, final boolean avoidAllocation) {
        final Long2LongHashMap map = new Long2LongHashMap(memory.memory(), 8, 0.65f, MISSING, avoidAllocation);
        for (int number = 0; number < entries; number++) {
            map.put(pattern.at(number), number);
        }
        return map;
    }

    /** Issue 336. */
    @ParameterizedTest
    @EnumSource(
            value = LongKeys.class,
            names = {"DENSE", "RANDOM", "ONE_HOME", "LAST_HOME"})
    void retainingKeysEndsAndRetainsThem(final LongKeys pattern) {
        for (final boolean avoidAllocation : new boolean[] {false, true}) {
            for (int entries = 0; entries < 200; entries += 7) {
                try (Long2LongHashMap map = filled(pattern, entries, avoidAllocation)) {
                    final Set</*K*/ Long> kept = new HashSet<>();
                    for (int number = 0; number < entries; number += 3) {
                        kept.add(pattern.at(number));
                    }
                    assertEquals(kept.size() < entries, map.keySet().retainAll(kept));
                    assertEquals(kept, map.keySet());
                    assertFalse(map.keySet().retainAll(kept));
                    Long2LongTableInvariants.check(map.table());
                }
            }
        }
    }

    /** Issue 336, for the other views. */
    @Test
    void retainingValuesAndEntriesEnds() {
        try (Long2LongHashMap map = filled(LongKeys.RANDOM, 500, true)) {
            final Map</*K*/ Long, /*V*/ Long> expected = new HashMap<>(map);
            expected.values().removeIf(value -> value % 5 != 0);
            assertTrue(map.values().retainAll(new ArrayList<>(expected.values())));
            assertEquals(expected, map);
            expected.values().removeIf(value -> value % 3 != 0);
            assertTrue(map.entrySet().retainAll(new HashSet<>(expected.entrySet())));
            assertEquals(expected, map);
            assertTrue(map.keySet().retainAll(Set.of()));
            assertTrue(map.isEmpty());
        }
    }

    /** Issue 103. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 8, 63, 64, 1_000})
    void compactingEndsWhateverIsThereAndLeavesTheMapUsable(final int entries) {
        for (final float loadFactor : new float[] {0.1f, 0.65f, 0.9f}) {
            try (Long2LongHashMap map = new Long2LongHashMap(memory.memory(), 4_096, loadFactor, MISSING)) {
                for (int number = 0; number < entries; number++) {
                    map.put(LongKeys.DENSE.at(number), number);
                }
                map.compact();
                Long2LongTableInvariants.check(map.table());
                assertEquals(MISSING, map.get(LongKeys.DENSE.at(entries)));
                assertTrue(map.size() <= map.resizeThreshold());
                map.put(LongKeys.DENSE.at(entries), entries);
                map.compact();
                assertEquals(entries + 1, map.size());
            }
        }
    }

    /** Issue 24. */
    @ParameterizedTest
    @ValueSource(floats = {0.1f, 0.25f, 0.5f, 0.65f, 0.75f, 0.89f, 0.9f})
    void lookingForWhatIsNotThereEndsAtAnyLoadFactor(final float loadFactor) {
        for (int capacity = 0; capacity < 40; capacity++) {
            try (Long2LongHashMap map = new Long2LongHashMap(memory.memory(), capacity, loadFactor, MISSING)) {
                for (int number = 0; number < 100; number++) {
                    map.put(LongKeys.RANDOM.at(number), number);
                    assertEquals(MISSING, map.get(LongKeys.RANDOM.at(number + 1)));
                    assertEquals(MISSING, map.remove(LongKeys.RANDOM.at(number + 1)));
                    assertTrue(map.size() < map.capacity(), "there is always an empty slot");
                }
            }
        }
    }

    /** Issue 16. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsCopiedFromTheEntrySetIsEntriesOfItsOwn(final boolean avoidAllocation) {
        try (Long2LongHashMap map = filled(LongKeys.RANDOM, 100, avoidAllocation)) {
            final List<Map.Entry</*K*/ Long, /*V*/ Long>> entries = new ArrayList<>(map.entrySet());
            final Map</*K*/ Long, /*V*/ Long> copied = new HashMap<>();
            entries.forEach(entry -> copied.put(entry.getKey(), entry.getValue()));
            assertEquals(100, copied.size());
            assertEquals(map, copied);
            assertEquals(new HashSet<>(entries), copied.entrySet());
            assertEquals(map.hashCode(), copied.hashCode());
        }
    }

    /** Issue 16: also what the iterator itself answers, where it may allocate. */
    @Test
    void whatTheIteratorAnsweredStaysWhatItWas() {
        try (Long2LongHashMap map = filled(LongKeys.RANDOM, 100, false)) {
            final Map</*K*/ Long, /*V*/ Long> expected = new HashMap<>(map);
            final List<Map.Entry</*K*/ Long, /*V*/ Long>> answered = new ArrayList<>();
            for (final Map.Entry</*K*/ Long, /*V*/ Long> entry : map.entrySet()) {
                answered.add(entry);
            }
            map.clear();
            answered.forEach(entry -> assertTrue(expected.remove(entry.getKey(), entry.getValue())));
            assertTrue(expected.isEmpty());
        }
    }

    /** Issue 279. */
    @Test
    void changingTheMapWhileIteratingIsDetectedAndEnds() {
        Stream.<Function<Long2LongHashMap, Collection<?>>>of(
                        Long2LongHashMap::keySet, Long2LongHashMap::values, Long2LongHashMap::entrySet)
                .forEach(view -> Stream.<Consumer<Long2LongHashMap>>of(
                                map -> map.put(LongKeys.RANDOM.at(map.size()), 1),
                                map -> map.remove(map.keySet().iterator().nextValue()),
                                Long2LongHashMap::clear,
                                Long2LongHashMap::compact)
                        .forEach(change -> changeWhileIterating(view, change)));
    }

    private void changeWhileIterating(
            final Function<Long2LongHashMap, Collection<?>> view, final Consumer<Long2LongHashMap> change) {
        try (Long2LongHashMap map = new Long2LongHashMap(memory.memory(), 1_024, 0.65f, MISSING)) {
            for (int number = 0; number < 100; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
            }
            assertThrows(ConcurrentModificationException.class, () -> {
                for (final Object each : view.apply(map)) {
                    change.accept(map);
                    assertFalse(each instanceof Collection);
                }
            });
            Long2LongTableInvariants.check(map.table());
        }
    }

    /** Issue 279: a function that is computing a value changes the map. */
    @Test
    void aFunctionThatChangesTheMapLeavesItSound() {
        try (Long2LongHashMap map = filled(LongKeys.RANDOM, 10, false)) {
            for (int number = 10; number < 300; number++) {
                final int next = number;
                map.computeIfAbsent(LongKeys.RANDOM.at(number), key -> {
                    map.put(LongKeys.RANDOM.at(next + 1_000), next);
                    return next;
                });
                map.compute(LongKeys.RANDOM.at(number), (key, value) -> {
                    map.remove(LongKeys.RANDOM.at(next + 1_000));
                    return value;
                });
            }
            assertEquals(300, map.size());
            Long2LongTableInvariants.check(map.table());
        }
    }

    /** The same of keys that are there, whose slots are known before their functions are called. */
    @Test
    void aFunctionMayMoveOrRemoveTheEntryThatItComputes() {
        try (Long2LongHashMap map = filled(LongKeys.RANDOM, 100, false)) {
            for (int number = 0; number < 100; number++) {
                final int present = number;
                final /*K*/ long key = LongKeys.RANDOM.at(number);
                map.compute(key, (same, value) -> {
                    map.put(LongKeys.RANDOM.at(present + 1_000), present + 7);
                    return 1;
                });
                assertEquals(1, map.get(key));
                map.computeIfPresent(key, (same, value) -> {
                    map.remove(key);
                    return 2;
                });
                assertEquals(2, map.get(key));
                map.merge(key, 5, (value, given) -> {
                    map.compact();
                    return 3;
                });
                assertEquals(3, map.get(key));
                assertEquals(present + 7, map.get(LongKeys.RANDOM.at(present + 1_000)));
            }
            assertEquals(200, map.size());
            Long2LongTableInvariants.check(map.table());
        }
    }
}
