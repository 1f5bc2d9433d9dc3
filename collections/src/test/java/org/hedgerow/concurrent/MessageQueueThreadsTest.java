package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.LeakLog;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Message queues between threads: nothing is lost, doubled, torn or out of order, and closing is clean at any time. */
class MessageQueueThreadsTest extends ThreadsTest {

    private static final int CLOSED_QUEUES = 8;
    private static final int MAX_LENGTH = 400;
    private static final int CHUNK_BYTES = 64;

    private static int length(final int number) {
        return Integer.BYTES * (number % (MAX_LENGTH / Integer.BYTES));
    }

    private static void produce(final MessageQueue queue, final int type, final int messages) {
        final SplittableRandom random = new SplittableRandom(type);
        final SegmentBuffer source = new SegmentBuffer(new byte[MAX_LENGTH]);
        final MessageClaim claim = new MessageClaim();
        int number = 0;
        while (number < messages) {
            final int length = length(number);
            for (int i = 0; i < length; i += Integer.BYTES) {
                source.putInt(i, number);
            }
            boolean written = false;
            try {
                if (random.nextBoolean()) {
                    written = queue.write(type, source, 0, length);
                } else if (queue.tryClaim(type, length, claim)) {
                    written = random.nextInt(4) > 0;
                    if (written) {
                        claim.buffer().putBytes(claim.index(), source, 0, length);
                        claim.commit();
                    } else {
                        claim.abort();
                    }
                }
            } catch (final OsException e) {
                // The system refused, and nothing was added.
            }
            number += written ? 1 : 0;
            if (!written || random.nextInt(1_000) == 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    /** Reads until all have come, and what was aborted behind them. */
    private static void consume(
            final MessageQueue queue, final int producers, final int messages, final AtomicInteger producing) {
        final SplittableRandom random = new SplittableRandom();
        final int[] next = new int[producers + 1];
        int left = producers * messages;
        while (left > 0 || producing.get() > 0 || !queue.isEmpty()) {
            final int count = queue.read(
                    (type, buffer, index, length) -> {
                        final int number = next[type]++;
                        assertEquals(length(number), length);
                        for (int i = 0; i < length; i += Integer.BYTES) {
                            assertEquals(number, buffer.getInt(index + i));
                        }
                    },
                    1 + random.nextInt(50));
            left -= count;
            if (count == 0) {
                LockSupport.parkNanos(PARK_NANOS);
            }
        }
    }

    private void exchange(final MessageQueueKind kind, final MessageQueue queue, final int messages)
            throws InterruptedException, ExecutionException {
        final List<Future<?>> parts = new ArrayList<>();
        final AtomicInteger producing = new AtomicInteger(kind.producers());
        for (int producer = 1; producer <= kind.producers(); producer++) {
            final int type = producer;
            parts.add(threads.submit(() -> {
                produce(queue, type, messages);
                producing.decrementAndGet();
            }));
        }
        // Without it nothing ends: should it fail, that is found first.
        parts.addFirst(threads.submit(() -> consume(queue, kind.producers(), messages, producing)));
        for (final Future<?> part : parts) {
            part.get();
        }
        assertTrue(queue.isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostDoubledOrTorn(final MessageQueueKind kind) throws InterruptedException, ExecutionException {
        try (AbstractMessageQueue queue = kind.create(memory.memory(), Long.MAX_VALUE, 512)) {
            exchange(kind, queue, 5_000);
            assertTrue(
                    memory.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES,
                    () -> memory.stats().toString());
        }
        try (AbstractMessageQueue queue = kind.create(memory.memory(), 4_096, 512)) {
            exchange(kind, queue, 1_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsLostWhereMemoryIsRefused(final MessageQueueKind kind)
            throws InterruptedException, ExecutionException {
        final int chunkBytes = 8 << 10;
        final AuditedMemory small = AuditedMemory.open(
                AuditedMemory.tinyOptions().maxBytes(30 * chunkBytes).retainBytes(0));
        final AbstractMessageQueue queue = kind.create(small.memory(), Long.MAX_VALUE, chunkBytes);
        small.os().faults(AuditedMemory.randomFaults(kind.producers()));
        exchange(kind, queue, 5_000);
        assertTrue(
                small.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES,
                () -> small.stats().toString());
        small.os().faults(Faults.none());
        queue.close();
        small.close();
    }

    @ParameterizedTest
    @EnumSource
    void whoeverUsesAQueueThatIsClosedIsTold(final MessageQueueKind kind)
            throws InterruptedException, ExecutionException {
        for (int round = 0; round < CLOSED_QUEUES; round++) {
            final AbstractMessageQueue queue = kind.create(memory.memory(), 64 << 10, 512);
            final List<Future<String>> parts = new ArrayList<>();
            for (int producer = 0; producer < kind.producers(); producer++) {
                parts.add(untilRefused(() -> writeForEver(queue)));
            }
            parts.add(untilRefused(() -> readForEver(queue)));
            final long goal = round * 1_000L;
            closeInTheMidst(() -> queue.consumerPosition() >= goal, queue::close);
            assertTold("MessageQueue is closed", parts);
        }
    }

    private static void writeForEver(final MessageQueue queue) {
        final SegmentBuffer source = new SegmentBuffer(new byte[MAX_LENGTH]);
        final MessageClaim claim = new MessageClaim();
        while (true) {
            queue.write(1, source, 0, 100);
            if (queue.tryClaim(2, 50, claim)) {
                claim.commit();
            }
        }
    }

    private static void readForEver(final MessageQueue queue) {
        while (true) {
            queue.read((type, buffer, index, length) -> assertTrue(length >= 50));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whereTheSystemReadsIntoAQueueItIsClosedAgain(final MessageQueueKind kind)
            throws IOException, InterruptedException, ExecutionException {
        final AbstractMessageQueue queue = kind.create(memory.memory(), 1_024, 512);
        final MessageClaim claim = new MessageClaim();
        assertTrue(queue.tryClaim(1, 8, claim));
        closeWhileTheSystemReadsInto(((SegmentBuffer) claim.buffer()).segment(), queue::close);
    }

    @ParameterizedTest
    @EnumSource
    void aQueueThatIsForgottenLosesItsMemory(final MessageQueueKind kind) {
        try (GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults());
                LeakLog log = new LeakLog()) {
            assertTrue(kind.create(other, 1_024, 512).write(1, new SegmentBuffer(new byte[8]), 0, 8));
            log.awaitAll(other);
            assertEquals(1, log.messages().size(), () -> log.messages().toString());
        }
    }

    /** Of the chunks that are given back, the first one cannot be released at once. */
    @ParameterizedTest
    @EnumSource
    void whereAChunkCannotBeGivenBackReadingGoesOn(final MessageQueueKind kind)
            throws IOException, InterruptedException, ExecutionException {
        final int chunks = ChunkChain.MAX_SPARES + 4;
        try (AbstractMessageQueue queue = kind.create(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES)) {
            fillChunks(queue, chunks);
            final long notSpare = (long) ChunkChain.MAX_SPARES * CHUNK_BYTES;
            whileTheSystemReadsInto(((SegmentBuffer) queue.chain.at(notSpare).view.buffer).segment(), () -> {
                assertEquals(chunks, queue.read((type, buffer, index, length) -> assertEquals(1, type)));
                assertEquals(ChunkChain.MAX_SPARES + 2, memory.stats().liveBlocks());
            });
            fillChunks(queue, chunks);
            assertEquals(chunks, queue.read((type, buffer, index, length) -> assertEquals(1, type)));
            assertEquals(ChunkChain.MAX_SPARES + 1, memory.stats().liveBlocks());
        }
        assertEquals(0, memory.stats().liveBlocks());
    }

    private static void fillChunks(final MessageQueue queue, final int chunks) {
        final SegmentBuffer message = new SegmentBuffer(new byte[queue.maxMsgLength()]);
        for (int i = 0; i < chunks; i++) {
            assertTrue(queue.write(1, message, 0, queue.maxMsgLength()));
        }
    }
}
