package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
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
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;

/** The contract of the queue, by example; {@link LongPriorityQueuePropertyTest} has the general case. */
class LongPriorityQueueTest extends CollectionTest<LongPriorityQueue> {

    private static final /*E*/ long NULL_VALUE = -1;

    private final LongPriorityQueue queue = new LongPriorityQueue(memory.memory(), NULL_VALUE);

    @Override
    LongPriorityQueue collection() {
        return queue;
    }

    @Override
    void addSome() {
        fill(1, 2, 3);
    }

    private void fill(final /*E*/ long... elements) {
        for (final /*E*/ long element : elements) {
            queue.offerLong(element);
        }
    }

    @Test
    void constructorsBelongToTheSharedMemoryOrTheGivenOne() {
        for (final LongPriorityQueue each : List.of(
                new LongPriorityQueue(),
                new LongPriorityQueue(/*E*/ Long.MIN_VALUE),
                new LongPriorityQueue(memory.memory()),
                new LongPriorityQueue(memory.memory(), /*E*/ Long.MIN_VALUE))) {
            assertEquals(LongPriorityQueue.DEFAULT_NULL_VALUE, each.nullValue());
            each.offerLong(42);
            assertEquals(42, each.pollLong());
            each.close();
        }
    }

    @Test
    void nothingIsAllocatedBeforeTheFirstElement() {
        assertNull(queue.poll());
        assertNull(queue.peek());
        queue.clear();
        assertEquals("[]", queue.toString());
        assertEquals(0, memory.stats().mapCalls());
    }

    @Test
    void theLeastElementComesFirst() {
        fill(5, 3, /*E*/ Long.MAX_VALUE, /*E*/ Long.MIN_VALUE, 3, 0);
        assertEquals(/*E*/ Long.MIN_VALUE, queue.elementLong());
        assertEquals(/*E*/ Long.MIN_VALUE, queue.removeLong());
        assertEquals(0, queue.pollLong());
        assertEquals(3, queue.poll());
        assertEquals(3, queue.remove());
        assertEquals(5, queue.peekLong());
        assertEquals(5, queue.element());
        assertEquals(5, queue.pollLong());
        assertEquals(/*E*/ Long.MAX_VALUE, queue.pollLong());
        assertTrue(queue.isEmpty());
    }

    @Test
    void theNullValueIsRefused() {
        assertThrows(NullPointerException.class, () -> queue.offerLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> queue.offer(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> queue.add(null));
        assertTrue(queue.isEmpty());
    }

    @Test
    void anEmptyQueueAnswersTheNullValueOrThrows() {
        assertEquals(NULL_VALUE, queue.pollLong());
        assertEquals(NULL_VALUE, queue.peekLong());
        assertThrows(NoSuchElementException.class, () -> queue.removeLong());
        assertThrows(NoSuchElementException.class, queue::elementLong);
        assertThrows(NoSuchElementException.class, () -> queue.remove());
        assertThrows(NoSuchElementException.class, queue::element);
    }

    @Test
    void elementsAreRemovedByTheirValue() {
        fill(5, 4, 3, 2, 1, 0);
        assertTrue(queue.removeLong(5));
        assertFalse(queue.removeLong(5));
        assertTrue(queue.remove((Object) /*E*/ 0L));
        assertFalse(queue.remove((Object) "1"));
        assertFalse(queue.contains((Object) null));
        assertTrue(queue.containsLong(3));
        assertFalse(queue.containsLong(0));
        assertEquals(1, queue.pollLong());
        assertEquals(3, queue.size());
    }

    @Test
    void memoryGrowsAndShrinksWithTheElements() {
        final int count = 800_000 / /*E*/ Long.BYTES;
        /*E*/ LongStream.range(0, count).forEach(element -> queue.offerLong(count - element));
        final long peak = memory.stats().usedBytes();
        assertTrue(peak >= 800_000, () -> "too little: " + memory.stats());
        assertTrue(peak <= 3 << 20, () -> "too much in use: " + memory.stats());
        for (int i = 1; i <= count; i++) {
            assertEquals(i, queue.pollLong());
        }
        assertTrue(memory.stats().usedBytes() <= 70_000, () -> "not given back: " + memory.stats());
        /*E*/ LongStream.range(0, count).forEach(queue::offerLong);
        queue.clear();
        assertTrue(memory.stats().usedBytes() <= 70_000, () -> "not given back: " + memory.stats());
    }

    @Test
    void iteratorsEndAndNoticeChanges() {
        fill(2, 1);
        final LongPriorityQueue.LongIterator elements = queue.iterator();
        assertEquals(1, elements.next());
        assertEquals(2, elements.nextValue());
        assertFalse(elements.hasNext());
        assertThrows(NoSuchElementException.class, elements::nextValue);
        assertThrows(UnsupportedOperationException.class, elements::remove);
        queue.offerLong(3);
        assertThrows(ConcurrentModificationException.class, elements::nextValue);
        assertThrows(ConcurrentModificationException.class, () -> queue.forEachLong(queue::offerLong));
        assertThrows(ConcurrentModificationException.class, () -> queue.forEach(queue::remove));
        queue.clear();
        fill(1);
        assertThrows(ConcurrentModificationException.class, () -> queue.forEachLong(element -> queue.clear()));
        fill(1);
        final LongPriorityQueue.LongIterator ofAnother = queue.iterator();
        queue.clear();
        fill(2);
        assertThrows(ConcurrentModificationException.class, ofAnother::nextValue);
    }

    @Test
    void withoutMemoryAnOfferIsRefusedAndTheQueueIsAsItWas() {
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(1 << 20));
        final LongPriorityQueue limited = new LongPriorityQueue(small.memory(), NULL_VALUE);
        assertThrows(
                MemoryLimitException.class,
                () -> /*E*/ LongStream.range(0, 1 << 20).forEach(limited::offerLong));
        final long size = limited.longSize();
        assertTrue(size > 700_000 / /*E*/ Long.BYTES, () -> "refused at " + size);
        for (int i = 0; i < size; i++) {
            assertEquals(i, limited.pollLong());
        }
        limited.close();
        small.close();
    }

    @Test
    void withoutAMappingTheFirstOfferIsRefused() {
        memory.os().mapLimit(0);
        assertThrows(MapLimitException.class, () -> queue.offerLong(1));
        assertTrue(queue.isEmpty());
        assertEquals(NULL_VALUE, queue.pollLong());
        memory.os().mapLimit(100);
    }

    static Stream<Named<Consumer<LongPriorityQueue>>> uses() {
        return Stream.concat(
                Uses.ofQueue(/*E*/ 1L),
                Stream.of(
                        use("nullValue", LongPriorityQueue::nullValue),
                        use("longSize", LongPriorityQueue::longSize),
                        use("offerLong", target -> target.offerLong(1)),
                        use("offerLong of the null value", target -> target.offerLong(NULL_VALUE)),
                        use("peekLong", LongPriorityQueue::peekLong),
                        use("pollLong", LongPriorityQueue::pollLong),
                        use("elementLong", LongPriorityQueue::elementLong),
                        use("removeLong", target -> target.removeLong()),
                        use("removeLong of a value", target -> target.removeLong(1)),
                        use("containsLong", target -> target.containsLong(1)),
                        change("forEachLong", target -> target.forEachLong(element -> {})),
                        change("close", LongPriorityQueue::close)));
    }

    @Test
    void anIteratorOfAClosedQueueSaysSo() {
        fill(1, 2);
        final LongPriorityQueue.LongIterator elements = queue.iterator();
        close();
        assertThrows(IllegalStateException.class, elements::hasNext);
        assertThrows(IllegalStateException.class, elements::nextValue);
    }
}
