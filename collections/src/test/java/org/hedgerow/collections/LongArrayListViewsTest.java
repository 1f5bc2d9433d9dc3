package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Spliterator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The list seen through its sublists and in streams. */
class LongArrayListViewsTest {

    private static final /*E*/ long NULL_VALUE = -1;

    private final AuditedMemory memory = AuditedMemory.open();
    private final LongArrayList list = new LongArrayList(memory.memory(), 0, NULL_VALUE);

    @AfterEach
    void nothingIsLeft() {
        list.close();
        memory.close();
    }

    private void fill(final int size) {
        /*E*/ LongStream.range(0, size).forEach(list::addLong);
    }

    /** Of a sublist that is out of date, a further one is made that does not know it. */
    @Test
    void aSublistRemovesNothingThatIsNotThere() {
        fill(10);
        final List</*E*/ Long> part = list.subList(5, 10);
        list.clear();
        fill(7);
        assertThrows(IndexOutOfBoundsException.class, part.subList(0, 5)::clear);
        assertThrows(IndexOutOfBoundsException.class, part.subList(3, 3)::clear);
        assertEquals(7, list.size());
        part.subList(0, 2).clear();
        assertEquals(List.of(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ 4L), list);
    }

    @Test
    void sublistsOfSublistsChangeAll() {
        fill(10);
        final List</*E*/ Long> expected = new ArrayList<>(list);
        for (final List</*E*/ Long> each : List.of(list, expected)) {
            final List</*E*/ Long> inner = each.subList(2, 8).subList(1, 5);
            inner.add(/*E*/ 11L);
            inner.subList(0, 2).clear();
            inner.addAll(0, List.of(/*E*/ 12L, /*E*/ 13L));
            inner.removeLast();
            inner.replaceAll(element -> element + 100);
        }
        assertEquals(expected, list);
    }

    @Test
    void streamsKnowTheirSizeAndSplit() {
        final int count = 100_000;
        fill(count);
        final Spliterator./*E*/ OfLong all = list.longStream().spliterator();
        assertTrue(all.hasCharacteristics(Spliterator.SIZED | Spliterator.SUBSIZED | Spliterator.ORDERED));
        final Spliterator./*E*/ OfLong half = all.trySplit();
        assertEquals(count / 2, half.getExactSizeIfKnown());
        assertEquals(count - count / 2, all.getExactSizeIfKnown());
        final List</*E*/ Long> first = new ArrayList<>();
        assertTrue(all.tryAdvance((/*E*/ long element) -> first.add(element)));
        assertEquals(count / 2, first.getFirst().intValue());
        assertEquals(
                (long) count * (count - 1) / 2,
                list.longStream().parallel().boxed().mapToLong(each -> each).sum());
        assertEquals(
                (long) count * (count - 1) / 2,
                list.stream().mapToLong(each -> each).sum());
    }

    @Test
    void whatAStreamHasSeenItDoesNotSeeAgain() {
        fill(3);
        final Spliterator./*E*/ OfLong all = list.longStream().spliterator();
        final List</*E*/ Long> seen = new ArrayList<>();
        all.forEachRemaining((/*E*/ long element) -> seen.add(element));
        all.forEachRemaining((/*E*/ long element) -> seen.add(element));
        assertEquals(list, seen);
        assertEquals(0, all.estimateSize());
    }

    @Test
    void aStreamSeesNothingOfAListThatChanged() {
        fill(3);
        final Spliterator./*E*/ OfLong all = list.longStream().spliterator();
        final List</*E*/ Long> seen = new ArrayList<>();
        assertTrue(all.tryAdvance((/*E*/ long element) -> seen.add(element)));
        list.addLong(4);
        assertThrows(
                ConcurrentModificationException.class, () -> all.tryAdvance((/*E*/ long element) -> seen.add(element)));
        assertEquals(1, seen.size());
    }

    @Test
    void aStreamOfBoxedElementsHasNulls() {
        fill(3);
        list.setLong(1, NULL_VALUE);
        final List</*E*/ Long> expected = Arrays.asList(/*E*/ 0L, null, /*E*/ 2L);
        assertEquals(expected, list.stream().toList());
        assertEquals(expected, list.parallelStream().toList());
        final List</*E*/ Long> seen = new ArrayList<>();
        final Spliterator</*E*/ Long> all = list.spliterator();
        assertTrue(all.tryAdvance(seen::add));
        assertTrue(all.tryAdvance(seen::add));
        all.forEachRemaining(seen::add);
        assertFalse(all.tryAdvance(seen::add));
        assertEquals(expected, seen);
        assertEquals(2 + NULL_VALUE, list.longStream().sum());
    }

    /** What comes and goes at the end counts for streams, too, but only from when they begin. */
    @Test
    void aStreamOfBoxedElementsNoticesWhatHappensAtTheEnd() {
        for (final Runnable change : List.<Runnable>of(() -> list.addLong(9), list::popLong)) {
            fill(3);
            final Spliterator</*E*/ Long> all = list.spliterator();
            change.run();
            assertTrue(all.tryAdvance(element -> {}));
            change.run();
            assertThrows(ConcurrentModificationException.class, () -> all.tryAdvance(element -> {}));
            final Stream</*E*/ Long> stream = list.stream();
            list.addLong(4);
            assertThrows(ConcurrentModificationException.class, () -> stream.forEach(element -> change.run()));
        }
    }
}
