package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.agrona.concurrent.BusySpinIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of queues, by example and by one thread. Unbounded ones are given a bound. */
class ConcurrentLongQueueTest {

    private static final /*E*/ long NULL_VALUE = -1;
    private static final int CAPACITY = 8;

    private final AuditedMemory memory = AuditedMemory.open();

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private ConcurrentLongQueue create(final LongQueueKind kind) {
        return kind.create(memory.memory(), CAPACITY, NULL_VALUE);
    }

    private static void offerAll(final ConcurrentLongQueue queue, final /*E*/ long from, final /*E*/ long to) {
        /*E*/ LongStream.range(from, to).forEach(element -> assertTrue(queue.offer(element)));
    }

    private static List</*E*/ Long> drained(final ConcurrentLongQueue queue) {
        final List</*E*/ Long> elements = new ArrayList<>();
        assertEquals(queue.size(), queue.drain(elements::add));
        return elements;
    }

    private static List</*E*/ Long> range(final /*E*/ long from, final /*E*/ long to) {
        return /*E*/ LongStream.range(from, to).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void firstInIsFirstOutAndFullIsFull(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = create(kind)) {
            for (
            /*E*/ long lap = 0; lap < 5; lap++) {
                final /*E*/ long first = lap * CAPACITY;
                offerAll(queue, first, first + CAPACITY);
                assertFalse(queue.offer(99));
                assertEquals(CAPACITY, queue.size());
                assertEquals(0, queue.remainingCapacity());
                for (
                /*E*/ long expected = first; expected < first + CAPACITY; expected++) {
                    assertEquals(expected, queue.peek());
                    assertEquals(expected, queue.poll());
                }
                assertEquals(NULL_VALUE, queue.poll());
                assertEquals(NULL_VALUE, queue.peek());
                assertTrue(queue.isEmpty());
            }
            assertEquals(5 * CAPACITY, queue.addedCount());
            assertEquals(5 * CAPACITY, queue.removedCount());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBoundedQueueHasRoomForAPowerOfTwo(final LongQueueKind kind) {
        for (final long capacity : new long[] {1, 2, 3, 5, 1_000}) {
            try (ConcurrentLongQueue queue = kind.create(memory.memory(), capacity, NULL_VALUE)) {
                final long rounded = kind.capacity(capacity);
                assertEquals(rounded, queue.capacity());
                offerAll(queue, 0, /*(E)*/ rounded);
                assertFalse(queue.offer(/*(E)*/ rounded));
                assertEquals(range(0, /*(E)*/ rounded), drained(queue));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCapacityOutOfBoundsIsRefused(final LongQueueKind kind) {
        for (final long capacity : new long[] {
            Long.MIN_VALUE,
            -1,
            0,
            Long.MAX_VALUE,
            GuardedMemory.MAX_BLOCK_BYTES,
            // As many have room, but not when that is rounded up.
            GuardedMemory.MAX_BLOCK_BYTES / /*E*/ Long.BYTES - 64
        }) {
            if (kind.isUnbounded() && capacity > 0) {
                continue;
            }
            final var refusal = assertThrows(
                    IllegalArgumentException.class, () -> kind.create(memory.memory(), capacity, NULL_VALUE));
            assertTrue(refusal.getMessage().contains("capacity " + capacity), refusal::getMessage);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCapacityMayPassTheInts(final LongQueueKind kind) {
        final long capacity = 1L << 32;
        // Address space alone: what is not touched occupies nothing.
        try (GuardedMemory large = GuardedMemory.open(MemoryOptions.defaults());
                ConcurrentLongQueue queue = kind.create(large, capacity, NULL_VALUE)) {
            assertEquals(capacity, queue.capacity());
            assertTrue(queue.offer(42));
            assertEquals(capacity - 1, queue.remainingCapacity());
            assertEquals(42, queue.poll());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSharedMemoryServesWhereNoneIsGiven(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = kind.createShared(CAPACITY)) {
            assertEquals(/*E*/ Long.MIN_VALUE, ConcurrentLongQueue.DEFAULT_NULL_VALUE);
            assertEquals(ConcurrentLongQueue.DEFAULT_NULL_VALUE, queue.nullValue());
            assertEquals(ConcurrentLongQueue.DEFAULT_NULL_VALUE, queue.poll());
            assertTrue(queue.offer(-1));
            assertEquals(-1, queue.poll());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNullValueIsRefusedAndAllOthersAreTaken(final LongQueueKind kind) {
        for (final /*E*/ long nullValue : new /*E*/ long[] {0, -1, /*E*/ Long.MIN_VALUE, /*E*/ Long.MAX_VALUE}) {
            try (ConcurrentLongQueue queue = kind.create(memory.memory(), CAPACITY, nullValue)) {
                assertEquals(nullValue, queue.nullValue());
                assertThrows(NullPointerException.class, () -> queue.offer(nullValue));
                assertThrows(NullPointerException.class, () -> queue.offer(new /*E*/ long[] {5, nullValue}, 0, 2));
                assertEquals(0, queue.size());
                for (final /*E*/ long element :
                        new /*E*/ long[] {0, 1, -1, /*E*/ Long.MIN_VALUE, /*E*/ Long.MAX_VALUE}) {
                    if (element != nullValue) {
                        assertTrue(queue.offer(element));
                        assertEquals(element, queue.peek());
                        assertEquals(element, queue.poll());
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void batchesAreTakenAsFarAsThereIsRoom(final LongQueueKind kind) {
        final /*E*/ long[] elements = /*E*/ LongStream.range(0, 20).toArray();
        try (ConcurrentLongQueue queue = create(kind)) {
            assertEquals(3, queue.offer(elements, 2, 3));
            assertEquals(5, queue.offer(elements, 5, 15));
            assertEquals(0, queue.offer(elements, 10, 10));
            assertEquals(0, queue.offer(elements, 20, 0));
            final /*E*/ long[] got = new /*E*/ long[12];
            assertEquals(2, queue.poll(got, 1, 2));
            assertArrayEquals(new /*E*/ long[] {0, 2, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0}, got);
            // Across the end of the ring.
            assertEquals(2, queue.offer(elements, 18, 2));
            assertEquals(8, queue.poll(got, 0, 12));
            assertArrayEquals(new /*E*/ long[] {4, 5, 6, 7, 8, 9, 18, 19, 0, 0, 0, 0}, got);
            assertEquals(0, queue.poll(got, 0, 12));
            assertEquals(0, queue.poll(got, 12, 0));
        }
    }

    /** Free is what a slot that holds zero is: where an array is changed after it was checked, that may not hold up the queue. */
    @ParameterizedTest
    @EnumSource
    void noElementOfABatchLooksLikeAFreeSlot(final LongQueueKind kind) {
        try (AbstractLongQueue queue = (AbstractLongQueue) create(kind)) {
            assertNotEquals(0, queue.wordOf(NULL_VALUE));
            assertEquals(5 ^ NULL_VALUE, queue.wordOf(5));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesOutsideOfTheArrayAreRefused(final LongQueueKind kind) {
        final /*E*/ long[] array = new /*E*/ long[4];
        try (ConcurrentLongQueue queue = create(kind)) {
            assertThrows(IndexOutOfBoundsException.class, () -> queue.offer(array, 2, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> queue.offer(array, -1, 1));
            assertThrows(IndexOutOfBoundsException.class, () -> queue.offer(array, 0, -1));
            assertTrue(queue.offer(7));
            assertThrows(IndexOutOfBoundsException.class, () -> queue.poll(array, 2, 3));
            assertThrows(IndexOutOfBoundsException.class, () -> queue.poll(array, 0, -1));
            assertEquals(7, queue.poll());
        }
    }

    @ParameterizedTest
    @EnumSource
    void drainingEndsAtTheLimitOrTheEnd(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = create(kind)) {
            offerAll(queue, 0, 6);
            final List</*E*/ Long> elements = new ArrayList<>();
            assertEquals(0, queue.drain(elements::add, 0));
            assertEquals(4, queue.drain(elements::add, 4));
            assertEquals(2, queue.drain(elements::add, 4));
            assertEquals(range(0, 6), elements);
            assertEquals(0, queue.drain(elements::add));
            assertThrows(IllegalArgumentException.class, () -> queue.drain(elements::add, -1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConsumerThatThrowsHasHadItsElement(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = create(kind)) {
            offerAll(queue, 0, 4);
            final LongConsumer consumer = element -> {
                if (element == 1) {
                    throw new UnsupportedOperationException("as asked");
                }
            };
            assertThrows(UnsupportedOperationException.class, () -> queue.drain(consumer));
            assertEquals(range(2, 4), drained(queue));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConsumerMayUseTheQueue(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = create(kind)) {
            offerAll(queue, 0, 4);
            final List</*E*/ Long> elements = new ArrayList<>();
            assertEquals(
                    2,
                    queue.drain(
                            element -> {
                                elements.add(element);
                                elements.add(queue.poll());
                                assertTrue(queue.offer(10 + element));
                            },
                            2));
            assertEquals(range(0, 4), elements);
            assertEquals(List.of(/*E*/ 10L, /*E*/ 12L), drained(queue));
        }
    }

    @ParameterizedTest
    @EnumSource
    void blockingOperationsIdleUntilTheyCanGoOn(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = create(kind)) {
            final CountingIdleStrategy polling = new CountingIdleStrategy(3, () -> assertTrue(queue.offer(5)));
            assertEquals(5, queue.poll(polling));
            assertEquals(3, polling.idles);
            assertEquals(1, polling.resets);
            offerAll(queue, 0, CAPACITY);
            final CountingIdleStrategy offering = new CountingIdleStrategy(3, () -> assertEquals(0, queue.poll()));
            queue.offer(CAPACITY, offering);
            assertEquals(3, offering.idles);
            assertEquals(1, offering.resets);
            assertEquals(range(1, CAPACITY + 1), drained(queue));
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("NullAway")
    void withoutAnIdleStrategyNothingIsAddedOrRemoved(final LongQueueKind kind) {
        try (ConcurrentLongQueue queue = create(kind)) {
            offerAll(queue, 0, 1);
            assertThrows(NullPointerException.class, () -> queue.offer(1, null));
            assertThrows(NullPointerException.class, () -> queue.poll(null));
            assertEquals(range(0, 1), drained(queue));
        }
    }

    /** Does something at a certain idling. */
    private static final class CountingIdleStrategy implements IdleStrategy {
        private final int last;
        private final Runnable then;
        private int idles;
        private int resets;

        private CountingIdleStrategy(final int last, final Runnable then) {
            this.last = last;
            this.then = then;
        }

        @Override
        public void idle(final int workCount) {
            throw new AssertionError("not called");
        }

        @Override
        public void idle() {
            if (++idles == last) {
                then.run();
            }
        }

        @Override
        public void reset() {
            resets++;
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterCloseEveryOperationNamesTheQueue(final LongQueueKind kind) {
        final ConcurrentLongQueue queue = create(kind);
        offerAll(queue, 0, 5);
        assertEquals(0, queue.poll());
        assertFalse(queue.isClosed());
        queue.close();
        assertTrue(queue.isClosed());
        final /*E*/ long[] array = new /*E*/ long[2];
        final List<Runnable> operations = List.of(
                () -> queue.offer(1),
                () -> queue.offer(NULL_VALUE),
                () -> queue.offer(1, BusySpinIdleStrategy.INSTANCE),
                () -> queue.offer(array, 0, 2),
                () -> queue.offer(array, 0, 0),
                queue::poll,
                () -> queue.poll(BusySpinIdleStrategy.INSTANCE),
                () -> queue.poll(array, 0, 2),
                () -> queue.poll(array, 0, 0),
                queue::peek,
                () -> queue.drain(element -> {}),
                () -> queue.drain(element -> {}, 1),
                () -> queue.drain(element -> {}, 0),
                queue::close);
        for (final Runnable operation : operations) {
            final var refusal = assertThrows(IllegalStateException.class, operation::run);
            assertTrue(
                    refusal.getMessage().contains(queue.getClass().getSimpleName() + " is closed"),
                    refusal::getMessage);
        }
        final AbstractLongQueue refused = (AbstractLongQueue) queue;
        assertTrue(kind.producers() > 1 || refused.awaitSide(Counters.TAIL), "who was refused is not within");
        assertTrue(kind.consumers() > 1 || refused.awaitSide(Counters.HEAD), "who was refused is not within");
        assertEquals(5, queue.addedCount());
        assertEquals(1, queue.removedCount());
        assertEquals(4, queue.size());
        assertEquals(CAPACITY, queue.capacity());
        assertTrue(queue.toString().endsWith("of 4 elements with room for 8, closed"), queue::toString);
    }

    @ParameterizedTest
    @EnumSource
    void whoDrainsAnEmptyQueueIsToldThatItIsClosed(final LongQueueKind kind) {
        final ConcurrentLongQueue queue = create(kind);
        assertEquals(0, queue.drain(element -> {}));
        queue.close();
        assertThrows(IllegalStateException.class, () -> queue.drain(element -> {}));
    }

    @ParameterizedTest
    @EnumSource
    void aFullOrEmptyQueueIsClosedAsWell(final LongQueueKind kind) {
        final ConcurrentLongQueue full = create(kind);
        offerAll(full, 0, CAPACITY);
        full.close();
        assertThrows(IllegalStateException.class, () -> full.offer(1));
        final ConcurrentLongQueue empty = create(kind);
        empty.close();
        assertThrows(IllegalStateException.class, empty::poll);
        assertEquals(0, memory.stats().liveBlocks());
    }

    @ParameterizedTest
    @EnumSource
    void aConsumerMayCloseTheQueueThatItDrains(final LongQueueKind kind) {
        final ConcurrentLongQueue queue = create(kind);
        offerAll(queue, 0, 5);
        final List</*E*/ Long> elements = new ArrayList<>();
        assertThrows(
                IllegalStateException.class,
                () -> queue.drain(element -> {
                    elements.add(element);
                    if (element == 2) {
                        queue.close();
                    }
                }));
        assertEquals(range(0, 3), elements);
        assertEquals(0, memory.stats().liveBlocks());
    }

    /** Whether another element would have followed is not known any more: what it would have been removed from is gone. */
    @ParameterizedTest
    @EnumSource
    void aConsumerThatClosesTheQueueIsToldSoUnlessTheLimitIsReached(final LongQueueKind kind) {
        for (final boolean isLimitReached : new boolean[] {true, false}) {
            final ConcurrentLongQueue queue = create(kind);
            assertTrue(queue.offer(1));
            if (isLimitReached) {
                assertEquals(1, queue.drain(element -> queue.close(), 1));
            } else {
                assertThrows(IllegalStateException.class, () -> queue.drain(element -> queue.close(), 2));
            }
            assertEquals(1, queue.removedCount());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_NONE)
    void thereIsNoQueueWhereThereIsNoMemory(final LongQueueKind kind) {
        assertThrows(MemoryLimitException.class, () -> {
            try (AuditedMemory small =
                    AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(100_000))) {
                kind.create(small.memory(), 1 << 20, NULL_VALUE);
            }
        });
        memory.os().faults(AuditedMemory.randomFaults(1));
        int refused = 0;
        for (int i = 0; i < 50; i++) {
            try (ConcurrentLongQueue queue = kind.create(memory.memory(), 4_096, NULL_VALUE)) {
                assertTrue(queue.offer(i));
            } catch (final MapLimitException | OsException e) {
                refused++;
            }
        }
        assertTrue(refused > 0 && refused < 50, "some were refused: " + refused);
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_NONE)
    void operationsAllocateNothingOnTheHeap(final LongQueueKind kind) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final /*E*/ long[] batch = new /*E*/ long[4];
        try (ConcurrentLongQueue queue = create(kind)) {
            final LongConsumer consumer = element -> {};
            final long perRound = 64;
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 50 && least >= perRound; i++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int round = 0; round < 1_000; round++) {
                    queue.offer(round);
                    queue.peek();
                    queue.poll();
                    queue.poll();
                    queue.offer(batch, 0, 4);
                    queue.poll(batch, 0, 2);
                    queue.drain(consumer, 2);
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least < perRound, "at least " + least + " bytes in 1,000 rounds");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCheckedModeNamesASecondThread(final LongQueueKind kind) throws InterruptedException {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        try (ConcurrentLongQueue queue = create(kind)) {
            assertTrue(queue.offer(1));
            assertEquals(1, queue.poll());
            final List<String> messages = new ArrayList<>();
            final Thread second = Thread.ofPlatform().name("intruder").start(() -> {
                record(messages, () -> queue.offer(2));
                record(messages, queue::poll);
            });
            second.join();
            final List<String> parts = new ArrayList<>();
            if (kind.producers() == 1) {
                parts.add("producer");
            }
            if (kind.consumers() == 1) {
                parts.add("consumer");
            }
            assertEquals(parts.size(), messages.size(), messages::toString);
            for (int i = 0; i < parts.size(); i++) {
                final String message = messages.get(i);
                assertTrue(message.contains("a second " + parts.get(i)), message);
                assertTrue(
                        message.contains("intruder")
                                && message.contains(Thread.currentThread().getName()),
                        message);
            }
        }
    }

    private static void record(final List<String> messages, final Runnable operation) {
        try {
            operation.run();
        } catch (final IllegalStateException e) {
            messages.add(e.getMessage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPartPassesOnWhenItsThreadHasEnded(final LongQueueKind kind) throws InterruptedException {
        try (ConcurrentLongQueue queue = create(kind)) {
            Thread.ofPlatform().start(() -> offerAll(queue, 0, 3)).join();
            offerAll(queue, 3, 5);
            assertEquals(range(0, 5), drained(queue));
        }
    }
}
