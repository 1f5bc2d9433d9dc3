package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.assertRefused;
import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.table.LongTableInvariants;
import org.hedgerow.table.MovePace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the set by examples: edges, errors, closing, moving, and what Agrona's users fell over. */
class LongHashSetTest {

    private static final /*E*/ long[] EDGES = {0, 1, -1, /*E*/ Long.MIN_VALUE, /*E*/ Long.MAX_VALUE};

    private final AuditedMemory audited = AuditedMemory.open();
    private final GuardedMemory memory = audited.memory();

    @AfterEach
    void nothingIsLeft() {
        audited.close();
    }

    private LongHashSet setOf(final /*E*/ long... values) {
        final LongHashSet set = new LongHashSet(memory);
        set.addAll(values, 0, values.length);
        return set;
    }

    /** The values from 0 on. */
    private LongHashSet firstValues(final int count) {
        return setOf(/*E*/ LongStream.range(0, count).toArray());
    }

    @Test
    void aNewSetIsEmptyAndHasNoMemory() {
        try (LongHashSet set = new LongHashSet(memory)) {
            assertTrue(set.isEmpty());
            assertEquals(0, set.size());
            assertEquals(LongHashSet.DEFAULT_INITIAL_CAPACITY, set.capacity());
            for (final /*E*/ long value : EDGES) {
                assertFalse(set.contains(value));
                assertFalse(set.remove(value));
            }
            assertFalse(set.iterator().hasNext());
            assertEquals(0, set.longStream().count());
            assertEquals("{}", set.toString());
            assertEquals(Set.of(), set);
            set.clear();
            set.compact();
            assertEquals(0, audited.stats().liveBlocks());
        }
    }

    @Test
    void everyValueCanBeAddedAndRemoved() {
        try (LongHashSet set = new LongHashSet(memory)) {
            for (final /*E*/ long value : EDGES) {
                assertTrue(set.add(value));
                assertFalse(set.add(value));
                assertTrue(set.contains(value));
            }
            assertEquals(EDGES.length, set.size());
            assertEquals(EDGES.length, set.longSize());
            for (final /*E*/ long value : EDGES) {
                assertTrue(set.remove(value));
                assertFalse(set.remove(value));
                assertFalse(set.contains(value));
            }
            assertTrue(set.isEmpty());
        }
    }

    @Test
    void zeroTakesNoMemory() {
        try (LongHashSet set = setOf(0)) {
            assertEquals(1, set.size());
            assertEquals(0, set.iterator().nextValue());
            assertEquals(0, audited.stats().liveBlocks());
            set.clear();
            assertTrue(set.isEmpty());
        }
    }

    @Test
    void boxedMethodsDoTheSame() {
        try (LongHashSet set = new LongHashSet(memory)) {
            final /*E*/ Long one = /*E*/ 1L;
            assertTrue(set.add(one));
            assertFalse(set.add(one));
            assertTrue(set.contains((Object) one));
            assertEquals(one, set.iterator().next());
            assertTrue(set.remove((Object) one));
            assertThrows(NullPointerException.class, () -> set.add(null));
            assertThrows(ClassCastException.class, () -> set.contains((Object) "1"));
        }
    }

    @Test
    void badArgumentsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new LongHashSet(-1));
        assertThrows(IllegalArgumentException.class, () -> new LongHashSet(memory, -1, 0.5f));
        assertThrows(IllegalArgumentException.class, () -> new LongHashSet(8, 0.05f));
        assertThrows(IllegalArgumentException.class, () -> new LongHashSet(8, 0.95f));
        assertThrows(IllegalArgumentException.class, () -> new LongHashSet(memory, Long.MAX_VALUE, 0.5f));
    }

    /** In Agrona a load factor near 1 once filled the table, and a search for what was not there did not end. */
    @Test
    void atTheHighestLoadFactorSearchesEnd() {
        try (LongHashSet set = new LongHashSet(memory, 8, 0.9f)) {
            for (int value = 1; value <= 2_000; value++) {
                assertTrue(set.add(value));
                assertFalse(set.contains(-value));
                assertFalse(set.remove(-value));
                assertTrue(set.size() <= 1 + set.resizeThreshold(), () -> set.size() + " of " + set.capacity());
            }
        }
    }

    /** In Agrona a retainAll that left a full table made the next search run for ever. */
    @Test
    void afterRetainingAnyNumberOfValuesSearchesEnd() {
        for (int count = 0; count <= 70; count++) {
            final int retained = count;
            try (LongHashSet set = firstValues(200);
                    LongHashSet others = firstValues(retained)) {
                assertTrue(set.retainAll(others));
                assertFalse(set.retainAll(others));
                assertEquals(others, set);
                assertFalse(set.contains(-1));
                assertTrue(set.add(-1));
                assertTrue(set.retainAll(List.copyOf(others)));
                assertEquals(retained, set.size());
                LongTableInvariants.check(set.table());
            }
        }
    }

    /** In Agrona a set that was compacted to a size that is a power of two had no empty slot left. */
    @Test
    void afterCompactingAnySizeSearchesEnd() {
        for (int count = 0; count <= 70; count++) {
            try (LongHashSet set = new LongHashSet(memory, 1_024, 0.9f)) {
                for (int value = 1; value <= count; value++) {
                    set.add(value);
                }
                set.compact();
                LongTableInvariants.check(set.table());
                assertFalse(set.contains(-1));
                assertTrue(set.add(-1));
                assertEquals(count + 1, set.size());
            }
        }
    }

    /** In Agrona an iterator that answered itself, or was answered twice, lost its place. */
    @Test
    void iteratorsAreFreshUnlessTheCallerAsksForReuse() {
        try (LongHashSet fresh = setOf(0, 1, 2);
                LongHashSet reusing = new LongHashSet(memory, 8, 0.5f, true)) {
            int pairs = 0;
            for (final /*E*/ long value : fresh) {
                for (final /*E*/ long other : fresh) {
                    pairs += value < other ? 1 : 0;
                }
            }
            assertEquals(3, pairs);
            assertNotSame(fresh.iterator(), fresh.iterator());
            reusing.addAll(fresh);
            final LongHashSet.LongIterator iterator = reusing.iterator();
            iterator.nextValue();
            // What iterates inside does not disturb it.
            assertEquals(fresh, reusing);
            assertEquals(fresh.hashCode(), reusing.hashCode());
            assertEquals(3, reusing.toArray().length);
            assertEquals(3, reusing.longStream().count());
            assertEquals(2, iterator.remaining());
            iterator.forEachRemaining(value -> {});
            assertSame(iterator, reusing.iterator());
            assertEquals(3, iterator.remaining());
            assertThrows(IllegalStateException.class, iterator::remove);
        }
    }

    /** In Agrona a set that was changed while it was iterated over could be iterated over for ever. */
    @Test
    void iteratorsDetectModification() {
        try (LongHashSet set = setOf(0, 1, 2)) {
            for (final /*E*/ long changed : new /*E*/ long[] {0, 9, 1}) {
                final LongHashSet.LongIterator iterator = set.iterator();
                iterator.nextValue();
                assertTrue(set.contains(changed) ? set.remove(changed) : set.add(changed));
                assertThrows(ConcurrentModificationException.class, iterator::nextValue);
                assertThrows(ConcurrentModificationException.class, iterator::remove);
            }
            assertEquals(2, set.size());
            assertThrows(ConcurrentModificationException.class, () -> set.forEachLong(value -> set.add(value + 10)));
            final LongHashSet.LongIterator iterator = set.iterator();
            iterator.nextValue();
            set.clear();
            assertThrows(ConcurrentModificationException.class, iterator::remove);
            assertTrue(set.isEmpty());
        }
    }

    /** 0 is not in the table, which changes beside it. */
    @Test
    void anIteratorAtZeroDetectsModification() {
        try (LongHashSet set = setOf(0)) {
            final LongHashSet.LongIterator iterator = set.iterator();
            assertEquals(0, iterator.nextValue());
            set.add(1);
            assertThrows(ConcurrentModificationException.class, iterator::remove);
            assertTrue(set.contains(0));
        }
    }

    @Test
    void anIteratorRemovesWhatItAnsweredLast() {
        try (LongHashSet set = setOf(EDGES)) {
            final LongHashSet.LongIterator iterator = set.iterator();
            assertThrows(IllegalStateException.class, iterator::remove);
            for (int left = EDGES.length; left > 0; left--) {
                assertEquals(left, iterator.remaining());
                final /*E*/ long value = iterator.nextValue();
                iterator.remove();
                assertFalse(set.contains(value));
                assertThrows(IllegalStateException.class, iterator::remove);
                assertEquals(left - 1, set.size());
            }
            assertFalse(iterator.hasNext());
            assertThrows(NoSuchElementException.class, iterator::nextValue);
            assertThrows(NoSuchElementException.class, iterator::next);
        }
    }

    @Test
    void iterationsDuringAMoveVisitEachValueOnce() {
        try (LongHashSet set = new LongHashSet(memory, 8, 0.65f, false, new MovePace(1, 0))) {
            final Set</*E*/ Long> model = new HashSet<>();
            int iterationsDuringMoves = 0;
            for (int number = 0; number < 2_000; number++) {
                final /*E*/ long value = LongKeys.RANDOM.at(number);
                assertEquals(model.add(value), set.add(value));
                if (number % 11 == 0) {
                    iterationsDuringMoves += set.table().isMoving() ? 1 : 0;
                    final Set</*E*/ Long> visited = new HashSet<>();
                    set.forEachLong(each -> assertTrue(visited.add(each)));
                    assertEquals(model, visited);
                }
            }
            assertTrue(iterationsDuringMoves > 10, "moves were met: " + iterationsDuringMoves);
        }
    }

    @Test
    void growingAndShrinkingGiveMemoryBack() {
        try (LongHashSet set = firstValues(50_000)) {
            final long grown = audited.stats().usedBytes();
            for (int value = 100; value < 50_000; value++) {
                assertTrue(set.remove(value));
            }
            LongTableInvariants.check(set.table());
            assertTrue(set.capacity() <= 512, () -> "capacity " + set.capacity());
            assertTrue(audited.stats().usedBytes() < grown / 100, () -> audited.stats() + " after " + grown);
        }
    }

    @Test
    void setsAreCombinedAsInAgrona() {
        try (LongHashSet set = setOf(0, 1, 2, 3);
                LongHashSet other = setOf(2, 3, 4);
                LongHashSet empty = setOf()) {
            assertTrue(set.addAll(other));
            assertFalse(set.addAll(other));
            assertEquals(boxed(0, 1, 2, 3, 4), set);
            assertTrue(set.containsAll(other));
            assertFalse(other.containsAll(set));
            assertTrue(set.containsAll(empty));
            assertTrue(set.removeAll(other));
            assertFalse(set.removeAll(other));
            assertEquals(boxed(0, 1), set);
            assertTrue(other.removeAll(setAsCollection(set, 4)));
            assertEquals(boxed(2, 3), other);
            set.copy(other);
            assertEquals(other, set);
            assertFalse(set.retainAll(other));
            assertTrue(set.retainAll(empty));
            assertTrue(set.isEmpty());
        }
    }

    private static List</*E*/ Long> setAsCollection(final LongHashSet set, final /*E*/ long another) {
        final List</*E*/ Long> values = new ArrayList<>(set);
        values.add(another);
        return values;
    }

    @SuppressWarnings("ModifyingCollectionWithItself") // That is what it is about.
    @Test
    void aSetIsCombinedWithItself() {
        try (LongHashSet set = setOf(EDGES)) {
            assertFalse(set.addAll(set));
            assertTrue(set.containsAll(set));
            assertFalse(set.retainAll(set));
            assertNull(set.difference(set));
            set.copy(set);
            assertEquals(boxed(EDGES), set);
            assertTrue(set.removeAll(set));
            assertTrue(set.isEmpty());
            set.add(1);
            assertTrue(set.removeAll((Collection<?>) set));
            assertTrue(set.isEmpty());
        }
    }

    /** As Agrona's is, and those of {@code java.util}. */
    @Test
    void aSetIsEmptiedByAViewOfItself() {
        try (LongHashSet set = setOf(EDGES)) {
            assertTrue(set.removeAll(Collections.unmodifiableSet(set)));
            assertTrue(set.isEmpty());
            assertFalse(set.removeAll(Collections.unmodifiableSet(set)));
        }
    }

    @Test
    void theDifferenceIsASetOfItsOwn() {
        try (LongHashSet set = setOf(0, 1, 2);
                LongHashSet other = setOf(2, 3)) {
            try (LongHashSet difference = set.difference(other)) {
                assertNotNull(difference);
                assertEquals(boxed(0, 1), difference);
                difference.add(7);
            }
            assertEquals(boxed(0, 1, 2), set);
            set.copy(other);
            assertNull(set.difference(other));
        }
    }

    @Test
    void aHeapThatIsTooFullForADifferenceLeavesNothingOfIt() {
        final AuditedMemory full = AuditedMemory.open();
        try (full;
                LongHashSet set = new LongHashSet(full.memory());
                LongHashSet empty = setOf()) {
            for (int number = 0; number < 20_000; number++) {
                set.add(LongKeys.RANDOM.at(number));
            }
            final long before = full.stats().liveBlocks();
            for (int n = 1; n <= 4; n++) {
                full.os().faults(Faults.fullHeap(n, Long.MAX_VALUE / 2));
                assertThrows(OutOfMemoryError.class, () -> set.difference(empty));
                assertEquals(before, full.stats().liveBlocks());
            }
        }
    }

    @Test
    void withoutMemoryForADifferenceNothingIsLeftOfIt() {
        final AuditedMemory tight =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(12_000));
        try (tight;
                LongHashSet set = new LongHashSet(tight.memory());
                LongHashSet empty = setOf()) {
            final MemoryLimitException refusal = assertThrows(MemoryLimitException.class, () -> {
                for (int number = 0; ; number++) {
                    set.add(LongKeys.RANDOM.at(number));
                }
            });
            assertEquals(12_000, refusal.maxBytes());
            final int full = set.size();
            final long before = tight.stats().liveBlocks();
            assertThrows(MemoryLimitException.class, () -> set.difference(empty));
            assertEquals(before, tight.stats().liveBlocks());
            assertThrows(MemoryLimitException.class, () -> set.add(LongKeys.RANDOM.at(full)));
            assertEquals(full, set.size());
            LongTableInvariants.check(set.table());
            assertTrue(set.remove(LongKeys.RANDOM.at(1)));
            assertTrue(set.add(LongKeys.RANDOM.at(full)));
        }
    }

    @Test
    void filtersRemoveAlsoZero() {
        try (LongHashSet set = firstValues(10)) {
            assertTrue(set.removeIfLong(value -> value % 2 == 0));
            assertFalse(set.removeIfLong(value -> value % 2 == 0));
            assertTrue(set.removeIf(value -> value > 5));
            assertEquals(boxed(1, 3, 5), set);
        }
    }

    @Test
    void arraysAndTextHoldAllValues() {
        try (LongHashSet set = setOf(5, 0)) {
            assertArrayEquals(
                    new Object[] {
                        /*(E)*/
                        5L, /*E*/ 0L
                    },
                    set.toArray());
            assertArrayEquals(
                    new /*E*/ Long[] {
                        /*(E)*/
                        5L, /*E*/ 0L
                    },
                    set.toArray(new /*E*/ Long[0]));
            final /*E*/ Long[] three = set.toArray(
                    new /*E*/ Long[] {
                        /*(E)*/
                        7L, /*E*/ 7L, /*E*/ 7L
                    });
            assertArrayEquals(
                    new /*E*/ Long[] {
                        /*(E)*/
                        5L, /*E*/ 0L, null
                    },
                    three);
            final Object[] texts = new String[0];
            assertThrows(ArrayStoreException.class, () -> set.toArray(texts));
            assertEquals("{5, 0}", set.toString());
        }
    }

    @Test
    void setsOfOtherClassesAreEqualIfTheirValuesAre() {
        try (LongHashSet set = setOf(EDGES);
                LongHashSet same = setOf(EDGES)) {
            final Set</*E*/ Long> plain = boxed(EDGES);
            assertEquals(set, plain);
            assertEquals(plain, set);
            assertEquals(set, same);
            assertEquals(plain.hashCode(), set.hashCode());
            same.remove(0);
            same.add(7);
            assertFalse(set.equals(same));
            assertFalse(set.equals(Set.of("a", "b", "c", "d", "e")));
            assertFalse(set.equals(List.copyOf(plain)));
        }
    }

    @Test
    void streamsKnowTheirSizeAndSplit() {
        try (LongHashSet set = firstValues(10_000)) {
            final Spliterator./*E*/ OfLong all = set.longStream().spliterator();
            assertTrue(all.hasCharacteristics(Spliterator.SIZED | Spliterator.DISTINCT));
            assertEquals(10_000, all.getExactSizeIfKnown());
            final Spliterator./*E*/ OfLong part = all.trySplit();
            assertNotNull(part);
            assertEquals(5_000, part.estimateSize());
            assertEquals(5_000, all.estimateSize());
            assertFalse(part.hasCharacteristics(Spliterator.SIZED) || all.hasCharacteristics(Spliterator.SIZED));
            final Set</*E*/ Long> visited = new HashSet<>();
            part.forEachRemaining((/*E*/ long value) -> assertTrue(visited.add(value)));
            all.forEachRemaining((/*E*/ long value) -> assertTrue(visited.add(value)));
            assertEquals(set, visited);
            assertEquals(0, part.estimateSize());
            assertEquals(0, all.estimateSize());
            assertThrows(NullPointerException.class, () -> all.tryAdvance((/*E*/ LongConsumer) null));
            assertEquals(10_000 / 2 * 9_999, set.longStream().parallel().sum());
            final /*E*/ LongStream late = set.longStream();
            set.add(10_000);
            assertEquals(10_001, late.count());
            final /*E*/ LongStream changing = set.longStream();
            assertThrows(ConcurrentModificationException.class, () -> changing.forEach(value -> set.remove(value)));
        }
    }

    /** 0 is not in the table, which notices all other changes. */
    @Test
    void streamsDetectThatZeroCameOrWent() {
        try (LongHashSet set = setOf(0, 1, 2)) {
            final /*E*/ LongStream removing = set.longStream();
            assertThrows(ConcurrentModificationException.class, () -> removing.forEach(value -> set.remove(0)));
            final /*E*/ LongStream adding = set.longStream();
            assertThrows(ConcurrentModificationException.class, () -> adding.forEach(value -> set.add(0)));
            assertEquals(3, set.size());
        }
        try (LongHashSet set = firstValues(10_000)) {
            final Spliterator./*E*/ OfLong all = set.spliterator();
            final Spliterator./*E*/ OfLong part = all.trySplit();
            assertNotNull(part);
            set.remove(0);
            assertThrows(ConcurrentModificationException.class, () -> all.tryAdvance((/*E*/ long value) -> {}));
            assertThrows(ConcurrentModificationException.class, () -> part.tryAdvance((/*E*/ long value) -> {}));
        }
    }

    @Test
    void batchesOutsideOfTheirArraysAreRefused() {
        try (LongHashSet set = new LongHashSet(memory)) {
            final /*E*/ long[] three = {1, 2, 3};
            final MemorySegment values = MemorySegment.ofArray(three);
            final MemorySegment broken = values.asSlice(0, values.byteSize() - 1);
            Stream.<Runnable>of(
                            () -> set.addAll(three, 1, 3),
                            () -> set.addAll(three, -1, 2),
                            () -> set.removeAll(three, 0, 4),
                            () -> set.containsAll(three, 0, 3, new boolean[2]))
                    .forEach(batch -> assertThrows(IndexOutOfBoundsException.class, batch::run));
            Stream.<Runnable>of(
                            () -> set.addAll(broken),
                            () -> set.removeAll(broken),
                            () -> set.containsAll(broken, MemorySegment.ofArray(new byte[3])),
                            () -> set.containsAll(values, MemorySegment.ofArray(new byte[2])))
                    .forEach(batch -> assertThrows(IllegalArgumentException.class, batch::run));
            assertTrue(set.isEmpty());
            assertEquals(2, set.addAll(three, 1, 2));
            assertEquals(boxed(2, 3), set);
        }
    }

    static Stream<Named<Consumer<LongHashSet>>> uses() {
        final LongHashSet other = new LongHashSet();
        return Stream.of(
                use("contains", set -> set.contains(1)),
                use("contains a value that was there", set -> set.contains(5)),
                use("contains 0", set -> set.contains(0)),
                use("add", set -> set.add(1)),
                use("add 0", set -> set.add(0)),
                use("remove", set -> set.remove(1)),
                use("remove 0", set -> set.remove(0)),
                use("size", LongHashSet::size),
                use("longSize", LongHashSet::longSize),
                use("isEmpty", LongHashSet::isEmpty),
                use("addAll of a set", set -> set.addAll(other)),
                use("containsAll of a set", set -> set.containsAll(other)),
                use("removeAll of a set", set -> set.removeAll(other)),
                use("retainAll of a set", set -> set.retainAll(other)),
                use("adding it to a set", other::addAll),
                use("retaining it in a set", other::retainAll),
                use("difference", set -> set.difference(other)),
                use("the difference to it", other::difference),
                change("copy", set -> set.copy(other)),
                use("addAll of an array", set -> set.addAll(new /*E*/ long[0], 0, 0)),
                use("removeAll of an array", set -> set.removeAll(new /*E*/ long[0], 0, 0)),
                change("containsAll of an array", set -> set.containsAll(new /*E*/ long[0], 0, 0, new boolean[0])),
                use("addAll of a segment", set -> set.addAll(MemorySegment.NULL)),
                use("removeAll of a segment", set -> set.removeAll(MemorySegment.NULL)),
                change("containsAll of a segment", set -> set.containsAll(MemorySegment.NULL, MemorySegment.NULL)),
                use("addAll", set -> set.addAll(List.of())),
                use("removeAll", set -> set.removeAll(List.of())),
                use("retainAll", set -> set.retainAll(List.of())),
                use("removeIfLong", set -> set.removeIfLong(value -> true)),
                change("forEachLong", set -> set.forEachLong(value -> {})),
                use("longStream", LongHashSet::longStream),
                use("iterator", LongHashSet::iterator),
                use("toArray", LongHashSet::toArray),
                use("toString", LongHashSet::toString),
                use("hashCode", LongHashSet::hashCode),
                use("equals", set -> set.equals(Set.of())),
                change("clear", LongHashSet::clear),
                change("compact", LongHashSet::compact),
                change("close", LongHashSet::close));
    }

    @ParameterizedTest
    @MethodSource("uses")
    void afterCloseEveryUseIsRefusedByName(final Consumer<LongHashSet> use) {
        final LongHashSet set = setOf(0, 5);
        set.close();
        assertRefused(set, use);
    }

    @Test
    void anIteratorOfAClosedSetIsRefused() {
        final LongHashSet set = setOf(EDGES);
        final LongHashSet.LongIterator iterator = set.iterator();
        iterator.nextValue();
        set.close();
        assertThrows(IllegalStateException.class, iterator::hasNext);
        assertThrows(IllegalStateException.class, iterator::nextValue);
        assertThrows(IllegalStateException.class, iterator::remove);
    }

    private static Set</*E*/ Long> boxed(final /*E*/ long... values) {
        return /*E*/ LongStream.of(values).boxed().collect(Collectors.toSet());
    }

    @Test
    void equalValuesAreAddedHoweverManyWhereTheyFit() {
        try (AuditedMemory limited =
                        AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(128 << 10));
                LongHashSet set = new LongHashSet(limited.memory())) {
            assertTrue(set.addAll(Collections.nCopies(1_000_000, /*E*/ 5L)));
            assertEquals(1, set.size());
        }
    }

    /** By types that do not tell, and in the midst of an iteration of a set that has one iterator. */
    @Test
    void anotherSetOfThisClassIsAskedForItsValuesAsOne() {
        try (LongHashSet set = setOf(1, 7);
                LongHashSet that = new LongHashSet(memory, 8, 0.5f, true)) {
            that.addAll(EDGES, 0, EDGES.length);
            final Collection</*E*/ Long> values = that;
            final LongHashSet.LongIterator iterator = that.iterator();
            iterator.nextValue();
            assertFalse(set.containsAll(values));
            assertTrue(set.addAll(values));
            assertFalse(set.addAll(values));
            assertTrue(set.containsAll(values));
            assertTrue(set.retainAll(values));
            assertFalse(set.retainAll(values));
            assertEquals(that, set);
            assertEquals(EDGES.length - 1, iterator.remaining());
        }
    }
}
