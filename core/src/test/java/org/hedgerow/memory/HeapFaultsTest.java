package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.memory.MemoryOptions.Decommit;
import org.hedgerow.memory.MemoryOptions.Prefault;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wherever the heap turns out to be full, nothing is lost and nothing is unmapped twice. */
class HeapFaultsTest {

    private static final long BYTES = 1 << 20;

    /** How the memory and its system are. */
    record Kind(MemoryOptions options, boolean zeroDevice, boolean guards) {

        private AuditedMemory open() {
            final FaultyOs os = FaultyOs.ofLinux();
            if (!zeroDevice) {
                os.withoutZeroDevice();
            }
            if (!guards) {
                os.withoutGuards();
            }
            return AuditedMemory.open(options, os);
        }
    }

    private static Stream<Kind> kinds() {
        final MemoryOptions options = AuditedMemory.tinyOptions();
        return Stream.of(
                new Kind(options, true, true),
                new Kind(options, false, true),
                new Kind(options, true, false),
                new Kind(options.retainBytes(0), true, true),
                new Kind(options.retainBytes(3 * BYTES).decommit(Decommit.FREE), true, true),
                new Kind(options.maxMappings(4), true, true),
                new Kind(options.maxBytes(5 * BYTES), true, true),
                new Kind(options.prefault(Prefault.EAGER), true, true));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachCallMayFindTheHeapFull(final Kind kind) {
        for (final long count : new long[] {1, 2, 5, Long.MAX_VALUE / 2}) {
            for (int n = 1; n <= 100; n++) {
                try (AuditedMemory memory = kind.open()) {
                    memory.memory().release(memory.memory().allocate(2 * BYTES));
                    memory.os().faults(Faults.fullHeap(n, count));
                    use(memory);
                }
            }
        }
    }

    private static void use(final AuditedMemory memory) {
        final List<Block> blocks = new ArrayList<>();
        for (final long bytes : new long[] {100, BYTES, 50_000, 2 * BYTES}) {
            attempt(memory, () -> blocks.add(memory.memory().allocate(bytes)));
        }
        for (final Block block : blocks) {
            block.giveBackPrefix(block.bytes() / 2);
            memory.memory().release(block);
            memory.audit();
        }
        attempt(memory, () -> memory.memory().reclaim(Long.MAX_VALUE));
        attempt(memory, () -> memory.memory().release(memory.memory().allocate(2 * BYTES)));
        attempt(memory, () -> memory.memory().trim());
        memory.os().faults(Faults.none());
        for (final long bytes : new long[] {2 * BYTES, BYTES}) {
            final Block block = memory.memory().allocate(bytes);
            BlockPattern.checkZero(block);
            BlockPattern.write(block, 1);
            memory.memory().release(block);
        }
    }

    private static void attempt(final AuditedMemory memory, final Runnable operation) {
        try {
            operation.run();
        } catch (final OutOfMemoryError e) {
            // As the heap is full.
        }
        memory.audit();
    }

    @Test
    void whatWasUnmappedBeforeTheHeapWasFullIsNotUsedAgain() {
        final MemoryOptions options = AuditedMemory.tinyOptions().retainBytes(1L << 30);
        try (AuditedMemory memory = AuditedMemory.open(options)) {
            final List<Block> blocks = Stream.generate(() -> memory.memory().allocate(BYTES))
                    .limit(3)
                    .toList();
            blocks.forEach(memory.memory()::release);
            memory.memory().reclaim(Long.MAX_VALUE);
            memory.os().faults(Faults.fullHeap(2, 1));
            memory.memory().trim();
            memory.audit();
            final Block block = memory.memory().allocate(BYTES);
            BlockPattern.checkZero(block);
            memory.memory().release(block);
        }
    }

    @Test
    void aFullHeapDoesNotKeepAMemoryFromBeingClosed() {
        final FaultyOs os = FaultyOs.ofLinux();
        final GuardedMemory memory = GuardedMemory.open(AuditedMemory.tinyOptions(), os);
        memory.release(memory.allocate(BYTES));
        os.faults(Faults.fullHeap(1, Long.MAX_VALUE / 2));
        memory.close();
        assertEquals(0, memory.stats().mappedBytes());
        assertTrue(memory.stats().strandedBytes() >= BYTES, "no call could be made");
        assertEquals(os.strandedBytes(), memory.stats().strandedBytes());
        os.faults(Faults.none());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, Long.MAX_VALUE / 2})
    void whatIsUnmappedByClosingWithAFullHeapIsNotUsedAgain(final long count) {
        final FaultyOs os = FaultyOs.ofLinux();
        final GuardedMemory memory = GuardedMemory.open(AuditedMemory.tinyOptions(), os);
        // A slab that is kept for the next slice, in a chunk with pages to give back, behind what is given back first.
        memory.release(memory.allocate(100));
        memory.release(memory.allocate(4_000));
        memory.release(memory.allocate(BYTES));
        os.faults(Faults.fullHeap(1, count));
        memory.close();
        os.faults(Faults.none());
        assertEquals(0, memory.stats().sharedBytes());
        assertEquals(0, memory.reclaim(Long.MAX_VALUE));
        memory.trim();
        assertEquals(0, os.mappedBytes());
        assertEquals(0, os.strandedBytes());
    }
}
