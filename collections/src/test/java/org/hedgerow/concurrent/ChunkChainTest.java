package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.hedgerow.concurrent.ChunkChain.Chunk;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The chain of chunks that unbounded queues lie in. */
class ChunkChainTest {

    private static final int CHUNK_BYTES = 256;

    private final AuditedMemory memory = AuditedMemory.open();
    private final ChunkChain<Block> chain =
            new ChunkChain<>(memory.memory(), "chain", CHUNK_BYTES, Function.identity(), this);

    @AfterEach
    void nothingIsLeft() {
        chain.close();
        memory.close();
    }

    @Test
    void positionsGoOnFromChunkToChunk() {
        final Chunk<Block> first = chain.last();
        assertTrue(chain.extend(first));
        assertTrue(chain.extend(chain.last()));
        final Chunk<Block> last = chain.last();
        assertEquals(2 * CHUNK_BYTES, last.start);
        assertEquals(3 * CHUNK_BYTES, chain.end(last));
        assertSame(first, chain.at(0));
        assertSame(first, chain.at(CHUNK_BYTES - 1));
        assertSame(first.next(), chain.at(CHUNK_BYTES));
        assertSame(last, chain.at(3 * CHUNK_BYTES - 1));
        assertEquals(3, memory.stats().liveBlocks());
    }

    @Test
    void whoExtendsAnOutdatedEndChangesNothing() {
        final Chunk<Block> first = chain.last();
        assertTrue(chain.extend(first));
        final Chunk<Block> second = chain.last();
        assertTrue(chain.extend(first));
        assertSame(second, chain.last());
        chain.leave(first, second);
        assertTrue(chain.extend(first));
        assertSame(second, chain.last());
        assertThrows(AssertionError.class, () -> chain.at(0));
    }

    @Test
    void whereTheHeapIsFullNoBlockIsLost() {
        final AtomicBoolean full = new AtomicBoolean();
        final ChunkChain<Block> growing = new ChunkChain<>(
                memory.memory(),
                "chain",
                CHUNK_BYTES,
                block -> {
                    if (full.get()) {
                        throw new OutOfMemoryError("a full heap, as a test has it");
                    }
                    return block;
                },
                this);
        assertTrue(growing.extend(growing.last()), "with the spare one");
        final long before = memory.stats().liveBlocks();
        full.set(true);
        assertThrows(OutOfMemoryError.class, () -> growing.extend(growing.last()));
        assertEquals(before, memory.stats().liveBlocks());
        full.set(false);
        assertTrue(growing.extend(growing.last()));
        growing.close();
    }

    /** Whoever has appended the next one may be held up before it says so. */
    @Test
    void whatIsLeftIsNotTheLastAnyMore() throws ReflectiveOperationException {
        final Chunk<Block> first = chain.last();
        assertTrue(chain.extend(first));
        final Chunk<Block> second = chain.last();
        final Field last = ChunkChain.class.getDeclaredField("last");
        last.setAccessible(true);
        last.set(chain, first);
        chain.leave(first, second);
        assertSame(second, chain.last());
    }

    @Test
    void whatWasLeftLastIsUsedFirst() {
        final Chunk<Block> first = chain.last();
        assertTrue(chain.extend(first));
        final Chunk<Block> second = chain.last();
        assertTrue(chain.extend(second));
        final Chunk<Block> third = chain.last();
        chain.leave(first, second);
        chain.leave(second, third);
        assertTrue(chain.extend(third));
        final Chunk<Block> again = chain.last();
        assertEquals(second.address, again.address);
        assertNotSame(second, again);
        assertEquals(3 * CHUNK_BYTES, again.start);
        assertTrue(chain.extend(again));
        assertEquals(first.address, chain.last().address);
        assertEquals(3, memory.stats().liveBlocks());
    }

    @ParameterizedTest
    @CsvSource({"64, 16", "256, 16", "262144, 16", "524288, 8", "4194304, 1", "8388608, 1"})
    void someChunksAreKeptForReuse(final int chunkBytes, final int spares) {
        final long before = memory.stats().liveBlocks();
        final ChunkChain<Block> other =
                new ChunkChain<>(memory.memory(), "other", chunkBytes, Function.identity(), this);
        assertEquals(before + 2, memory.stats().liveBlocks(), "the first one and a spare one");
        final Chunk<Block> first = other.last();
        for (int i = 0; i < 20; i++) {
            assertTrue(other.extend(other.last()));
        }
        assertEquals(before + 21, memory.stats().liveBlocks());
        Chunk<Block> chunk = first;
        for (int left = 1; left <= 20; left++) {
            final Chunk<Block> next = assertNext(chunk.next(), chunk.start + chunkBytes);
            other.leave(chunk, next);
            chunk = next;
            assertEquals(
                    before + 21 - left + Math.min(left, spares), memory.stats().liveBlocks());
        }
        for (int again = 1; again <= 20; again++) {
            assertTrue(other.extend(other.last()));
            assertEquals(before + 1 + Math.max(again, spares), memory.stats().liveBlocks());
        }
        other.close();
        assertEquals(before, memory.stats().liveBlocks());
    }

    @Test
    void aClosedChainTakesNothing() {
        final Chunk<Block> first = chain.last();
        assertTrue(chain.extend(first));
        chain.close();
        assertEquals(0, memory.stats().liveBlocks());
        assertFalse(chain.extend(chain.last()));
        chain.leave(first, chain.last());
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void whatIsLeftInAClosedChainIsReleasedNoMore() {
        final Chunk<Block> first = chain.last();
        for (int i = 0; i < ChunkChain.MAX_SPARES + 2; i++) {
            assertTrue(chain.extend(chain.last()));
        }
        chain.close();
        Chunk<Block> chunk = first;
        while (chunk != chain.last()) {
            final Chunk<Block> next = assertNext(chunk.next(), chain.end(chunk));
            chain.leave(chunk, next);
            chunk = next;
        }
        assertEquals(0, memory.stats().liveBlocks());
    }

    /** Threads claim words in races, at the ends of chunks above all, and one leaves what was written. */
    @Test
    void threadsThatExtendItMeetInTheSameChunks() throws InterruptedException, ExecutionException {
        final AtomicLong tail = new AtomicLong();
        final long words = 30_000;
        final List<Future<?>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 3; i++) {
                parts.add(threads.submit(() -> writeWords(tail, words)));
            }
            final Future<Long> sum = threads.submit(() -> sumOfWords(words));
            for (final Future<?> part : parts) {
                part.get();
            }
            assertEquals(words * (words + 1) / 2, sum.get());
        }
        assertTrue(
                memory.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES,
                () -> memory.stats().toString());
    }

    private void writeWords(final AtomicLong tail, final long words) {
        while (true) {
            final long word = tail.get();
            if (word == words) {
                return;
            }
            final long position = word * Long.BYTES;
            final Chunk<Block> last = chain.last();
            if (chain.end(last) == position) {
                assertTrue(chain.extend(last));
            }
            if (position < chain.end(chain.last()) && tail.compareAndSet(word, word + 1)) {
                final Chunk<Block> chunk = chain.at(position);
                RawMemory.putLongRelease(chunk.address + (position - chunk.start), word + 1);
            }
        }
    }

    private long sumOfWords(final long words) {
        Chunk<Block> chunk = chain.at(0);
        long sum = 0;
        for (long word = 0; word < words; word++) {
            final long position = word * Long.BYTES;
            if (position == chain.end(chunk)) {
                Chunk<Block> next = chunk.next();
                while (next == null) {
                    Thread.onSpinWait();
                    next = chunk.next();
                }
                final Chunk<Block> left = chunk;
                chunk = assertNext(next, position);
                chain.leave(left, chunk);
            }
            final long address = chunk.address + (position - chunk.start);
            long value = RawMemory.getLongAcquire(address);
            while (value == 0) {
                Thread.onSpinWait();
                value = RawMemory.getLongAcquire(address);
            }
            assertEquals(word + 1, value);
            RawMemory.putLong(address, 0);
            sum += value;
        }
        return sum;
    }

    private static Chunk<Block> assertNext(final Chunk<Block> next, final long position) {
        assertNotNull(next);
        assertEquals(position, next.start);
        return next;
    }
}
