package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.stream.LongStream;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What unbounded queues have beyond the others: they take memory as they grow, and give it back as they drain. */
class UnboundedLongQueueTest {

    private static final /*E*/ long NULL_VALUE = -1;

    /** Of a chunk that is a mapping of its own. */
    private static final int CHUNK_BYTES = 8 << 10;

    private static final int PER_CHUNK = CHUNK_BYTES / /*E*/ Long.BYTES;

    private final AuditedMemory memory = AuditedMemory.open();

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private UnboundedLongQueue create(final LongQueueKind kind) {
        return kind.createUnbounded(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE);
    }

    /** Adds elements up to one, or until there is no room, and answers how many there are then. */
    private static /*E*/ long offerUpTo(final ConcurrentLongQueue queue, final /*E*/ long from, final /*E*/ long to) {
        /*E*/ long next = from;
        while (next < to && queue.offer(next)) {
            next++;
        }
        return next;
    }

    private static void pollAll(final ConcurrentLongQueue queue, final /*E*/ long from, final /*E*/ long to) {
        for (
        /*E*/ long expected = from; expected < to; expected++) {
            assertEquals(expected, queue.poll());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void memoryFollowsTheElements(final LongQueueKind kind) {
        try (UnboundedLongQueue queue = create(kind)) {
            assertEquals(Long.MAX_VALUE, queue.capacity());
            final int count = 100 * PER_CHUNK;
            for (int swing = 0; swing < 3; swing++) {
                assertEquals(count, offerUpTo(queue, 0, count));
                final long used = memory.stats().usedBytes();
                assertTrue(used >= 100 * CHUNK_BYTES && used <= 102 * CHUNK_BYTES, "used: " + used);
                pollAll(queue, 0, count / 2);
                assertTrue(
                        memory.stats().usedBytes() <= (52 + ChunkChain.MAX_SPARES) * CHUNK_BYTES,
                        () -> "half is left: " + memory.stats());
                pollAll(queue, count / 2, count);
                assertEquals(NULL_VALUE, queue.poll());
                assertTrue(
                        memory.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES,
                        () -> "only spare ones are left: " + memory.stats());
            }
        }
        assertEquals(0, memory.stats().liveBlocks());
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void aQueueThatStaysShortTakesAndGivesBackNothing(final LongQueueKind kind) {
        try (UnboundedLongQueue queue = create(kind)) {
            /*E*/ long next = 0;
            for (int lap = 0; lap < 2; lap++) {
                for (int i = 0; i < PER_CHUNK; i++) {
                    next = offerUpTo(queue, next, next + 3);
                    pollAll(queue, next - 3, next);
                }
            }
            final long mapCalls = memory.stats().mapCalls();
            final long calls = memory.os().calls(Faults.Call.MADVISE);
            for (int i = 0; i < 20 * PER_CHUNK; i++) {
                next = offerUpTo(queue, next, next + 3);
                pollAll(queue, next - 3, next);
            }
            assertEquals(mapCalls, memory.stats().mapCalls());
            assertEquals(calls, memory.os().calls(Faults.Call.MADVISE));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void aQueueIsFullWhereItsMemoryIs(final LongQueueKind kind) {
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(10 * CHUNK_BYTES));
        try (UnboundedLongQueue queue = kind.createUnbounded(small.memory(), Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE)) {
            final /*E*/ long full = offerUpTo(queue, 0, 20 * PER_CHUNK);
            assertEquals(10 * PER_CHUNK, full);
            assertFalse(queue.offer(full));
            assertEquals(full, queue.size());
            assertEquals(0, queue.offer(new /*E*/ long[5], 0, 5));
            // Into a chunk that the consumer has left, and no further.
            pollAll(queue, 0, PER_CHUNK + 1);
            final /*E*/ long[] batch =
                    /*E*/ LongStream.range(full, full + 2 * PER_CHUNK).toArray();
            assertEquals(PER_CHUNK, queue.offer(batch, 0, batch.length));
            pollAll(queue, PER_CHUNK + 1, full + PER_CHUNK);
            assertTrue(queue.isEmpty());
        }
        small.close();
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void aQueueIsFullWhereThereAreNoMappings(final LongQueueKind kind) {
        try (UnboundedLongQueue queue = create(kind)) {
            memory.os().mapLimit(20);
            final /*E*/ long full = offerUpTo(queue, 0, 100 * PER_CHUNK);
            assertTrue(full > PER_CHUNK && full < 100 * PER_CHUNK, "full: " + full);
            pollAll(queue, 0, full);
            assertTrue(queue.offer(1));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void afterAnErrorOfTheSystemTheQueueIsAsItWas(final LongQueueKind kind) {
        try (UnboundedLongQueue queue = create(kind)) {
            // There is a second chunk from the beginning on.
            assertEquals(2 * PER_CHUNK, offerUpTo(queue, 0, 2 * PER_CHUNK));
            memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.EAGAIN));
            assertThrows(OsException.class, () -> queue.offer(7));
            assertThrows(OsException.class, () -> queue.offer(new /*E*/ long[3 * PER_CHUNK], 0, 3 * PER_CHUNK));
            assertEquals(2 * PER_CHUNK, queue.size());
            memory.os().faults(Faults.none());
            assertEquals(4 * PER_CHUNK, offerUpTo(queue, 2 * PER_CHUNK, 4 * PER_CHUNK));
            pollAll(queue, 0, 4 * PER_CHUNK);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void aBatchIsAddedAsFarAsTheSystemHasMemory(final LongQueueKind kind) {
        final /*E*/ long[] batch = /*E*/ LongStream.range(0, 3 * PER_CHUNK).toArray();
        try (UnboundedLongQueue queue = create(kind)) {
            memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.EAGAIN));
            // There is a second chunk from the beginning on.
            assertEquals(2 * PER_CHUNK, queue.offer(batch, 0, batch.length));
            assertThrows(OsException.class, () -> queue.offer(batch, 0, 1));
            pollAll(queue, 0, 2 * PER_CHUNK);
            memory.os().faults(Faults.none());
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void batchesPassManyChunksAtOnce(final LongQueueKind kind) {
        try (UnboundedLongQueue queue = kind.createUnbounded(memory.memory(), 1_000, 64, NULL_VALUE)) {
            final /*E*/ long[] elements = /*E*/ LongStream.range(0, 1_200).toArray();
            assertTrue(queue.offer(77));
            assertEquals(999, queue.offer(elements, 0, 1_200));
            assertEquals(1_000, queue.addedCount());
            assertEquals(77, queue.poll());
            assertEquals(1, queue.offer(elements, 999, 201));
            final /*E*/ long[] got = new /*E*/ long[1_200];
            assertEquals(1_000, queue.poll(got, 0, 1_200));
            for (int i = 1_000; i < 1_200; i++) {
                got[i] = elements[i];
            }
            assertArrayEquals(elements, got);
            assertTrue(memory.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void chunksOutOfBoundsAreRefused(final LongQueueKind kind) {
        for (final int bytes : new int[] {Integer.MIN_VALUE, 0, 63, (1 << 30) + 1}) {
            final var refusal = assertThrows(
                    IllegalArgumentException.class, () -> kind.createUnbounded(memory.memory(), 1, bytes, NULL_VALUE));
            assertTrue(refusal.getMessage().contains("chunks of " + bytes), refusal::getMessage);
        }
        try (UnboundedLongQueue queue = kind.createUnbounded(memory.memory(), 1, CHUNK_BYTES - 1, NULL_VALUE)) {
            assertEquals(2 * CHUNK_BYTES, memory.stats().usedBytes());
            assertTrue(queue.offer(1));
            assertFalse(queue.offer(2));
        }
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(2 * CHUNK_BYTES - 1));
        assertThrows(
                MemoryLimitException.class, () -> kind.createUnbounded(small.memory(), 1, CHUNK_BYTES, NULL_VALUE));
        assertEquals(0, small.stats().usedBytes());
        small.close();
    }

    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void aQueueGoesOnWhereThereIsNoMoreMemory(final LongQueueKind kind) {
        final AuditedMemory small =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(2 * CHUNK_BYTES));
        try (UnboundedLongQueue queue = kind.createUnbounded(small.memory(), Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE)) {
            for (int element = 0; element < 5 * PER_CHUNK; element++) {
                assertTrue(queue.offer(element));
                assertEquals(1, queue.drain(received -> {}));
            }
        }
        small.close();
    }

    /** A chunk that is used again costs a link on the heap; within a chunk nothing is allocated, as soon as it is compiled. */
    @ParameterizedTest
    @EnumSource(names = "UNBOUNDED.*", mode = EnumSource.Mode.MATCH_ANY)
    void aChunkCostsALinkOnTheHeap(final LongQueueKind kind) {
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final int laps = 8;
        try (UnboundedLongQueue queue = create(kind)) {
            long least = Long.MAX_VALUE;
            for (int i = 0; i < 50_000 && least > laps * 64; i++) {
                final long before = threads.getCurrentThreadAllocatedBytes();
                for (int element = 0; element < laps * PER_CHUNK; element++) {
                    queue.offer(element);
                    queue.peek();
                    queue.poll();
                    queue.poll();
                }
                least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            }
            assertTrue(least <= laps * 64, "at least " + least + " bytes in " + laps + " chunks");
        }
    }

    @Test
    void theQueueOfOneProducerIsFilledFromChunkToChunk() {
        final OneToOneUnboundedLongQueue queue =
                new OneToOneUnboundedLongQueue(memory.memory(), 3 * PER_CHUNK, CHUNK_BYTES, NULL_VALUE);
        final /*E*/ long[] next = {0};
        assertEquals(2 * PER_CHUNK, queue.fill(() -> next[0]++, 2 * PER_CHUNK));
        assertEquals(PER_CHUNK, queue.fill(() -> next[0]++, 2 * PER_CHUNK));
        assertEquals(0, queue.fill(() -> next[0]++, 1));
        assertEquals(3 * PER_CHUNK, next[0], "asked for only where there is room");
        pollAll(queue, 0, 3 * PER_CHUNK);
        assertThrows(NullPointerException.class, () -> queue.fill(() -> next[0]++ % 2 == 0 ? 5 : NULL_VALUE, 2));
        queue.close();
        assertThrows(IllegalStateException.class, () -> queue.fill(() -> next[0]++, 0));
    }
}
