package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;

/** The contract of the map, by example; {@link LongPriorityMapPropertyTest} has the general case. */
class LongPriorityMapTest extends CollectionTest<LongPriorityMap> {

    private final LongPriorityMap map = new LongPriorityMap(memory.memory());

    @Override
    LongPriorityMap collection() {
        return map;
    }

    @Override
    void addSome() {
        map.setPriority(1, 1);
    }

    @Test
    void theSharedMemoryServesAsWell() {
        try (LongPriorityMap other = new LongPriorityMap()) {
            assertTrue(other.setPriority(/*E*/ Long.MIN_VALUE, Long.MAX_VALUE));
            assertEquals(/*E*/ Long.MIN_VALUE, other.minKey());
            assertEquals(Long.MAX_VALUE, other.minPriority());
        }
    }

    @Test
    void nothingIsAllocatedBeforeTheFirstKey() {
        assertFalse(map.containsKey(1));
        assertFalse(map.remove(1));
        assertEquals(7, map.priorityOrDefault(1, 7));
        map.clear();
        assertEquals("{}", map.toString());
        assertEquals(0, memory.stats().mapCalls());
    }

    @Test
    void aPriorityCanBeChanged() {
        assertTrue(map.setPriority(1, 10));
        assertTrue(map.setPriority(2, 20));
        assertTrue(map.setPriority(3, 30));
        assertFalse(map.setPriority(3, 5));
        assertEquals(3, map.minKey());
        assertEquals(5, map.minPriority());
        assertFalse(map.setPriority(3, Long.MAX_VALUE));
        assertFalse(map.setPriority(1, 25));
        assertEquals(2, map.removeMin());
        assertEquals(1, map.removeMin());
        assertEquals(Long.MAX_VALUE, map.priority(3));
        assertEquals(3, map.removeMin());
        assertTrue(map.isEmpty());
    }

    @Test
    void keysAreRemovedWhateverTheirPriority() {
        for (int key = 0; key < 100; key++) {
            map.setPriority(key, -key);
        }
        assertTrue(map.remove(99));
        assertTrue(map.remove(50));
        assertFalse(map.remove(50));
        assertFalse(map.containsKey(50));
        assertEquals(98, map.minKey());
        assertEquals(98, map.size());
    }

    @Test
    void anEmptyMapHasNoLeastKey() {
        assertThrows(NoSuchElementException.class, map::minKey);
        assertThrows(NoSuchElementException.class, map::minPriority);
        assertThrows(NoSuchElementException.class, map::removeMin);
        final var e = assertThrows(NoSuchElementException.class, () -> map.priority(7));
        assertEquals("no key 7", e.getMessage());
    }

    @Test
    void eachChangeByAnActionIsNoticed() {
        for (final Consumer<LongPriorityMap> change : List.<Consumer<LongPriorityMap>>of(
                changed -> changed.setPriority(100 + changed.size(), 1),
                changed -> changed.setPriority(1, 1),
                changed -> changed.remove(1),
                LongPriorityMap::removeMin,
                LongPriorityMap::clear)) {
            map.clear();
            map.setPriority(1, 10);
            map.setPriority(2, 20);
            assertThrows(ConcurrentModificationException.class, () -> map.forEachKey(key -> change.accept(map)));
        }
    }

    @Test
    void anActionMustNotChangeTheMap() {
        map.setPriority(1, 1);
        assertThrows(ConcurrentModificationException.class, () -> map.forEachKey(key -> map.setPriority(key, 2)));
        assertEquals("{1=2}", map.toString());
    }

    @Test
    void memoryIsGivenBack() {
        for (int key = 0; key < 100_000; key++) {
            map.setPriority(key, key % 1_000);
        }
        map.clear();
        memory.memory().reclaim(Long.MAX_VALUE);
        assertTrue(memory.stats().usedBytes() <= 128 << 10, () -> "not given back: " + memory.stats());
        map.setPriority(1, 1);
        assertEquals(1, map.removeMin());
    }

    @Test
    void aVisitOfAllKeysThatClosesTheMapEndsThere() {
        final LongPriorityMap closing = new LongPriorityMap(memory.memory());
        closing.setPriority(1, 1);
        closing.setPriority(2, 2);
        final IllegalStateException told =
                assertThrows(IllegalStateException.class, () -> closing.forEachKey(key -> closing.close()));
        assertTrue(told.getMessage().contains("closed"), told::getMessage);
    }

    @Test
    void memoryIsGivenBackAsKeysAreRemoved() {
        for (int key = 0; key < 100_000; key++) {
            map.setPriority(key, key % 1_000);
        }
        while (!map.isEmpty()) {
            map.removeMin();
        }
        assertTrue(memory.stats().usedBytes() <= 192 << 10, () -> "not given back: " + memory.stats());
    }

    @Test
    void withoutAMappingTheFirstKeyIsRefused() {
        memory.os().mapLimit(0);
        assertThrows(MapLimitException.class, () -> map.setPriority(1, 1));
        assertTrue(map.isEmpty());
        assertFalse(map.containsKey(1));
        memory.os().mapLimit(100);
    }

    /** Whichever part of the map it is that finds no memory. */
    @Test
    void withoutMemoryAKeyIsRefusedAndTheMapIsAsItWas() {
        for (long maxBytes = 16 << 10; maxBytes < 1 << 20; maxBytes += 28 << 10) {
            final AuditedMemory small =
                    AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(maxBytes));
            final LongPriorityMap limited = new LongPriorityMap(small.memory());
            assertThrows(
                    MemoryLimitException.class,
                    () -> /*E*/ LongStream.range(0, 1 << 20).forEach(key -> limited.setPriority(key, key)));
            final int size = limited.size();
            assertFalse(limited.containsKey(size));
            for (int key = 0; key < size; key++) {
                assertEquals(key, limited.removeMin());
            }
            limited.close();
            small.close();
        }
    }

    static Stream<Named<Consumer<LongPriorityMap>>> uses() {
        return Stream.of(
                use("size", LongPriorityMap::size),
                use("isEmpty", LongPriorityMap::isEmpty),
                use("setPriority", target -> target.setPriority(1, 1)),
                use("containsKey", target -> target.containsKey(1)),
                use("priority", target -> target.priority(1)),
                use("priorityOrDefault", target -> target.priorityOrDefault(1, 1)),
                use("minKey", LongPriorityMap::minKey),
                use("minPriority", LongPriorityMap::minPriority),
                use("removeMin", LongPriorityMap::removeMin),
                use("remove", target -> target.remove(1)),
                change("clear", LongPriorityMap::clear),
                change("forEachKey", target -> target.forEachKey(key -> {})),
                use("toString", LongPriorityMap::toString),
                change("close", LongPriorityMap::close));
    }

    @Test
    void aFullHeapKeepsNoKeyFromBeingRemoved() {
        for (int n = 1; n <= 12; n++) {
            final AuditedMemory full =
                    AuditedMemory.open(AuditedMemory.tinyOptions().prefault(MemoryOptions.Prefault.EAGER));
            final LongPriorityMap removed = new LongPriorityMap(full.memory());
            for (int key = 0; key < 50_000; key++) {
                removed.setPriority(key, 50_000 - key);
            }
            full.os().faults(Faults.fullHeap(n, Long.MAX_VALUE / 2));
            for (int key = 49_999; key >= 0; key--) {
                assertEquals(key, removed.removeMin());
            }
            full.os().faults(Faults.none());
            removed.close();
            full.close();
        }
    }
}
