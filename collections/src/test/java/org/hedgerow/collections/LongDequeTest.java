package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.MapLimitException;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of the deque, by example; {@link LongDequePropertyTest} has the general case. */
class LongDequeTest extends CollectionTest<LongDeque> {

    private static final /*E*/ long NULL_VALUE = -1;

    private static final int FIRST_BLOCK_SLOTS = 512 / /*E*/ Long.BYTES;

    private final LongDeque deque = new LongDeque(memory.memory(), NULL_VALUE);

    @Override
    LongDeque collection() {
        return deque;
    }

    @Override
    void addSome() {
        /*E*/ LongStream.range(0, 100).forEach(deque::addFirstLong);
    }

    private void fill(final /*E*/ long... elements) {
        for (final /*E*/ long element : elements) {
            deque.addLastLong(element);
        }
    }

    @Test
    void constructorsBelongToTheSharedMemoryOrTheGivenOne() {
        for (final LongDeque each : List.of(
                new LongDeque(),
                new LongDeque(/*E*/ Long.MIN_VALUE),
                new LongDeque(8, /*E*/ Long.MIN_VALUE),
                new LongDeque(memory.memory()),
                new LongDeque(memory.memory(), /*E*/ Long.MIN_VALUE),
                new LongDeque(memory.memory(), 8, /*E*/ Long.MIN_VALUE))) {
            assertEquals(LongDeque.DEFAULT_NULL_VALUE, each.nullValue());
            each.addFirstLong(42);
            assertEquals(42, each.pollLastLong());
            each.close();
        }
        assertThrows(IllegalArgumentException.class, () -> new LongDeque(memory.memory(), 7, NULL_VALUE));
    }

    @Test
    void nothingIsAllocatedBeforeTheFirstElement() {
        assertNull(deque.pollFirst());
        assertNull(deque.pollLast());
        assertNull(deque.peekFirst());
        assertNull(deque.peekLast());
        assertFalse(deque.removeLastOccurrence(/*E*/ 1L));
        assertFalse(deque.removeIfLong(element -> true));
        deque.clear();
        assertEquals(0, memory.stats().mapCalls());
    }

    @Test
    void theNullValueIsRefusedAtBothEnds() {
        assertThrows(NullPointerException.class, () -> deque.addFirstLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> deque.addLastLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> deque.pushLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> deque.offerFirst(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> deque.addFirst(null));
        assertThrows(NullPointerException.class, () -> deque.addLast(null));
        assertTrue(deque.isEmpty());
    }

    @Test
    void anEmptyDequeAnswersTheNullValueOrThrows() {
        assertEquals(NULL_VALUE, deque.pollFirstLong());
        assertEquals(NULL_VALUE, deque.pollLastLong());
        assertEquals(NULL_VALUE, deque.peekFirstLong());
        assertEquals(NULL_VALUE, deque.peekLastLong());
        assertThrows(NoSuchElementException.class, deque::removeFirst);
        assertThrows(NoSuchElementException.class, deque::removeLast);
        assertThrows(NoSuchElementException.class, deque::getFirst);
        assertThrows(NoSuchElementException.class, deque::getLast);
        assertThrows(NoSuchElementException.class, deque::pop);
        assertThrows(NoSuchElementException.class, deque::popLong);
        assertThrows(NoSuchElementException.class, deque::removeFirstLong);
        assertThrows(NoSuchElementException.class, deque::removeLastLong);
        assertThrows(NoSuchElementException.class, deque::getFirstLong);
        assertThrows(NoSuchElementException.class, deque::getLastLong);
    }

    @Test
    void itIsAStackAtItsStart() {
        deque.pushLong(1);
        deque.push(/*E*/ 2L);
        deque.offerFirst(/*E*/ 3L);
        assertEquals("[3, 2, 1]", deque.toString());
        assertEquals(3, deque.popLong());
        assertEquals(2, deque.pop());
        assertEquals(1, deque.removeFirstLong());
        assertTrue(deque.isEmpty());
    }

    @Test
    void itIsAStackAtItsEnd() {
        fill(1, 2);
        assertTrue(deque.offerLast(/*E*/ 3L));
        assertEquals(3, deque.getLastLong());
        assertEquals(3, deque.removeLastLong());
        assertEquals(2, deque.removeLast());
        assertEquals(1, deque.pollLast());
        assertNull(deque.pollLast());
    }

    @Test
    void memoryGrowsAndShrinksAtEitherEnd() {
        final int count = 800_000 / /*E*/ Long.BYTES;
        /*E*/ LongStream.range(0, count).forEach(deque::addFirstLong);
        final long peak = memory.stats().usedBytes();
        assertTrue(peak >= 800_000, () -> "too little: " + memory.stats());
        assertTrue(peak <= 1_100_000, () -> "too much in use: " + memory.stats());
        for (int i = 0; i < count / 2; i++) {
            assertEquals(i, deque.pollLastLong());
        }
        assertTrue(memory.stats().usedBytes() <= peak * 3 / 4, () -> "not given back: " + memory.stats());
        for (int i = count - 1; i >= count / 2; i--) {
            assertEquals(i, deque.pollFirstLong());
        }
        assertEquals(NULL_VALUE, deque.pollLastLong());
        assertTrue(memory.stats().usedBytes() <= 128 << 10, () -> "not given back: " + memory.stats());
    }

    @Test
    void anEndThatSwingsAcrossTheBoundaryOfABlockTakesNoFurtherBlocks() {
        /*E*/ LongStream.range(0, FIRST_BLOCK_SLOTS - 1).forEach(deque::addLastLong);
        deque.addLastLong(7);
        deque.pollLastLong();
        final long blocks = memory.stats().liveBlocks();
        for (int i = 0; i < 100; i++) {
            deque.addLastLong(7);
            deque.pollLastLong();
            deque.addFirstLong(8);
            deque.addFirstLong(8);
            deque.pollFirstLong();
            deque.pollFirstLong();
        }
        assertTrue(
                memory.stats().liveBlocks() <= blocks + 1, () -> memory.stats().toString());
        assertEquals(FIRST_BLOCK_SLOTS - 1, deque.size());
    }

    @Test
    void elementsAreRemovedByTheirValue() {
        fill(1, 2, 3, 2, 1);
        assertTrue(deque.removeFirstOccurrenceLong(2));
        assertEquals("[1, 3, 2, 1]", deque.toString());
        assertTrue(deque.removeLastOccurrence(/*E*/ 1L));
        assertEquals("[1, 3, 2]", deque.toString());
        assertTrue(deque.remove((Object) /*E*/ 1L));
        assertEquals("[3, 2]", deque.toString());
        assertFalse(deque.remove((Object) null));
        assertFalse(deque.removeFirstOccurrence((Object) "2"));
        assertFalse(deque.removeLastOccurrenceLong(9));
        assertEquals("[3, 2]", deque.toString());
    }

    @Test
    void elementsAreRemovedByAFilterOrACollection() {
        fill(1, 2, 3, 4, 5, 6);
        assertTrue(deque.removeIfLong(element -> element % 3 == 0));
        assertEquals("[1, 2, 4, 5]", deque.toString());
        assertFalse(deque.removeIf(element -> element > 9));
        assertTrue(deque.removeAll(Set.of(/*E*/ 1L, /*E*/ 9L)));
        assertTrue(deque.retainAll(Set.of(/*E*/ 2L, /*E*/ 5L)));
        assertEquals("[2, 5]", deque.toString());
    }

    @Test
    void aFilterThatThrowsLeavesTheDequeAsItWas() {
        fill(1, 2, 3, 4);
        assertThrows(
                ArithmeticException.class,
                () -> deque.removeIfLong(element -> element / (element - 3) < Integer.MAX_VALUE));
        assertEquals("[1, 2, 3, 4]", deque.toString());
    }

    @Test
    void iteratorsGoBothWaysAndEnd() {
        fill(1, 2);
        final LongDeque.DescendingIterator elements = deque.descendingIterator();
        assertEquals(2, elements.next());
        assertEquals(1, elements.nextValue());
        assertFalse(elements.hasNext());
        assertThrows(NoSuchElementException.class, elements::nextValue);
        assertThrows(UnsupportedOperationException.class, elements::remove);
        assertEquals(List.of(/*E*/ 2L, /*E*/ 1L), List.copyOf(deque.reversed()));
    }

    static Stream<Named<Consumer<LongDeque>>> changes() {
        return Stream.of(
                change("addFirst", target -> target.addFirstLong(42)),
                change("addLast", target -> target.addLastLong(42)),
                change("pollFirst", LongDeque::pollFirstLong),
                change("pollLast", LongDeque::pollLastLong),
                change("addFirst and pollFirst", target -> {
                    target.addFirstLong(42);
                    target.pollFirstLong();
                }),
                change("pollFirst and addFirst", target -> {
                    target.pollFirstLong();
                    target.addFirstLong(42);
                }),
                change("pollLast and addLast", target -> {
                    target.pollLastLong();
                    target.addLastLong(42);
                }),
                change("removeFirstOccurrence", target -> target.removeFirstOccurrenceLong(1)),
                change("clear", LongDeque::clear));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anIteratorNoticesChanges(final Consumer<LongDeque> change) {
        for (final /*E*/ long count : new /*E*/ long[] {3, FIRST_BLOCK_SLOTS - 1, FIRST_BLOCK_SLOTS, 1_000}) {
            deque.clear();
            /*E*/ LongStream.range(0, count).forEach(deque::addLastLong);
            final LongDeque.DescendingIterator backwards = deque.descendingIterator();
            final LongArrayQueue.LongIterator forwards = deque.iterator();
            backwards.nextValue();
            forwards.nextValue();
            change.accept(deque);
            assertThrows(ConcurrentModificationException.class, backwards::nextValue, () -> count + " elements");
            assertThrows(ConcurrentModificationException.class, forwards::nextValue, () -> count + " elements");
        }
    }

    @Test
    void aFilterMustNotChangeTheDeque() {
        fill(1, 2, 3);
        assertThrows(
                ConcurrentModificationException.class,
                () -> deque.removeIfLong(element -> {
                    deque.addFirstLong(element);
                    return true;
                }));
        assertEquals("[1, 1, 2, 3]", deque.toString());
    }

    @Test
    void norMustItWhenItIsAskedAboutTheLastElement() {
        fill(1, 2, 3);
        assertThrows(
                ConcurrentModificationException.class,
                () -> deque.removeIfLong(element -> element == 3 && deque.pollLastLong() == 3));
        assertEquals("[1, 2]", deque.toString());
    }

    @Test
    void withoutAMappingTheFirstElementIsRefused() {
        memory.os().mapLimit(0);
        assertThrows(MapLimitException.class, () -> deque.addFirstLong(1));
        assertTrue(deque.isEmpty());
        assertEquals(NULL_VALUE, deque.pollFirstLong());
        memory.os().mapLimit(100);
    }

    static Stream<Named<Consumer<LongDeque>>> uses() {
        return Stream.concat(
                Uses.ofQueue(/*E*/ 1L),
                Stream.of(
                        change("addFirstLong", target -> target.addFirstLong(1)),
                        change("addFirst", target -> target.addFirst(/*E*/ 1L)),
                        change("addLastLong", target -> target.addLastLong(1)),
                        change("pushLong", target -> target.pushLong(1)),
                        use("pollFirst", Deque::pollFirst),
                        use("pollFirstLong", LongDeque::pollFirstLong),
                        use("pollLast", Deque::pollLast),
                        use("pollLastLong", LongDeque::pollLastLong),
                        use("peekFirst", Deque::peekFirst),
                        use("peekLast", Deque::peekLast),
                        use("peekLastLong", LongDeque::peekLastLong),
                        use("getFirst", Deque::getFirst),
                        use("getLast", Deque::getLast),
                        use("offerFirstLong", target -> target.offerFirstLong(1)),
                        use("offerLastLong", target -> target.offerLastLong(1)),
                        use("removeFirst", Deque::removeFirst),
                        use("removeLast", Deque::removeLast),
                        use("pop", Deque::pop),
                        use("removeFirstOccurrence", target -> target.removeFirstOccurrence(/*E*/ 1L)),
                        use("removeLastOccurrence", target -> target.removeLastOccurrence(null)),
                        use("removeIf", target -> target.removeIf(element -> true)),
                        use("retainAll", target -> target.retainAll(Set.of())),
                        use("descendingIterator", LongDeque::descendingIterator),
                        change("close", LongDeque::close)));
    }

    @Test
    void anIteratorOfAClosedDequeSaysSo() {
        fill(1, 2);
        final LongDeque.DescendingIterator elements = deque.descendingIterator();
        close();
        assertThrows(IllegalStateException.class, elements::hasNext);
        assertThrows(IllegalStateException.class, elements::nextValue);
    }

    @Test
    void elementsAreOfferedAtBothEnds() {
        assertTrue(deque.offerFirstLong(2));
        assertTrue(deque.offerLastLong(3));
        assertTrue(deque.offerFirstLong(1));
        assertThrows(NullPointerException.class, () -> deque.offerFirstLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> deque.offerLastLong(NULL_VALUE));
        assertEquals("[1, 2, 3]", deque.toString());
        assertTrue(deque.containsLong(1));
        assertFalse(deque.containsLong(4));
    }
}
