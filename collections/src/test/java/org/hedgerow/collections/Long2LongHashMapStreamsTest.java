package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.stream.Collectors;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.table.MovePace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams of keys and of values, whole and in parts. */
class Long2LongHashMapStreamsTest {

    private static final int ENTRIES = 5_000;

    private final AuditedMemory memory = AuditedMemory.open();
    private final Long2LongHashMap map = new Long2LongHashMap(memory.memory(), 0, 0.65f, -1, false, new MovePace(1, 0));

    @AfterEach
    void nothingIsLeft() {
        map.close();
        memory.close();
    }

    private void fill() {
        for (int number = 0; number < ENTRIES; number++) {
            map.put(LongKeys.RANDOM.at(number), number);
        }
    }

    @Test
    void ofAnEmptyMapThereIsNothing() {
        assertEquals(0, map.keySet()./*K*/ longStream().count());
        assertEquals(0, map.values()./*V*/ longStream().sum());
        assertNull(map.keySet().spliterator().trySplit());
    }

    @Test
    void theyHaveAllKeysAndValuesOneByOneAndInParallel() {
        fill();
        final /*K*/ long[] keys = new /*K*/ long[ENTRIES];
        final /*V*/ long[] values = new /*V*/ long[ENTRIES];
        for (int number = 0; number < ENTRIES; number++) {
            keys[number] = LongKeys.RANDOM.at(number);
            values[number] = number;
        }
        Arrays.sort(keys);
        assertArrayEquals(keys, map.keySet()./*K*/ longStream().sorted().toArray());
        assertArrayEquals(
                keys, map.keySet()./*K*/ longStream().parallel().sorted().toArray());
        assertArrayEquals(values, map.values()./*V*/ longStream().sorted().toArray());
        assertArrayEquals(
                values, map.values()./*V*/ longStream().parallel().sorted().toArray());
        assertEquals(ENTRIES, map.keySet().parallelStream().distinct().count());
    }

    @Test
    void partsHaveEachKeyOnceAlsoDuringAMove() {
        fill();
        for (int number = ENTRIES; !map.table().isMoving(); number++) {
            map.put(LongKeys.RANDOM.at(number), number);
        }
        final Set</*K*/ Long> keys = new HashSet<>();
        final Deque<Spliterator./*K*/ OfLong> parts = new ArrayDeque<>();
        parts.add(map.keySet().spliterator());
        int count = 0;
        while (!parts.isEmpty()) {
            final Spliterator./*K*/ OfLong part = parts.removeLast();
            final Spliterator./*K*/ OfLong other = part.trySplit();
            if (other != null) {
                parts.add(other);
                parts.add(part);
            } else {
                count++;
                part.forEachRemaining((/*K*/ long key) -> assertTrue(keys.add(key)));
            }
        }
        assertTrue(count > 100, "so many parts: " + count);
        assertEquals(map.keySet(), keys);
    }

    @Test
    void theSizeIsKnownUntilTheyAreSplit() {
        fill();
        final Spliterator./*V*/ OfLong values = map.values().spliterator();
        assertEquals(ENTRIES, values.getExactSizeIfKnown());
        assertTrue(values.tryAdvance((/*V*/ long value) -> {}));
        assertEquals(ENTRIES - 1, values.getExactSizeIfKnown());
        final Spliterator./*V*/ OfLong other = values.trySplit();
        assertFalse(values.hasCharacteristics(Spliterator.SIZED));
        assertFalse(other.hasCharacteristics(Spliterator.SIZED));
        for (final Spliterator./*V*/ OfLong part : List.of(values, other)) {
            assertEquals((ENTRIES - 1) / 2, part.estimateSize());
            part.forEachRemaining((/*V*/ long value) -> {});
            assertEquals(0, part.estimateSize());
        }
        assertTrue(map.keySet().spliterator().hasCharacteristics(Spliterator.DISTINCT));
    }

    @Test
    void theyTakeTheMapAsItIsWhenTheyAreUsedAndDetectChangesAfterThat() {
        final Spliterator./*K*/ OfLong keys = map.keySet().spliterator();
        fill();
        assertEquals(ENTRIES, keys.estimateSize());
        assertTrue(keys.tryAdvance((/*K*/ long key) -> {}));
        map.put(LongKeys.RANDOM.at(ENTRIES), 1);
        assertThrows(ConcurrentModificationException.class, () -> keys.tryAdvance((/*K*/ long key) -> {}));
    }

    /** Also where there is nothing to give; and nothing is passed over. */
    @Test
    void withoutAnActionTheyThrow() {
        assertThrows(
                NullPointerException.class, () -> map.entrySet().spliterator().tryAdvance(null));
        fill();
        final Spliterator./*K*/ OfLong keys = map.keySet().spliterator();
        final Spliterator./*V*/ OfLong values = map.values().spliterator();
        assertThrowsWithout(null, keys);
        assertThrowsWithout(null, values);
        int left = 0;
        while (keys.tryAdvance((/*K*/ long key) -> {}) && values.tryAdvance((/*V*/ long value) -> {})) {
            left++;
        }
        assertEquals(ENTRIES, left);
    }

    private static <C> void assertThrowsWithout(final C action, final Spliterator.OfPrimitive<?, C, ?> elements) {
        assertThrows(NullPointerException.class, () -> elements.tryAdvance(action));
    }

    @Test
    void entriesAreObjectsOfTheirOwn() {
        try (Long2LongHashMap frugal = new Long2LongHashMap(memory.memory(), 0, 0.65f, -1, true)) {
            for (int number = 0; number < ENTRIES; number++) {
                frugal.put(LongKeys.RANDOM.at(number), number);
            }
            assertEquals(
                    Set.copyOf(Arrays.asList(frugal.entrySet().toArray())),
                    frugal.entrySet().stream().collect(Collectors.toSet()));
            assertEquals(
                    ENTRIES,
                    frugal.entrySet().parallelStream()
                            .collect(Collectors.toSet())
                            .size());
            frugal.entrySet().stream().forEach(entry -> entry.setValue(/*V*/ 7L));
            assertEquals(7L * ENTRIES, frugal.values()./*V*/ longStream().sum());
        }
    }
}
