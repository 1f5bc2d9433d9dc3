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
import org.junit.jupiter.api.function.Executable;

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

    @Test
    void aSublistThatIsOutOfDateIsOfNoUse() {
        for (final Runnable change : List.<Runnable>of(
                list::clear,
                () -> list.addLong(9),
                list::popLong,
                () -> list.subList(2, 4).clear())) {
            list.clear();
            fill(10);
            final List</*E*/ Long> part = list.subList(5, 10);
            final List</*E*/ Long> inner = part.subList(1, 2);
            change.run();
            for (final Executable use : List.<Executable>of(
                    () -> part.subList(0, 1),
                    () -> inner.subList(0, 1),
                    () -> part.get(0),
                    () -> part.set(0, /*E*/ 1L),
                    () -> part.add(/*E*/ 1L),
                    () -> part.add(0, /*E*/ 1L),
                    () -> part.addAll(List.of()),
                    part::removeFirst,
                    part::size,
                    part::clear,
                    part::hashCode,
                    part::toString,
                    part::iterator,
                    inner::clear)) {
                final int size = list.size();
                assertThrows(ConcurrentModificationException.class, () -> {
                    use.execute();
                    part.iterator().next();
                });
                assertEquals(size, list.size());
            }
        }
    }

    @Test
    void aSublistOfAClosedListSaysThatItIsClosed() {
        final LongArrayList closed = new LongArrayList(memory.memory(), 0, NULL_VALUE);
        closed.addLong(1);
        final List</*E*/ Long> part = closed.subList(0, 1);
        closed.close();
        assertThrows(IllegalStateException.class, () -> part.get(0));
        assertThrows(IllegalStateException.class, () -> part.subList(0, 1));
        assertThrows(IllegalStateException.class, () -> closed.subList(0, 1));
    }

    @Test
    void sublistsRefuseTheIndicesThatThoseOfTheJdkRefuse() {
        fill(10);
        final List</*E*/ Long> expected = new ArrayList<>(list);
        for (int from = -1; from <= 6; from++) {
            for (int to = -1; to <= 6; to++) {
                final List<Class<?>> refused = new ArrayList<>();
                for (final List</*E*/ Long> each : List.of(list, expected)) {
                    refused.add(refusalOf(each.subList(0, 5), from, to));
                    refused.add(refusalOf(each.subList(5, 10).subList(0, 5), from, to));
                    refused.add(refusalOf(each, from, to + 5));
                }
                assertEquals(refused.subList(3, 6), refused.subList(0, 3), "from " + from + " to " + to);
            }
        }
        for (final List</*E*/ Long> part :
                List.of(list.subList(2, 5), list.subList(0, 5).subList(2, 5))) {
            assertThrows(IndexOutOfBoundsException.class, () -> part.get(-1));
            assertThrows(IndexOutOfBoundsException.class, () -> part.get(3));
            assertThrows(IndexOutOfBoundsException.class, () -> part.set(3, /*E*/ 1L));
            assertThrows(IndexOutOfBoundsException.class, () -> part.listIterator(4));
            assertThrows(IndexOutOfBoundsException.class, () -> removeAt(part, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> part.add(4, /*E*/ 1L));
            assertThrows(IndexOutOfBoundsException.class, () -> part.addAll(-1, List.of(/*E*/ 1L)));
        }
        assertEquals(expected, list);
    }

    /** Of elements that may be ints: so it is the index that is meant. */
    private static <T> void removeAt(final List<T> list, final int index) {
        list.remove(index);
    }

    private static Class<?> refusalOf(final List</*E*/ Long> of, final int from, final int to) {
        try {
            of.subList(from, to);
            return Void.class;
        } catch (final IndexOutOfBoundsException | IllegalArgumentException e) {
            return e instanceof IndexOutOfBoundsException ? IndexOutOfBoundsException.class : e.getClass();
        }
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
    void aSublistRemovesAllThatAFilterSaysOrNone() {
        fill(10);
        final List</*E*/ Long> part = list.subList(2, 8);
        final List</*E*/ Long> inner = part.subList(1, 5);
        assertThrows(
                IllegalArgumentException.class,
                () -> inner.removeIf(element -> {
                    if (element == 6) {
                        throw new IllegalArgumentException();
                    }
                    return true;
                }));
        assertEquals("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]", list.toString());
        assertTrue(inner.removeIf(element -> list.size() == 10 && element % 2 == 0));
        assertEquals("[3, 5]", inner.toString());
        assertEquals("[2, 3, 5, 7]", part.toString());
        assertFalse(inner.removeIf(element -> element == 7));
        assertTrue(part.removeAll(List.of(/*E*/ 2L, /*E*/ 8L)));
        assertEquals("[3, 5, 7]", part.toString());
        assertTrue(part.retainAll(List.of(/*E*/ 7L, /*E*/ 9L)));
        assertEquals("[7]", part.toString());
        assertEquals("[0, 1, 7, 8, 9]", list.toString());
        assertThrows(ConcurrentModificationException.class, () -> inner.removeIf(element -> true));
        assertThrows(ConcurrentModificationException.class, () -> part.removeIf(element -> list.addLong(element)));
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
