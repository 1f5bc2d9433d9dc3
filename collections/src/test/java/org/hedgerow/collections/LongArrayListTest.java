package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the list, by example; {@link LongArrayListPropertyTest} has the general case. */
@SuppressWarnings({"ModifyingCollectionWithItself", "ListRemoveAmbiguous"}) // That is what is tested.
class LongArrayListTest extends CollectionTest<LongArrayList> {

    private static final /*E*/ long NULL_VALUE = -1;

    private final LongArrayList list = new LongArrayList(memory.memory(), 0, NULL_VALUE);

    @Override
    LongArrayList collection() {
        return list;
    }

    @Override
    void addSome() {
        fill(1, 2, 3);
    }

    private void fill(final /*E*/ long... elements) {
        for (final /*E*/ long element : elements) {
            list.addLong(element);
        }
    }

    @Test
    void constructorsBelongToTheSharedMemoryOrTheGivenOne() {
        for (final LongArrayList each : List.of(
                new LongArrayList(),
                new LongArrayList(-5, /*E*/ Long.MIN_VALUE),
                new LongArrayList(new /*E*/ long[] {7}, 0, /*E*/ Long.MIN_VALUE),
                new LongArrayList(memory.memory()),
                new LongArrayList(memory.memory(), 3, /*E*/ Long.MIN_VALUE))) {
            assertEquals(LongArrayList.DEFAULT_NULL_VALUE, each.nullValue());
            assertEquals(LongArrayList.INITIAL_CAPACITY, each.capacity());
            each.addLong(42);
            assertEquals(42, each.getLong(0));
            each.close();
        }
    }

    @Test
    void nothingIsAllocatedBeforeTheFirstElement() {
        assertEquals("[]", list.toString());
        assertEquals(-1, list.indexOf(/*E*/ 3L));
        assertEquals(0, list.longStream().count());
        list.clear();
        list.trimToSize();
        assertFalse(list.removeIfLong(element -> true));
        assertEquals(0, memory.stats().mapCalls());
    }

    @Test
    void aSmallListTakesASmallBlock() {
        fill(1, 2, 3);
        assertTrue(memory.stats().usedBytes() <= 256, () -> memory.stats().toString());
    }

    @Test
    void wrappingCopies() {
        final /*E*/ long[] elements = {1, 2, 3};
        list.wrap(elements, 2);
        elements[0] = 9;
        assertEquals("[1, 2]", list.toString());
        list.wrap(elements, 0);
        assertTrue(list.isEmpty());
        for (final int size : new int[] {-1, 4}) {
            final var ours = assertThrows(IllegalArgumentException.class, () -> list.wrap(elements, size));
            final var theirs = assertThrows(
                    IllegalArgumentException.class,
                    () -> new org.agrona.collections.LongArrayList().wrap(elements, size));
            assertEquals(theirs.getMessage(), ours.getMessage());
        }
    }

    @Test
    void indexesOutOfBoundsAreRefusedAsAgronaDoes() {
        final org.agrona.collections.LongArrayList theirs = new org.agrona.collections.LongArrayList();
        fill(1, 2);
        theirs.addLong(1);
        theirs.addLong(2);
        for (final int index : new int[] {Integer.MIN_VALUE, -1, 2, 3, Integer.MAX_VALUE}) {
            refusedAlike(() -> theirs.getLong(index), () -> list.getLong(index));
            refusedAlike(() -> theirs.get(index), () -> list.get(index));
            refusedAlike(() -> theirs.setLong(index, 1), () -> list.setLong(index, 1));
            refusedAlike(() -> theirs.removeAt(index), () -> list.removeAt(index));
            refusedAlike(() -> theirs.remove(index), () -> list.remove(index));
            refusedAlike(() -> theirs.fastUnorderedRemove(index), () -> list.fastUnorderedRemove(index));
        }
        for (final int index : new int[] {Integer.MIN_VALUE, -1, 3, Integer.MAX_VALUE}) {
            refusedAlike(() -> theirs.addLong(index, 1), () -> list.addLong(index, 1));
            refusedAlike(() -> theirs.addAll(index, theirs), () -> list.addAll(index, list));
        }
        for (final long index : new long[] {Long.MIN_VALUE, -1, 2, 1L << 61, Long.MAX_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> list.getLong(index));
            assertThrows(IndexOutOfBoundsException.class, () -> list.setLong(index, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> list.removeAt(index));
        }
        assertEquals("[1, 2]", list.toString());
    }

    private static void refusedAlike(final Runnable theirs, final Runnable ours) {
        assertEquals(
                assertThrows(IndexOutOfBoundsException.class, theirs::run).getMessage(),
                assertThrows(IndexOutOfBoundsException.class, ours::run).getMessage());
    }

    @Test
    void elementsAreFoundByLongIndexesToo() {
        fill(1, 2, 3, 2);
        assertEquals(2, list.getLong(1L));
        assertEquals(2, list.setLong(1L, 5));
        list.addLong(1L, 7);
        assertEquals("[1, 7, 5, 3, 2]", list.toString());
        assertEquals(7, list.removeAt(1L));
        assertEquals(1, list.fastUnorderedRemove(0L));
        assertEquals("[2, 5, 3]", list.toString());
        assertEquals(2, list.longIndexOf(3));
        assertEquals(-1, list.longLastIndexOf(9));
    }

    @Test
    void nullIsTheNullValue() {
        assertTrue(list.add(/*E*/ 1L));
        assertTrue(list.add(null));
        list.add(0, null);
        assertEquals("[null, 1, null]", list.toString());
        assertEquals(NULL_VALUE, list.getLong(0));
        assertNull(list.get(2));
        assertEquals(Arrays.asList(null, /*E*/ 1L, null), list);
        assertEquals(Arrays.asList(null, /*E*/ 1L, null).hashCode(), list.hashCode());
        assertTrue(list.contains(null));
        assertEquals(0, list.indexOf((Object) null));
        assertEquals(2, list.lastIndexOf((Object) null));
        assertEquals(-1, list.indexOf((Object) NULL_VALUE));
        assertEquals(-1, list.lastIndexOf((Object) NULL_VALUE));
        assertNull(list.set(0, /*E*/ 7L));
        assertTrue(list.remove((Object) null));
        assertEquals("[7, 1]", list.toString());
    }

    @Test
    void listsWithDifferentNullValuesAreCompared() {
        fill(1, NULL_VALUE);
        try (LongArrayList other = new LongArrayList(memory.memory(), 0, -2)) {
            other.addLong(1);
            other.add(null);
            assertTrue(list.equals(other));
            assertEquals((Object) list, other);
            assertEquals(list.hashCode(), other.hashCode());
            assertTrue(list.containsAll(other));
            assertFalse(list.removeAll(new LongArrayList(memory.memory())));
            other.addLong(NULL_VALUE);
            assertFalse(list.equals(other));
            assertTrue(list.removeAll(other));
            assertTrue(list.isEmpty());
        }
        assertFalse(list.equals((LongArrayList) null));
        assertNotEquals(list, Set.of());
    }

    @Test
    void retainingAndRemovingAllEnds() {
        fill(1, 2, 3, 2);
        try (LongArrayList some = new LongArrayList(memory.memory())) {
            some.addLong(2);
            assertTrue(list.retainAll(some));
            assertFalse(list.retainAll(some));
            assertEquals("[2, 2]", list.toString());
            some.clear();
            assertTrue(list.retainAll(some));
            assertTrue(list.isEmpty());
        }
    }

    @Test
    void itIsAStack() {
        list.pushLong(1);
        list.pushLong(2);
        assertEquals(2, list.popLong());
        assertEquals(1, list.popLong());
        assertThrows(NoSuchElementException.class, list::popLong);
    }

    @Test
    void memoryGrowsAndShrinksWithTheElements() {
        final int count = 1_600_000 / /*E*/ Long.BYTES;
        /*E*/ LongStream.range(0, count).forEach(list::addLong);
        final long peak = memory.stats().usedBytes();
        assertTrue(peak >= 1_600_000, () -> "too little: " + memory.stats());
        assertTrue(peak <= 4 << 20, () -> "too much in use: " + memory.stats());
        for (int i = count; i > count / 8; i--) {
            assertEquals(i - 1, list.popLong());
        }
        assertTrue(memory.stats().usedBytes() <= peak / 4, () -> "not given back: " + memory.stats());
        list.clear();
        assertTrue(memory.stats().usedBytes() <= 70_000, () -> "not given back: " + memory.stats());
        list.trimToSize();
        assertEquals(0, memory.stats().usedBytes());
    }

    @Test
    void capacityIsThatOfThePresentBlocks() {
        list.ensureCapacity(-3);
        assertTrue(list.capacity() >= LongArrayList.INITIAL_CAPACITY);
        list.ensureCapacity(1_000);
        assertTrue(list.capacity() >= 1_000);
        list.addLong(1);
        list.trimToSize();
        assertTrue(list.capacity() <= 32);
        assertEquals("[1]", list.toString());
        assertThrows(IllegalArgumentException.class, () -> list.ensureCapacity(Long.MAX_VALUE));
    }

    @Test
    void whatWasRemovedIsFoundNoMore() {
        fill(1, 2, 3);
        list.popLong();
        list.removeAt(0);
        assertEquals(-1, list.indexOf(/*E*/ 3L));
        assertFalse(list.containsLong(3));
        assertFalse(list.containsLong(1));
    }

    @Test
    void arraysAreFilled() {
        fill(1, 2, 3);
        final /*E*/ long[] same = new /*E*/ long[3];
        assertSame(same, list.toLongArray(same));
        assertArrayEquals(new /*E*/ long[] {1, 2, 3}, same);
        assertArrayEquals(same, list.toLongArray(new /*E*/ long[5]));
        assertArrayEquals(same, list.toLongArray());
    }

    @Test
    void anIteratorRemoves() {
        fill(1, 2, 3);
        final LongArrayList.LongIterator elements = list.iterator();
        assertThrows(IllegalStateException.class, elements::remove);
        assertEquals(1, elements.nextValue());
        elements.remove();
        assertThrows(IllegalStateException.class, elements::remove);
        assertEquals(2, elements.next());
        assertEquals(3, elements.nextValue());
        elements.remove();
        assertFalse(elements.hasNext());
        assertThrows(NoSuchElementException.class, elements::nextValue);
        assertEquals("[2]", list.toString());
    }

    @Test
    void aFilterThatThrowsLeavesTheListAsItWas() {
        fill(1, 2, 3, 4);
        assertThrows(
                ArithmeticException.class,
                () -> list.removeIfLong(element -> element / (element - 3) < Integer.MAX_VALUE));
        assertEquals("[1, 2, 3, 4]", list.toString());
    }

    @Test
    void whatIsCalledMustNotChangeTheList() {
        fill(1, 2, 3);
        assertThrows(ConcurrentModificationException.class, () -> list.forEachLong(list::addLong));
        assertThrows(ConcurrentModificationException.class, () -> list.forEach(list::add));
        assertThrows(ConcurrentModificationException.class, () -> list.removeIfLong(list::addLong));
        assertThrows(
                ConcurrentModificationException.class, () -> list.longStream().forEach(element -> list.clear()));
        assertTrue(list.isEmpty());
    }

    @Test
    void norWhenItIsCalledWithTheLastElement() {
        fill(1, 2, 3);
        final Spliterator</*E*/ Long> all = list.spliterator();
        assertThrows(ConcurrentModificationException.class, () -> {
            while (all.tryAdvance(element -> addOneIf(element == 3))) {
                // The next one.
            }
        });
        assertThrows(ConcurrentModificationException.class, () -> list.forEachLong(element -> addOneIf(element == 9)));
        assertEquals("[1, 2, 3, 9, 9]", list.toString());
    }

    private void addOneIf(final boolean wanted) {
        if (wanted) {
            list.addLong(9);
        }
    }

    /** All elements lie elsewhere after that, and where they were may be nobody's memory. */
    @Test
    void whatIsCalledMustNotMoveTheListEither() {
        /*E*/ LongStream.range(0, 100_000).forEach(list::addLong);
        for (final Consumer<LongArrayList> move :
                List.<Consumer<LongArrayList>>of(LongArrayList::trimToSize, moved -> moved.ensureCapacity(200_000))) {
            assertThrows(ConcurrentModificationException.class, () -> list.forEachLong(element -> move.accept(list)));
            assertThrows(
                    ConcurrentModificationException.class,
                    () -> list.removeIfLong(element -> {
                        move.accept(list);
                        return false;
                    }));
        }
        assertEquals(100_000, list.size());
    }

    @Test
    void anIteratorNoticesChanges() {
        fill(1, 2, 3);
        final LongArrayList.LongIterator elements = list.iterator();
        elements.nextValue();
        list.removeAt(0);
        assertThrows(ConcurrentModificationException.class, elements::nextValue);
        assertThrows(ConcurrentModificationException.class, elements::remove);
    }

    @Test
    void anIteratorNoticesEachWayToAddElements() {
        for (final Consumer<LongArrayList> change : List.<Consumer<LongArrayList>>of(
                changed -> changed.addLong(9),
                changed -> changed.addLong(0, 9),
                changed -> changed.addLong(3L, 9),
                changed -> changed.addAll(List.of(/*E*/ 9L)),
                changed -> changed.addAll(1, changed))) {
            list.clear();
            fill(1, 2, 3);
            final LongArrayList.LongIterator elements = list.iterator();
            elements.nextValue();
            change.accept(list);
            assertThrows(ConcurrentModificationException.class, elements::nextValue);
        }
    }

    @Test
    void whereAFilterRemovesNothingAnIteratorGoesOn() {
        fill(1, 2, 3);
        final LongArrayList.LongIterator elements = list.iterator();
        elements.nextValue();
        assertFalse(list.removeIfLong(element -> false));
        assertEquals(2, elements.nextValue());
    }

    /** What comes and goes at the end is counted only where there is somebody who goes over the elements. */
    @Test
    void whoeverGoesOverTheElementsNoticesWhatHappensAtTheEnd() {
        for (final Supplier<Runnable> begin : List.<Supplier<Runnable>>of(
                () -> list.iterator()::nextValue,
                () -> list.listIterator()::next,
                () -> list.listIterator(3)::previous,
                () -> {
                    final List</*E*/ Long> part = list.subList(0, 2);
                    return () -> assertEquals(-1, part.size());
                },
                () -> {
                    final LongArrayList.LongIterator elements = list.iterator();
                    elements.nextValue();
                    elements.remove();
                    return elements::nextValue;
                },
                () -> {
                    final ListIterator</*E*/ Long> elements = list.listIterator();
                    elements.add(/*E*/ 7L);
                    return elements::next;
                },
                () -> {
                    final List</*E*/ Long> part = list.subList(0, 2);
                    part.clear();
                    part.add(/*E*/ 7L);
                    part.remove(0);
                    return () -> assertEquals(-1, part.size());
                })) {
            for (final Runnable change :
                    List.<Runnable>of(() -> list.addLong(9), list::popLong, () -> list.fastUnorderedRemove(0))) {
                list.clear();
                fill(1, 2, 3, 4, 5, 6, 7, 8);
                final Runnable goOn = begin.get();
                change.run();
                assertThrows(ConcurrentModificationException.class, goOn::run);
                list.addLong(9); // Again in the short way,
                final Runnable goOnAgain = begin.get(); // which is left once more.
                change.run();
                change.run();
                assertThrows(ConcurrentModificationException.class, goOnAgain::run);
            }
        }
    }

    @Test
    void anIteratorNoticesThatTheLastElementIsGone() {
        fill(1, 2, 3);
        final LongArrayList.LongIterator elements = list.iterator();
        elements.nextValue();
        list.popLong();
        assertThrows(ConcurrentModificationException.class, elements::nextValue);
        assertThrows(ConcurrentModificationException.class, elements::remove);
    }

    @Test
    void withoutMemoryNothingChanges() {
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(1 << 20));
        final LongArrayList limited = new LongArrayList(small.memory());
        assertThrows(
                MemoryLimitException.class,
                () -> /*E*/ LongStream.range(0, 1 << 20).forEach(limited::addLong));
        final long size = limited.longSize();
        assertTrue(size > 700_000 / /*E*/ Long.BYTES, () -> "refused at " + size);
        assertThrows(MemoryLimitException.class, () -> limited.addLong(0, 1));
        assertThrows(MemoryLimitException.class, () -> limited.addAll(limited));
        assertThrows(MemoryLimitException.class, () -> limited.ensureCapacity(1 << 20));
        assertEquals(size, limited.longSize());
        assertArrayEquals(/*E*/ LongStream.range(0, /*(E)*/ size).toArray(), limited.toLongArray());
        limited.close();
        small.close();
    }

    @Test
    void aFullHeapKeepsNoElementFromBeingRemoved() {
        for (int n = 1; n <= 12; n++) {
            final AuditedMemory full =
                    AuditedMemory.open(AuditedMemory.tinyOptions().prefault(MemoryOptions.Prefault.EAGER));
            final LongArrayList removed = new LongArrayList(full.memory());
            /*E*/ LongStream.range(0, 200_000).forEach(removed::addLong);
            full.os().faults(Faults.fullHeap(n, Long.MAX_VALUE / 2));
            for (int element = 199_999; element >= 0; element--) {
                assertEquals(element, removed.popLong());
            }
            full.os().faults(Faults.none());
            removed.close();
            full.close();
        }
    }

    @Test
    void withoutAMappingTheFirstElementIsRefused() {
        memory.os().mapLimit(0);
        assertThrows(MapLimitException.class, () -> list.addLong(1));
        assertTrue(list.isEmpty());
        memory.os().mapLimit(100);
    }

    static Stream<Named<Consumer<LongArrayList>>> uses() {
        return Stream.of(
                use("nullValue", LongArrayList::nullValue),
                use("size", LongArrayList::size),
                use("longSize", LongArrayList::longSize),
                use("capacity", LongArrayList::capacity),
                change("ensureCapacity", target -> target.ensureCapacity(3)),
                change("trimToSize", LongArrayList::trimToSize),
                change("clear", LongArrayList::clear),
                change("wrap", target -> target.wrap(new /*E*/ long[0], 0)),
                use("get", target -> target.get(0)),
                use("getLong", target -> target.getLong(0)),
                use("setLong", target -> target.setLong(0, 1)),
                use("add", target -> target.add(/*E*/ 1L)),
                use("addLong", target -> target.addLong(1)),
                change("addLong at 0", target -> target.addLong(0, 1)),
                use("addAll", target -> target.addAll(List.of(/*E*/ 1L))),
                use("addAll of itself", target -> target.addAll(target)),
                use("popLong", LongArrayList::popLong),
                use("removeAt", target -> target.removeAt(0)),
                use("fastUnorderedRemove", target -> target.fastUnorderedRemove(0)),
                use("removeLong", target -> target.removeLong(1)),
                use("remove", target -> target.remove((Object) "")),
                use("removeIfLong", target -> target.removeIfLong(element -> true)),
                use("contains", target -> target.contains((Object) "")),
                use("containsLong", target -> target.containsLong(1)),
                use("containsAll", target -> target.containsAll(target)),
                use("retainAll", target -> target.retainAll(target)),
                use("indexOf", target -> target.indexOf((Object) "")),
                use("lastIndexOf", target -> target.lastIndexOf(/*E*/ 1L)),
                change("forEach", target -> target.forEach(element -> {})),
                change("forEachOrderedLong", target -> target.forEachOrderedLong(element -> {})),
                use("longStream", LongArrayList::longStream),
                use("stream", LongArrayList::stream),
                use("iterator", LongArrayList::iterator),
                use("listIterator", target -> target.listIterator().hasNext()),
                use("toLongArray", LongArrayList::toLongArray),
                use("toArray", LongArrayList::toArray),
                use("hashCode", LongArrayList::hashCode),
                use("equals", target -> target.equals((Object) List.of())),
                use("toString", LongArrayList::toString),
                change("close", LongArrayList::close));
    }

    @Test
    void anIteratorOfAClosedListSaysSo() {
        fill(1, 2);
        final LongArrayList.LongIterator elements = list.iterator();
        close();
        assertThrows(IllegalStateException.class, elements::hasNext);
        assertThrows(IllegalStateException.class, elements::nextValue);
    }

    @ParameterizedTest
    @ValueSource(ints = {31, 32})
    void theEndIsTheEndBeyondWhatAnIntCounts(final int bits) {
        final long size = (1L << bits) + 10;
        list.reserve(size);
        list.resize(size); // Nothing is touched.
        assertEquals(size, list.longSize());
        list.setLong(3, 33);
        list.setLong(size - 1, 77);
        assertEquals(33, list.getLong(3));
        assertEquals(77, list.getLong(size - 1));
        assertThrows(IndexOutOfBoundsException.class, () -> list.getLong(size));
        assertThrows(IndexOutOfBoundsException.class, () -> list.getLong(-1));
        assertEquals(77, list.getLast());
        assertTrue(list.addAll(List.of(/*E*/ 5L, /*E*/ 6L)));
        assertEquals(5, list.getLong(size));
        assertEquals(6, list.removeLast());
        assertEquals(5, list.removeLast());
        assertEquals(77, list.removeLast());
        assertEquals(size - 1, list.longSize());
    }

    @Test
    void theLastOfNoneIsNone() {
        assertThrows(NoSuchElementException.class, list::getLast);
        assertThrows(NoSuchElementException.class, list::removeLast);
        list.addLong(NULL_VALUE);
        assertNull(list.getLast());
        assertNull(list.removeLast());
    }

    @Test
    void anElementThatIsNullInAnotherListAloneIsAnother() {
        try (LongArrayList other = new LongArrayList(memory.memory(), 0, /*E*/ 5L)) {
            list.addLong(5);
            other.addLong(5);
            assertNotEquals(list, other);
            assertNotEquals(other, list);
            list.setLong(0, NULL_VALUE);
            assertEquals(list, other);
            assertEquals(list.hashCode(), other.hashCode());
        }
    }

    @Test
    void roomForMoreThanAnyMemoryHasIsRefused() {
        final long most = GuardedMemory.MAX_BLOCK_BYTES / /*E*/ Long.BYTES;
        for (final long elements : new long[] {most + 1, Long.MAX_VALUE}) {
            assertThrows(IllegalArgumentException.class, () -> list.ensureCapacity(elements));
        }
        assertEquals(0, memory.stats().mapCalls());
    }

    @Test
    void theNullValueIsAnElementAsNullAlone() {
        fill(NULL_VALUE, 1);
        assertFalse(list.contains((Object) NULL_VALUE));
        assertFalse(list.remove((Object) NULL_VALUE));
        assertTrue(list.contains(null));
        assertTrue(list.remove(null));
        assertEquals("[1]", list.toString());
    }
}
