package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.LeakLog;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues between threads: nothing is lost, doubled, torn or out of order, and closing is clean at any time. */
class ConcurrentLongQueueThreadsTest extends ThreadsTest {

    private static final long NULL_VALUE = -1;
    private static final int CLOSED_QUEUES = 8;
    /** A large one: queues take those otherwise. */
    private static final int BATCH = 40;

    private static final int CHUNK_BYTES = 64;
    /** Of a chunk that is a mapping of its own. */
    private static final int LARGE_CHUNK_BYTES = 8 << 10;

    /** Which producer sent it, and its number there, twice over so that a torn one shows. */
    private static long message(final int producer, final long number) {
        return number << 32 | (number & 0xFF_FFFFL) << 8 | producer;
    }

    private static IdleStrategy idleStrategy() {
        return new BackoffIdleStrategy(10, 10, 1_000, 50_000);
    }

    /** Sends single messages and batches, by turns that chance decides. */
    private static void produce(final ConcurrentLongQueue queue, final int producer, final long messages) {
        final SplittableRandom random = new SplittableRandom(producer);
        final IdleStrategy idle = idleStrategy();
        final long[] batch = new long[BATCH];
        long number = 0;
        while (number < messages) {
            if (random.nextBoolean()) {
                queue.offer(message(producer, number++), idle);
            } else {
                final int length = (int) Math.min(random.nextInt(1, BATCH), messages - number);
                for (int i = 0; i < length; i++) {
                    batch[i] = message(producer, number + i);
                }
                final int sent = queue.offer(batch, 0, length);
                number += sent;
                idle.idle(sent);
            }
        }
    }

    /** Receives in all ways, and checks the order of what one consumer gets of each producer. */
    private static void consume(final ConcurrentLongQueue queue, final AtomicLong left, final AtomicLong sum) {
        final SplittableRandom random = new SplittableRandom();
        final IdleStrategy idle = idleStrategy();
        final long[] last = new long[8];
        final long[] batch = new long[BATCH];
        while (left.get() > 0) {
            final int received;
            switch (random.nextInt(3)) {
                case 0 -> received = queue.drain(message -> check(message, last, sum), BATCH);
                case 1 -> {
                    received = queue.poll(batch, 0, random.nextInt(1, BATCH));
                    for (int i = 0; i < received; i++) {
                        check(batch[i], last, sum);
                    }
                }
                default -> {
                    final long message = queue.poll();
                    received = message == NULL_VALUE ? 0 : 1;
                    if (received == 1) {
                        check(message, last, sum);
                    }
                }
            }
            left.addAndGet(-received);
            idle.idle(received);
        }
    }

    private static void check(final long message, final long[] last, final AtomicLong sum) {
        final int producer = (int) (message & 0xFF);
        final long number = message >>> 32;
        assertEquals(message(producer, number), message, "torn");
        assertTrue(number >= last[producer], () -> "number " + number + " after " + last[producer]);
        last[producer] = number + 1;
        sum.addAndGet(number + 1);
    }

    /**
     * Runs the producers and consumers of a queue to their end. The first failure is thrown at once: the others may wait for
     * what that one would have done, until the queue is closed.
     */
    private void runAll(final LongQueueKind kind, final IntConsumer produce, final Runnable consume)
            throws InterruptedException, ExecutionException {
        final CompletionService<Void> parts = new ExecutorCompletionService<>(threads);
        for (int producer = 0; producer < kind.producers(); producer++) {
            final int id = producer;
            parts.submit(() -> produce.accept(id), null);
        }
        for (int consumer = 0; consumer < kind.consumers(); consumer++) {
            parts.submit(consume, null);
        }
        for (int left = kind.producers() + kind.consumers(); left > 0; left--) {
            parts.take().get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostDoubledOrOutOfOrder(final LongQueueKind kind) throws InterruptedException, ExecutionException {
        for (final long capacity : new long[] {1, 4, 1_024}) {
            // Where there is hardly any room, the threads wait for the scheduler at each of them.
            final long messages = capacity == 1_024 ? 10_000 : 150 * capacity;
            try (ConcurrentLongQueue queue = kind.create(memory.memory(), capacity, NULL_VALUE)) {
                final AtomicLong left = new AtomicLong(kind.producers() * messages);
                final AtomicLong sum = new AtomicLong();
                runAll(kind, producer -> produce(queue, producer, messages), () -> consume(queue, left, sum));
                assertEquals(kind.producers() * messages * (messages + 1) / 2, sum.get());
                assertTrue(queue.isEmpty());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoeverUsesAQueueThatIsClosedIsTold(final LongQueueKind kind) throws InterruptedException, ExecutionException {
        for (int round = 0; round < CLOSED_QUEUES; round++) {
            final ConcurrentLongQueue queue = kind.create(memory.memory(), 1_024, NULL_VALUE);
            final List<Future<String>> parts = new ArrayList<>();
            for (int producer = 0; producer < kind.producers(); producer++) {
                parts.add(untilRefused(() -> offerForEver(queue)));
            }
            for (int consumer = 0; consumer < kind.consumers(); consumer++) {
                parts.add(untilRefused(() -> pollForEver(queue)));
            }
            final long goal = round * 20L;
            closeInTheMidst(() -> queue.removedCount() >= goal, queue::close);
            assertTold("Queue is closed", parts);
        }
    }

    private static void offerForEver(final ConcurrentLongQueue queue) {
        final long[] batch = {1, 2, 3};
        while (true) {
            queue.offer(7);
            queue.offer(batch, 0, batch.length);
        }
    }

    private static void pollForEver(final ConcurrentLongQueue queue) {
        final long[] batch = new long[3];
        while (true) {
            queue.peek();
            queue.poll();
            queue.poll(batch, 0, batch.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsForRoomOrForAnElementIsToldOfTheEnd(final LongQueueKind kind)
            throws InterruptedException, ExecutionException {
        final ConcurrentLongQueue empty = kind.create(memory.memory(), 1, NULL_VALUE);
        final ConcurrentLongQueue full = kind.create(memory.memory(), 1, NULL_VALUE);
        final NoticingIdleStrategy polling = new NoticingIdleStrategy();
        final NoticingIdleStrategy offering = new NoticingIdleStrategy();
        final Future<?> poller =
                threads.submit(() -> assertThrows(IllegalStateException.class, () -> empty.poll(polling)));
        final Future<?> offerer = threads.submit(() -> {
            assertTrue(full.offer(1));
            assertThrows(IllegalStateException.class, () -> full.offer(2, offering));
        });
        polling.awaitIdle();
        offering.awaitIdle();
        empty.close();
        full.close();
        poller.get();
        offerer.get();
    }

    /** Tells that it was asked. */
    private static final class NoticingIdleStrategy implements IdleStrategy {
        private volatile boolean idled;

        private void awaitIdle() {
            while (!idled) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }

        @Override
        public void idle(final int workCount) {
            idle();
        }

        @Override
        public void idle() {
            idled = true;
            LockSupport.parkNanos(PARK_NANOS);
        }

        @Override
        public void reset() {
            // Nothing to forget.
        }
    }

    @Test
    void aSlotThatWasClaimedAndNotWrittenHoldsUpWhatIsBehindIt() {
        final ManyToOneConcurrentLongQueue queue = new ManyToOneConcurrentLongQueue(memory.memory(), 8, NULL_VALUE);
        final long claimed = queue.claimSlots(1);
        assertTrue(queue.offer(2));
        assertEquals(2, queue.size());
        assertEquals(NULL_VALUE, queue.poll());
        assertEquals(NULL_VALUE, queue.peek());
        assertEquals(0, queue.drain(element -> {}));
        queue.publish(claimed, 1);
        assertEquals(1, queue.poll());
        assertEquals(2, queue.poll());
        queue.close();
    }

    /** In each queue somebody is in the middle of an operation that does not end; all of them are waited for at once. */
    @Test
    void memoryIsKeptForWhateverIsUnderWay() throws InterruptedException, ExecutionException {
        final List<AbstractLongQueue> queues = new ArrayList<>();
        final List<Integer> words = new ArrayList<>();
        for (final LongQueueKind kind : LongQueueKind.values()) {
            for (final int word : wordsOfOperations(kind)) {
                final AbstractLongQueue queue = (AbstractLongQueue) kind.create(memory.memory(), 8, NULL_VALUE);
                // There is room for what a producer has claimed, and none otherwise.
                final int count = word == Counters.TAIL ? 7 : 8;
                assertEquals(count, queue.offer(new long[8], 0, count));
                queue.counters[word]++;
                queues.add(queue);
                words.add(word);
            }
        }
        final List<Future<Boolean>> ended = new ArrayList<>();
        for (final AbstractLongQueue queue : queues) {
            ended.add(threads.submit(queue::awaitOperations));
        }
        for (int i = 0; i < queues.size(); i++) {
            final AbstractLongQueue queue = queues.get(i);
            assertFalse(ended.get(i).get(), () -> queue + " has not waited");
            queue.counters[words.get(i)]--;
            queue.close();
        }
    }

    /** What operations say themselves to be under way by: the claims of one thread, or the counters of many. */
    private static List<Integer> wordsOfOperations(final LongQueueKind kind) {
        final int producers = kind.producers() == 1 ? Counters.TAIL_CLAIM : Counters.TAIL;
        return kind.consumers() == 1
                ? List.of(producers, Counters.HEAD_CLAIM)
                : List.of(producers, Counters.HEAD, Counters.VISITORS);
    }

    @Test
    void aProducerThatDiedBetweenTwoStepsDoesNotKeepAQueueFromBeingClosed() {
        final MemoryOptions options = MemoryOptions.defaults();
        try (GuardedMemory other = GuardedMemory.open(options);
                LeakLog log = new LeakLog()) {
            closeWithAClaimedSlot(other);
            log.awaitAll(other);
            assertEquals(
                    1,
                    log.messagesAbout("ManyToOneConcurrentLongQueue").size(),
                    () -> log.messages().toString());
        }
    }

    /** As where closing comes to no end while it releases memory, and is tried again. */
    @ParameterizedTest
    @EnumSource
    void whatIsReleasedIsNotLookedAtAgain(final LongQueueKind kind) {
        final AbstractLongQueue queue = (AbstractLongQueue) kind.create(memory.memory(), 8, NULL_VALUE);
        assertTrue(queue.offer(1));
        queue.close();
        queue.endClose();
        assertEquals(0, memory.stats().liveBlocks());
    }

    private static void closeWithAClaimedSlot(final GuardedMemory memory) {
        final ManyToOneConcurrentLongQueue queue = new ManyToOneConcurrentLongQueue(memory, 8, NULL_VALUE);
        assertEquals(0, queue.claimSlots(1));
        queue.close();
        assertThrows(IllegalStateException.class, queue::poll);
        assertEquals(1, memory.stats().liveBlocks());
    }

    @Test
    void aSlotThatWasClaimedInAChunkThatIsLeftBehindKeepsIt() {
        final ManyToOneUnboundedLongQueue queue =
                new ManyToOneUnboundedLongQueue(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE);
        final long claimed = queue.claimSlot();
        for (long element = 1; element < 100; element++) {
            assertTrue(queue.offer(element));
        }
        assertEquals(NULL_VALUE, queue.poll());
        assertEquals(100, queue.size());
        queue.publish(claimed, 0);
        for (long element = 0; element < 100; element++) {
            assertEquals(element, queue.poll());
        }
        queue.close();
    }

    @Test
    void aProducerThatDiedDoesNotKeepAnUnboundedQueueFromBeingClosed() {
        try (GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults());
                LeakLog log = new LeakLog()) {
            closeUnboundedWithAClaimedSlot(other);
            log.awaitAll(other);
            assertEquals(
                    1,
                    log.messagesAbout("ManyToOneUnboundedLongQueue").size(),
                    () -> log.messages().toString());
        }
    }

    private static void closeUnboundedWithAClaimedSlot(final GuardedMemory memory) {
        final ManyToOneUnboundedLongQueue queue =
                new ManyToOneUnboundedLongQueue(memory, Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE);
        for (int i = 0; i < 20; i++) {
            assertTrue(queue.offer(i));
        }
        assertEquals(20, queue.claimSlot());
        queue.close();
        assertThrows(IllegalStateException.class, queue::poll);
        assertEquals(3, memory.stats().liveBlocks());
    }

    /** Producers that run into the limit of the memory and into a system that fails, and a queue that swings. */
    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void nothingIsLostWhereMemoryIsRefused(final LongQueueKind kind) throws InterruptedException, ExecutionException {
        final AuditedMemory small = AuditedMemory.open(
                AuditedMemory.tinyOptions().maxBytes(30 * LARGE_CHUNK_BYTES).retainBytes(0));
        try (UnboundedLongQueue queue =
                kind.createUnbounded(small.memory(), Long.MAX_VALUE, LARGE_CHUNK_BYTES, NULL_VALUE)) {
            small.os().faults(AuditedMemory.randomFaults(kind.producers()));
            final long messages = 30_000;
            final AtomicLong left = new AtomicLong(kind.producers() * messages);
            final AtomicLong sum = new AtomicLong();
            runAll(kind, producer -> produceAgainstFaults(queue, producer, messages), () -> consume(queue, left, sum));
            assertEquals(kind.producers() * messages * (messages + 1) / 2, sum.get());
            assertTrue(
                    small.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES, () -> "only spare ones: " + small.stats());
            small.os().faults(Faults.none());
        }
        small.close();
    }

    private static void produceAgainstFaults(final ConcurrentLongQueue queue, final int producer, final long messages) {
        final SplittableRandom random = new SplittableRandom(producer);
        long number = 0;
        while (number < messages) {
            boolean added = false;
            try {
                added = queue.offer(message(producer, number));
            } catch (final OsException e) {
                // The system refused, and nothing was added.
            }
            number += added ? 1 : 0;
            if (!added || random.nextInt(2_000) == 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aQueueThatIsForgottenLosesItsMemory(final LongQueueKind kind) {
        try (GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults());
                LeakLog log = new LeakLog()) {
            assertTrue(kind.create(other, 8, NULL_VALUE).offer(1));
            log.awaitAll(other);
            assertEquals(1, log.messages().size(), () -> log.messages().toString());
        }
    }

    /**
     * Of the chunks that are given back, the first one cannot be released at once. That somebody has its segment is what a test
     * can do; in use it is the heap that may be full.
     */
    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void whereAChunkCannotBeGivenBackTheConsumerGoesOn(final LongQueueKind kind)
            throws IOException, InterruptedException, ExecutionException {
        final int perChunk = CHUNK_BYTES / Long.BYTES;
        final long[] elements =
                LongStream.range(0, (ChunkChain.MAX_SPARES + 4L) * perChunk).toArray();
        try (UnboundedLongQueue queue =
                kind.createUnbounded(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE)) {
            assertEquals(elements.length, queue.offer(elements, 0, elements.length));
            final long notSpare = (long) ChunkChain.MAX_SPARES * CHUNK_BYTES;
            whileTheSystemReadsInto(queue.chain.at(notSpare).view.segment(), () -> {
                final long[] polled = new long[elements.length];
                assertEquals(elements.length, queue.poll(polled, 0, elements.length));
                assertArrayEquals(elements, polled);
                assertEquals(ChunkChain.MAX_SPARES + 2, memory.stats().liveBlocks());
            });
            assertTrue(queue.offer(1));
            assertEquals(1, queue.poll());
        }
        assertEquals(0, memory.stats().liveBlocks());
    }

    /** Where the heap is full, an object would cost the consumer the element that it has claimed. */
    @Test
    void toWaitForAProducerTakesNoObject() throws InterruptedException, ExecutionException {
        try (ManyToManyConcurrentLongQueue queue = new ManyToManyConcurrentLongQueue(memory.memory(), 1, NULL_VALUE)) {
            // What runs for the first time makes objects.
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 3; i++) {
                least = Math.min(least, pollLate(queue));
            }
            assertEquals(0, least);
        }
    }

    /** Has a consumer wait for an element that is claimed and not written, and answers how many bytes of heap it took. */
    private long pollLate(final ManyToManyConcurrentLongQueue queue) throws InterruptedException, ExecutionException {
        final long lap = queue.counters[Counters.TAIL]++;
        final ThreadMXBean beans = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final AtomicReference<Thread> consumer = new AtomicReference<>();
        final Future<Long> taken = threads.submit(() -> {
            consumer.set(Thread.currentThread());
            final long before = beans.getCurrentThreadAllocatedBytes();
            final long element = queue.poll();
            final long after = beans.getCurrentThreadAllocatedBytes();
            assertEquals(lap, element);
            return after - before;
        });
        while (queue.removedCount() == lap || consumer.get().getState() != Thread.State.TIMED_WAITING) {
            LockSupport.parkNanos(PARK_NANOS);
        }
        queue.write(lap, lap);
        return taken.get();
    }
}
