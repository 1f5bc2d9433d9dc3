package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MemoryStats;
import org.hedgerow.memory.OsException;

/** Unbounded queues beside an {@link ArrayDeque} on a system that fails now and then, with a memory that is too small. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class UnboundedLongQueuePropertyTest {

    private static final /*E*/ long NULL_VALUE = 0;

    /** Of a chunk that is a mapping of its own. */
    private static final int CHUNK_BYTES = 8 << 10;

    private static final long MAX_BYTES = 24 * CHUNK_BYTES;

    private final Deque</*E*/ Long> plain = new ArrayDeque<>();
    private /*E*/ long next = 1;

    @Property(tries = 100)
    void whateverFailsNothingIsLost(
            @ForAll final boolean manyToOne,
            @ForAll @IntRange(max = 1_000) final int seed,
            @ForAll("steps") final List<Integer> steps) {
        final LongQueueKind kind = manyToOne ? LongQueueKind.UNBOUNDED_MANY_TO_ONE : LongQueueKind.UNBOUNDED_ONE_TO_ONE;
        final AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(MAX_BYTES));
        try (UnboundedLongQueue queue =
                kind.createUnbounded(memory.memory(), Long.MAX_VALUE, CHUNK_BYTES, NULL_VALUE)) {
            memory.os().faults(AuditedMemory.randomFaults(seed));
            for (final int step : steps) {
                apply(queue, step);
                assertEquals(plain.size(), queue.size());
                final MemoryStats stats = memory.stats();
                assertTrue(
                        stats.liveBlocks() <= queue.size() * /*E*/ Long.BYTES / CHUNK_BYTES + 3 + ChunkChain.MAX_SPARES,
                        () -> "more than the elements need: " + stats);
            }
            pollBatch(queue, plain.size());
            assertEquals(NULL_VALUE, queue.poll());
            assertTrue(
                    memory.stats().liveBlocks() <= 1 + ChunkChain.MAX_SPARES,
                    () -> "only spare ones: " + memory.stats());
        }
        memory.close();
    }

    /** Adds if the step is positive, one by one or at once, and removes as many if it is not. */
    private void apply(final ConcurrentLongQueue queue, final int step) {
        if (step < 0) {
            pollBatch(queue, -step);
        } else if (step % 2 == 0) {
            offer(queue, step);
        } else {
            offerBatch(queue, step);
        }
    }

    private void offer(final ConcurrentLongQueue queue, final int count) {
        try {
            for (int i = 0; i < count && queue.offer(next); i++) {
                plain.add(next++);
            }
        } catch (final OsException e) {
            assertEquals(plain.size(), queue.size());
        }
    }

    private void offerBatch(final ConcurrentLongQueue queue, final int count) {
        final /*E*/ long[] batch = new /*E*/ long[count];
        /*E*/ long element = next;
        for (int i = 0; i < count; i++) {
            batch[i] = element++;
        }
        try {
            final int added = queue.offer(batch, 0, count);
            for (int i = 0; i < added; i++) {
                plain.add(next++);
            }
        } catch (final OsException e) {
            assertEquals(plain.size(), queue.size());
        }
    }

    private void pollBatch(final ConcurrentLongQueue queue, final int count) {
        final /*E*/ long[] batch = new /*E*/ long[count];
        final int got = queue.poll(batch, 0, count);
        assertEquals(Math.min(count, plain.size()), got);
        for (int i = 0; i < got; i++) {
            assertEquals(plain.remove(), batch[i]);
        }
    }

    @Provide
    Arbitrary<List<Integer>> steps() {
        return Arbitraries.integers().between(-8_000, 10_000).list().ofMaxSize(30);
    }
}
