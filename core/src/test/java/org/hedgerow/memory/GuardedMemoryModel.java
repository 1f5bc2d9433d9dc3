package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hedgerow.memory.os.Faults;

/** Drives a memory beside a plain model of it: which blocks live, where, and what they hold. */
final class GuardedMemoryModel {

    private record Live(Block block, long seed) {}

    private final AuditedMemory subject;
    private final List<Live> live = new ArrayList<>();
    private final NavigableMap<Long, Block> byAddress = new TreeMap<>();
    private static final long PIECE_BYTES = 10_000;

    private long seeds;

    GuardedMemoryModel(final AuditedMemory subject) {
        this.subject = subject;
    }

    void run(final List<MemoryOperation> operations) {
        for (final MemoryOperation operation : operations) {
            apply(operation);
            checkStats();
        }
    }

    /** Checks all blocks, releases them, and closes the memory. */
    void finish() {
        live.forEach(entry -> BlockPattern.check(entry.block(), entry.seed()));
        subject.os().faults(Faults.none());
        while (!live.isEmpty()) {
            release(0);
        }
        subject.close();
    }

    private void apply(final MemoryOperation operation) {
        switch (operation) {
            case MemoryOperation.Allocate allocate -> allocate(allocate.bytes(), allocate.zeroed());
            case MemoryOperation.Release release -> {
                if (!live.isEmpty()) {
                    release(release.index() % live.size());
                }
            }
            case MemoryOperation.Reclaim reclaim -> subject.memory().reclaim(reclaim.maxBytes());
            case MemoryOperation.Trim trim -> subject.memory().trim();
            case MemoryOperation.Pressure pressure -> subject.takeLazilyFreed();
        }
    }

    private void allocate(final long bytes, final boolean zeroed) {
        final String owner = "block " + seeds;
        final Block block;
        try {
            block = zeroed
                    ? subject.memory().allocate(bytes, owner)
                    : subject.memory().allocateUnzeroed(bytes, owner);
        } catch (final MapLimitException | MemoryLimitException | OsException e) {
            return;
        }
        assertEquals(bytes, block.bytes());
        assertEquals(0, block.address() % Long.BYTES, "alignment");
        checkApart(block);
        while (!block.zeroPiece(PIECE_BYTES)) {
            assertFalse(zeroed || block.isZeroed());
        }
        BlockPattern.checkZero(block);
        BlockPattern.write(block, seeds);
        live.add(new Live(block, seeds));
        byAddress.put(block.address(), block);
        seeds++;
    }

    private void release(final int index) {
        final Live entry = live.remove(index);
        byAddress.remove(entry.block().address());
        BlockPattern.check(entry.block(), entry.seed());
        subject.memory().release(entry.block());
    }

    private void checkApart(final Block block) {
        final var below = byAddress.floorEntry(block.address());
        final var above = byAddress.higherEntry(block.address());
        assertTrue(
                below == null || below.getValue().address() + below.getValue().bytes() <= block.address(),
                () -> block + " begins within " + below);
        assertTrue(
                above == null || block.address() + block.bytes() <= above.getKey(),
                () -> block + " ends within " + above);
    }

    private void checkStats() {
        subject.audit();
        final MemoryStats stats = subject.stats();
        assertEquals(live.size(), stats.liveBlocks());
        assertEquals(
                live.stream().mapToLong(entry -> entry.block().capacityBytes()).sum(), stats.usedBytes());
    }
}
