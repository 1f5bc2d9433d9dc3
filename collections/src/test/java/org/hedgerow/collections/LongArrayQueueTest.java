package org.hedgerow.collections;

import static org.hedgerow.collections.Uses.change;
import static org.hedgerow.collections.Uses.use;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of the queue, by example; {@link LongArrayQueuePropertyTest} has the general case. */
class LongArrayQueueTest extends CollectionTest<LongArrayQueue> {

    private static final /*E*/ long NULL_VALUE = -1;

    /** What the first block occupies: in the checked mode the next size of slices, for the red zone behind it. */
    private static final long FIRST_SLICE_BYTES = RawMemory.CHECKED ? 576 : 512;

    private static final int FIRST_BLOCK_SLOTS = 512 / /*E*/ Long.BYTES;

    private final LongArrayQueue queue = new LongArrayQueue(memory.memory(), 8, NULL_VALUE);

    @Override
    LongArrayQueue collection() {
        return queue;
    }

    @Override
    void addSome() {
        offer(100);
    }

    private void offer(final /*E*/ long count) {
        /*E*/ LongStream.range(0, count).forEach(queue::offerLong);
    }

    private List</*E*/ Long> elements() {
        final List</*E*/ Long> elements = new ArrayList<>();
        queue.forEachLong(elements::add);
        return elements;
    }

    @Test
    void constructorsBelongToTheSharedMemoryOrTheGivenOne() {
        for (final LongArrayQueue each : List.of(
                new LongArrayQueue(),
                new LongArrayQueue(/*E*/ Long.MIN_VALUE),
                new LongArrayQueue(8, /*E*/ Long.MIN_VALUE),
                new LongArrayQueue(8, /*E*/ Long.MIN_VALUE, true),
                new LongArrayQueue(memory.memory()),
                new LongArrayQueue(memory.memory(), /*E*/ Long.MIN_VALUE),
                new LongArrayQueue(memory.memory(), 8, /*E*/ Long.MIN_VALUE),
                new LongArrayQueue(memory.memory(), 8, /*E*/ Long.MIN_VALUE, true))) {
            assertEquals(LongArrayQueue.DEFAULT_NULL_VALUE, each.nullValue());
            assertEquals(LongArrayQueue.MIN_CAPACITY, each.capacity());
            each.offerLong(42);
            assertEquals(42, each.pollLong());
            each.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 100, 1 << 20, 1 << 30})
    void theInitialCapacityIsRoundedAsAgronasIs(final int capacity) {
        try (LongArrayQueue other = new LongArrayQueue(memory.memory(), capacity, NULL_VALUE)) {
            assertEquals(Integer.highestOneBit(capacity - 1) << 1, other.capacity());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 7, (1 << 30) + 1, Integer.MAX_VALUE})
    void anInitialCapacityOutOfBoundsIsRefusedAsAgronaDoes(final int capacity) {
        final var ours = assertThrows(
                IllegalArgumentException.class, () -> new LongArrayQueue(memory.memory(), capacity, NULL_VALUE));
        final var theirs = assertThrows(
                IllegalArgumentException.class, () -> new org.agrona.collections.LongArrayQueue(capacity, NULL_VALUE));
        assertEquals(theirs.getMessage(), ours.getMessage());
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
    void theNullValueIsRefused() {
        assertThrows(NullPointerException.class, () -> queue.offerLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> queue.addLong(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> queue.offer(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> queue.add(NULL_VALUE));
        assertThrows(NullPointerException.class, () -> queue.offer(null));
        assertTrue(queue.isEmpty());
    }

    @Test
    void anEmptyQueueAnswersTheNullValueOrThrows() {
        assertEquals(NULL_VALUE, queue.pollLong());
        assertEquals(NULL_VALUE, queue.peekLong());
        assertThrows(NoSuchElementException.class, queue::removeLong);
        assertThrows(NoSuchElementException.class, queue::elementLong);
        assertThrows(NoSuchElementException.class, queue::remove);
        assertThrows(NoSuchElementException.class, queue::element);
    }

    @Test
    void elementsComeOutInTheOrderTheyWentIn() {
        offer(10_000);
        for (int i = 0; i < 10_000; i++) {
            assertEquals(i, queue.elementLong());
            assertEquals(i, queue.removeLong());
        }
        assertTrue(queue.isEmpty());
    }

    @Test
    void memoryGrowsAndShrinksWithTheElements() {
        final int count = 1_600_000 / /*E*/ Long.BYTES;
        offer(count);
        final long peak = memory.stats().usedBytes();
        assertTrue(peak >= count * /*E*/ Long.BYTES);
        assertTrue(peak <= count * /*E*/ Long.BYTES * 5 / 4, () -> "too much in use: " + memory.stats());
        for (int i = 0; i < count / 2; i++) {
            queue.pollLong();
        }
        assertTrue(memory.stats().usedBytes() <= peak * 3 / 4, () -> "not given back: " + memory.stats());
        while (queue.poll() != null) {
            memory.memory().reclaim(1);
        }
        assertTrue(memory.stats().usedBytes() <= 4_096, () -> "not given back: " + memory.stats());
    }

    @Test
    void aQueueOfOneElementLivesInOneSmallBlock() {
        turnOver(1_000);
        assertEquals(FIRST_SLICE_BYTES, memory.stats().usedBytes());
    }

    @Test
    void aSmallQueueLivesInTwoSmallBlocks() {
        for (int i = 0; i < 1_000; i++) {
            offer(5);
            elements().forEach(element -> assertEquals(element, queue.pollLong()));
            assertTrue(memory.stats().usedBytes() <= 2 * FIRST_SLICE_BYTES, () -> "too much in use: " + memory.stats());
        }
    }

    @Test
    void aSmallSteadyQueueAllocatesNothing() {
        offer(5);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        turnOver(10_000);
        final long blocks = memory.stats().liveBlocks();
        final long before = threads.getCurrentThreadAllocatedBytes();
        turnOver(1_000_000);
        final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertEquals(blocks, memory.stats().liveBlocks());
        // The checked mode allocates for its own records. An object for each block would be 375,000 bytes.
        assertTrue(RawMemory.CHECKED || allocated < 200_000, () -> allocated + " bytes of heap");
    }

    private void turnOver(final /*E*/ long count) {
        for (int i = 0; i < count; i++) {
            queue.offerLong(i);
            queue.pollLong();
        }
    }

    @Test
    void clearKeepsNoMoreThanASmallBlock() {
        offer(100_000);
        queue.clear();
        assertTrue(queue.isEmpty());
        assertTrue(memory.stats().usedBytes() <= 128 << 10, () -> "not given back: " + memory.stats());
        offer(3);
        assertEquals("[0, 1, 2]", queue.toString());
    }

    @Test
    void capacityIsThatOfThePresentBlocks() {
        offer(FIRST_BLOCK_SLOTS - 1);
        assertEquals(FIRST_BLOCK_SLOTS, queue.capacity());
        queue.offerLong(7);
        assertEquals(2 * FIRST_BLOCK_SLOTS, queue.capacity());
        offer(100_000);
        assertTrue(queue.capacity() >= queue.size());
        queue.clear();
        assertTrue(queue.capacity() <= 16_384);
    }

    @Test
    void sizesAreCounted() {
        assertEquals(0, queue.longSize());
        offer(1_000);
        queue.pollLong();
        assertEquals(999, queue.longSize());
        assertEquals(999, queue.size());
    }

    @Test
    void iteratorsAreObjectsOfTheirOwnUnlessTheCallerReusesThem() {
        offer(3);
        assertNotSame(queue.iterator(), queue.iterator());
        for (final /*E*/ long outer : queue) {
            assertEquals(List.of(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L), elements(), "nested in " + outer);
        }
        try (LongArrayQueue reusing = new LongArrayQueue(memory.memory(), 8, NULL_VALUE, true)) {
            reusing.offerLong(1);
            final LongArrayQueue.LongIterator first = reusing.iterator();
            assertEquals(1, first.nextValue());
            assertSame(first, reusing.iterator());
            assertTrue(first.hasNext());
        }
    }

    @Test
    void anIteratorEnds() {
        offer(1);
        final LongArrayQueue.LongIterator elements = queue.iterator();
        assertEquals(0, elements.next());
        assertFalse(elements.hasNext());
        assertThrows(NoSuchElementException.class, elements::nextValue);
        assertThrows(NoSuchElementException.class, elements::next);
        assertThrows(UnsupportedOperationException.class, elements::remove);
    }

    static Stream<Named<Consumer<LongArrayQueue>>> changes() {
        return Stream.of(
                change("offer", target -> target.offerLong(42)),
                change("poll", LongArrayQueue::pollLong),
                change("offer and poll", target -> {
                    target.offerLong(42);
                    target.pollLong();
                }),
                change("clear", LongArrayQueue::clear),
                change("clear and fill again", target -> {
                    final /*E*/ long count = /*(E)*/ target.longSize();
                    target.clear();
                    /*E*/ LongStream.range(0, count).forEach(target::offerLong);
                }),
                change("turn over", target -> {
                    final /*E*/ long count = /*(E)*/ target.longSize();
                    /*E*/ LongStream.range(0, count).forEach(target::offerLong);
                    /*E*/ LongStream.range(0, count).forEach(i -> target.pollLong());
                }));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anIteratorNoticesChanges(final Consumer<LongArrayQueue> change) {
        for (final /*E*/ long count :
                new /*E*/ long[] {2, FIRST_BLOCK_SLOTS - 1, FIRST_BLOCK_SLOTS, FIRST_BLOCK_SLOTS + 1, 1_000}) {
            queue.clear();
            offer(count);
            final LongArrayQueue.LongIterator elements = queue.iterator();
            elements.nextValue();
            change.accept(queue);
            assertThrows(ConcurrentModificationException.class, elements::nextValue, () -> count + " elements");
        }
    }

    @Test
    void anActionMustNotChangeTheQueue() {
        offer(3);
        assertThrows(ConcurrentModificationException.class, () -> queue.forEachLong(queue::offerLong));
        assertThrows(ConcurrentModificationException.class, () -> queue.forEach(queue::add));
    }

    /** Where the other elements were may be nobody's memory after that. */
    @Test
    void anActionThatChangedTheQueueIsCalledNoMore() {
        offer(3);
        final List</*E*/ Long> seen = new ArrayList<>();
        assertThrows(
                ConcurrentModificationException.class,
                () -> queue.forEachLong(element -> {
                    seen.add(element);
                    queue.clear();
                }));
        assertEquals(1, seen.size());
    }

    @Test
    void norMustItChangeTheQueueAtTheNewestElement() {
        queue.offerLong(1);
        assertThrows(ConcurrentModificationException.class, () -> queue.forEachLong(queue::offerLong));
        queue.pollLong();
        assertThrows(ConcurrentModificationException.class, () -> queue.forEachLong(element -> queue.pollLong()));
    }

    @Test
    void withoutMemoryAnOfferIsRefusedAndTheQueueIsAsItWas() {
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(1 << 20));
        final LongArrayQueue limited = new LongArrayQueue(small.memory());
        assertThrows(
                MemoryLimitException.class,
                () -> /*E*/ LongStream.range(0, 1 << 20).forEach(limited::offerLong));
        final /*E*/ long size = /*(E)*/ limited.longSize();
        assertTrue(size > 90_000, () -> "refused at " + size);
        assertThrows(MemoryLimitException.class, () -> limited.offerLong(size));
        assertEquals(size, limited.longSize());
        for (int i = 0; i < size; i++) {
            assertEquals(i, limited.pollLong());
            if (i == size / 2) {
                limited.offerLong(size);
            }
        }
        assertEquals(size, limited.pollLong());
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

    static Stream<Named<Consumer<LongArrayQueue>>> uses() {
        return Stream.concat(
                Uses.ofQueue(/*E*/ 1L),
                Stream.of(
                        use("nullValue", LongArrayQueue::nullValue),
                        use("capacity", LongArrayQueue::capacity),
                        use("longSize", LongArrayQueue::longSize),
                        use("offerLong", target -> target.offerLong(1)),
                        use("offerLong of the null value", target -> target.offerLong(NULL_VALUE)),
                        use("addLong", target -> target.addLong(1)),
                        use("peekLong", LongArrayQueue::peekLong),
                        use("pollLong", LongArrayQueue::pollLong),
                        use("removeLong", LongArrayQueue::removeLong),
                        use("elementLong", LongArrayQueue::elementLong),
                        use("contains", target -> target.contains(null)),
                        use("containsLong", target -> target.containsLong(1)),
                        change("forEachLong", target -> target.forEachLong(element -> {})),
                        change("close", LongArrayQueue::close)));
    }

    @Test
    void anIteratorOfAClosedQueueSaysSo() {
        offer(100);
        final LongArrayQueue.LongIterator elements = queue.iterator();
        elements.nextValue();
        close();
        assertThrows(IllegalStateException.class, elements::hasNext);
        assertThrows(IllegalStateException.class, elements::nextValue);
        assertThrows(IllegalStateException.class, elements::next);
    }

    @Test
    void anIteratorOfAnEmptyQueueThatIsClosedSaysSo() {
        final LongArrayQueue.LongIterator elements = queue.iterator();
        close();
        assertThrows(IllegalStateException.class, elements::hasNext);
        assertThrows(IllegalStateException.class, elements::nextValue);
    }

    @Test
    void elementsAreFound() {
        assertFalse(queue.containsLong(0));
        offer(100);
        assertTrue(queue.containsLong(0));
        assertTrue(queue.containsLong(99));
        assertFalse(queue.containsLong(100));
        assertFalse(queue.containsLong(NULL_VALUE));
        assertTrue(queue.contains(/*E*/ 5L));
        assertFalse(queue.contains(/*E*/ 100L));
        assertFalse(queue.contains(new Object()));
        assertFalse(queue.contains(null));
    }

    @Test
    void aSearchLeavesAnIterationWhereItIs() {
        try (LongArrayQueue other = new LongArrayQueue(memory.memory(), 8, NULL_VALUE, true)) {
            other.offerLong(1);
            other.offerLong(2);
            final LongArrayQueue.LongIterator elements = other.iterator();
            assertEquals(1, elements.nextValue());
            assertTrue(other.contains(/*E*/ 1L));
            assertEquals(2, elements.nextValue());
        }
    }
}
