package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.table.Long2LongTableInvariants;
import org.hedgerow.table.MovePace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What iterators see, and do, by examples: also during a move, and beside one another. */
class Long2LongHashMapIteratorsTest {

    private static final /*V*/ long MISSING = -1;

    private final AuditedMemory audited = AuditedMemory.open();
    private final GuardedMemory memory = audited.memory();

    @AfterEach
    void nothingIsLeft() {
        audited.close();
    }

    @Test
    void iteratorsAreFreshUnlessTheCallerAsksForReuse() {
        try (Long2LongHashMap fresh = new Long2LongHashMap(memory, MISSING);
                Long2LongHashMap reusing = new Long2LongHashMap(memory, 8, 0.5f, MISSING, true)) {
            fresh.put(1, 2);
            reusing.put(1, 2);
            assertNotSame(fresh.keySet().iterator(), fresh.keySet().iterator());
            assertNotSame(
                    fresh.entrySet().iterator().next(),
                    fresh.entrySet().iterator().next());
            assertSame(reusing.keySet().iterator(), reusing.keySet().iterator());
            assertSame(reusing.values().iterator(), reusing.values().iterator());
            final Long2LongHashMap.EntryIterator entries = reusing.entrySet().iterator();
            assertSame(entries, entries.next());
            assertEquals(2, entries.setValue(3));
            assertEquals(Map.of(/*K*/ 1L, /*V*/ 3L), reusing);
            assertEquals(1, reusing.keySet().iterator().nextValue());
            assertEquals(1, reusing.keySet().iterator().remaining());
        }
    }

    /** It is an entry, too, but not before the first one: a list that iterators wait in has to find one all the same. */
    @Test
    void anIteratorThatIsAtNoEntryIsEqualToItselfOnly() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 2);
            final Long2LongHashMap.EntryIterator entries = map.entrySet().iterator();
            for (int i = 0; i < 2; i++) {
                assertEquals(1, List.of(new Object(), entries).indexOf(entries));
                assertFalse(entries.equals(null));
                assertFalse(entries.equals(Map.entry(/*K*/ 1L, /*V*/ 2L)));
                assertEquals(0, entries.hashCode());
                assertEquals("no entry", entries.toString());
                if (entries.hasNext()) {
                    assertEquals(Map.entry(/*K*/ 1L, /*V*/ 2L), entries.next());
                    assertEquals(entries, Map.entry(/*K*/ 1L, /*V*/ 2L));
                    assertEquals("1=2", entries.toString());
                    entries.remove();
                }
            }
        }
    }

    @Test
    void nestedIterationsOfFreshIteratorsDoNotDisturbEachOther() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (int key = 0; key < 20; key++) {
                map.put(key, key);
            }
            int pairs = 0;
            for (final /*K*/ long key : map.keySet()) {
                for (final /*K*/ long other : map.keySet()) {
                    pairs += key < other ? 1 : 0;
                }
            }
            assertEquals(20 * 19 / 2, pairs);
        }
    }

    @Test
    void iteratorsDetectThatAsManyEntriesCameAfterClearing() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 1);
            map.put(2, 2);
            final Long2LongHashMap.KeyIterator keys = map.keySet().iterator();
            map.clear();
            map.put(1, 1);
            map.put(2, 2);
            assertThrows(ConcurrentModificationException.class, keys::nextValue);
        }
    }

    @Test
    void iteratorsDetectModification() {
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            map.put(1, 1);
            map.put(2, 2);
            final Long2LongHashMap.KeyIterator keys = map.keySet().iterator();
            assertThrows(IllegalStateException.class, keys::remove);
            keys.nextValue();
            map.put(1, 7);
            keys.nextValue();
            assertThrows(NoSuchElementException.class, keys::nextValue);
            final Long2LongHashMap.KeyIterator others = map.keySet().iterator();
            others.nextValue();
            map.put(3, 3);
            assertThrows(ConcurrentModificationException.class, others::nextValue);
            assertThrows(
                    ConcurrentModificationException.class, () -> map.forEachLong((key, value) -> map.put(key + 10, 1)));
        }
    }

    @Test
    void iterationsDuringAMoveVisitEachEntryOnce() {
        final MovePace slow = new MovePace(1, 0);
        try (Long2LongHashMap map = new Long2LongHashMap(memory, 8, 0.65f, MISSING, false, slow)) {
            final Map</*K*/ Long, /*V*/ Long> model = new HashMap<>();
            int iterationsDuringMoves = 0;
            for (int number = 0; number < 2_000; number++) {
                map.put(LongKeys.RANDOM.at(number), number);
                model.put(LongKeys.RANDOM.at(number), /*V*/ Long.valueOf(number));
                if (number % 11 == 0) {
                    iterationsDuringMoves += map.table().isMoving() ? 1 : 0;
                    final Map</*K*/ Long, /*V*/ Long> visited = new HashMap<>();
                    map.forEachLong((key, value) -> assertNull(visited.put(key, value)));
                    assertEquals(model, visited);
                }
            }
            assertTrue(iterationsDuringMoves > 10, "moves were met: " + iterationsDuringMoves);
        }
    }

    @Test
    void anIteratorOfAClosedMapIsRefused() {
        final Long2LongHashMap map = new Long2LongHashMap(memory, MISSING);
        map.put(5, 5);
        map.put(6, 6);
        final Long2LongHashMap.EntryIterator entries = map.entrySet().iterator();
        final Map.Entry</*K*/ Long, /*V*/ Long> entry = entries.next();
        map.close();
        assertThrows(IllegalStateException.class, entries::hasNext);
        assertThrows(IllegalStateException.class, entries::next);
        assertThrows(IllegalStateException.class, entries::remove);
        assertThrows(IllegalStateException.class, entries::getLongKey);
        assertThrows(IllegalStateException.class, () -> entry.setValue(/*V*/ 7L));
    }

    @Test
    void shrinksWhereEachIteratorRemovesOneEntry() {
        final int count = 5_000;
        try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
            for (
            /*K*/ long key = 0; key < count; key++) {
                map.put(key, 1);
            }
            while (map.size() > 1) {
                final Long2LongHashMap.KeyIterator keys = map.keySet().iterator();
                final /*K*/ long key = keys.nextValue();
                keys.remove();
                assertFalse(map.containsKey(key));
                Long2LongTableInvariants.check(map.table());
            }
            assertTrue(map.longCapacity() < count / 20, () -> map.longCapacity() + " slots");
        }
    }

    @Test
    void anIteratorGoesOnWhereEarlierOnesLeftStepsToIt() {
        final int count = 3_000;
        for (int removedByEach = 1; removedByEach < 40; removedByEach += 6) {
            try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
                for (
                /*K*/ long key = 0; key < count; key++) {
                    map.put(key, 1);
                }
                while (map.size() > count / 10) {
                    removeSome(map, removedByEach);
                }
                // One goes through all, removing every other.
                final Long2LongHashMap.KeyIterator keys = map.keySet().iterator();
                final int before = map.size();
                int visited = 0;
                while (keys.hasNext()) {
                    keys.nextValue();
                    if (visited % 2 == 0) {
                        keys.remove();
                    }
                    visited++;
                }
                assertEquals(before, visited);
                assertEquals(before / 2, map.size());
            }
        }
    }

    /** Removes the last ones of some entries, and leaves the iterator there. */
    private static void removeSome(final Long2LongHashMap map, final int count) {
        final Long2LongHashMap.KeyIterator keys = map.keySet().iterator();
        for (int i = 0; i < count + 7; i++) {
            final /*K*/ long key = keys.nextValue();
            if (i >= 7) {
                keys.remove();
                assertFalse(map.containsKey(key));
            }
        }
    }

    @Test
    void whatAnIteratorMovesLaterAnotherOneNotices() {
        for (int count = 340; count < 1_500; count += 3) {
            for (int visited = 1; visited < count; visited += 1 + count / 10) {
                try (Long2LongHashMap map = new Long2LongHashMap(memory, MISSING)) {
                    for (
                    /*K*/ long key = 0; key < count; key++) {
                        map.put(key, 1);
                    }
                    for (int i = 0; i < 14; i++) {
                        removeFirst(map.keySet().iterator());
                    }
                    final Long2LongHashMap.KeyIterator first = map.keySet().iterator();
                    removeFirst(first);
                    final Long2LongHashMap.KeyIterator second = map.keySet().iterator();
                    for (int i = 0; i < visited && second.hasNext(); i++) {
                        second.nextValue();
                    }
                    for (int i = 0; i < 40 && first.hasNext(); i++) {
                        first.nextValue(); // at the end of its group it takes the steps of the removals
                    }
                    removeOrNotice(map, second);
                }
            }
        }
    }

    private static void removeFirst(final Long2LongHashMap.KeyIterator keys) {
        keys.nextValue();
        keys.remove();
    }

    private static void removeOrNotice(final Long2LongHashMap map, final Long2LongHashMap.KeyIterator keys) {
        final Set</*K*/ Long> before = new HashSet<>(map.keySet());
        try {
            keys.remove();
        } catch (final ConcurrentModificationException e) {
            assertEquals(before, map.keySet());
            return;
        }
        assertEquals(before.size() - 1, map.size());
        assertTrue(before.containsAll(map.keySet()));
        assertEquals(map.size(), map.keySet().toArray().length);
    }
}
