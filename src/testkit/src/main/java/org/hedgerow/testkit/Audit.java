package org.hedgerow.testkit;

import java.util.List;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryStats;
import org.hedgerow.testkit.kernel.ModelKernel;

/** Checks that what a memory says of itself is what the kernel says: every mapped byte is accounted for. */
final class Audit {

    private final ModelKernel kernel;
    private final FaultyOs os;
    private final GuardedMemory memory;
    /** Whether all chunks are of one kind, so that the count is exact. */
    private final boolean uniform;

    Audit(final ModelKernel kernel, final FaultyOs os, final GuardedMemory memory, final FaultPlan plan) {
        this.kernel = kernel;
        this.os = os;
        this.memory = memory;
        this.uniform = !plan.concerns(FaultPlan.Call.OPEN);
    }

    /** Checks what holds between any two operations. */
    void check() {
        final MemoryStats stats = memory.stats();
        final long refusedUnmaps = kernel.refusedUnmaps();
        // Without the zero device, the undoing of a construction may be refused.
        final long failures = uniform && kernel.options().zeroDevice() ? refusedUnmaps : kernel.refusedUnmapsOfUsed();
        require(failures == 0, "the kernel refused to unmap", failures, stats);
        require(
                stats.failedUnmaps() == refusedUnmaps + os.failures(FaultPlan.Call.MUNMAP),
                "unmappings that failed unnoticed: the kernel knows of",
                refusedUnmaps + os.failures(FaultPlan.Call.MUNMAP),
                stats);
        checkBytes(stats);
        require(
                stats.mappings() <= memory.options().maxMappings(),
                "more mappings than",
                memory.options().maxMappings(),
                stats);
        require(
                stats.usedBytes() <= memory.options().maxBytes(),
                "more bytes than",
                memory.options().maxBytes(),
                stats);
    }

    /** Checks what holds when all is closed, and nothing was in the way of it. */
    void checkEnd() {
        final MemoryStats stats = memory.stats();
        require(stats.liveBlocks() == 0, "blocks in use at the end:", stats.liveBlocks(), stats);
        require(stats.usedBytes() == 0, "bytes in use at the end:", stats.usedBytes(), stats);
        require(stats.mappedBytes() == 0, "bytes mapped at the end:", stats.mappedBytes(), stats);
        require(stats.strandedBytes() == 0, "bytes stranded at the end:", stats.strandedBytes(), stats);
        require(kernel.ownedBytes() == 0, "bytes lost at the end:", kernel.ownedBytes(), stats);
        final List<String> violations = kernel.violations();
        require(violations.isEmpty(), "violations: " + violations + ", in number", violations.size(), stats);
    }

    private void checkBytes(final MemoryStats stats) {
        final long pageBytes = kernel.pageBytes();
        // What is neither payload nor stranded is separators, a page for each chunk.
        final long rest = kernel.ownedBytes() - stats.mappedBytes() - stats.strandedBytes();
        final int perChunk = stats.separator() == MemoryStats.Separator.GUARD ? 1 : 2;
        final long fewest = uniform ? stats.mappings() / perChunk : (stats.mappings() + 1) / 2;
        final long most = uniform ? fewest : stats.mappings();
        // Aligning by hand takes up to a huge page more for each chunk.
        final boolean huge = memory.options().hugePages() != MemoryOptions.HugePages.NEVER;
        final long slack = huge ? most * kernel.hugePageBytes() : 0;
        require(
                rest >= fewest * pageBytes && rest <= most * pageBytes + slack,
                "bytes that are not accounted for, in separators of",
                rest,
                stats);
        final boolean exact = uniform && kernel.options().zeroDevice() && stats.strandedBytes() == 0;
        require(
                !exact || stats.mappings() == kernel.ownedMappings(),
                "mappings that are not accounted for: the kernel counts",
                kernel.ownedMappings(),
                stats);
    }

    private static void require(final boolean holds, final String what, final long number, final MemoryStats stats) {
        if (!holds) {
            throw new AssertionError(what + " " + number + ", while the memory says " + stats);
        }
    }
}
