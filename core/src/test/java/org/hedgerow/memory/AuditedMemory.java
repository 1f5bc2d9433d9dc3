package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;

/**
 * A memory on a system that can fail, with chunks so small that boundaries are met all the time; and the audit: what
 * the memory says of itself must be what was mapped.
 */
public final class AuditedMemory implements AutoCloseable {

    private final FaultyOs os;
    private final GuardedMemory memory;

    private AuditedMemory(final MemoryOptions options, final FaultyOs os) {
        this.os = os;
        this.memory = GuardedMemory.open(options, os);
    }

    /** Options with the smallest chunks, no reserve (a simulated limit is the tests' own), and no second thread. */
    public static MemoryOptions tinyOptions() {
        return MemoryOptions.defaults()
                .minChunkBytes(64 << 10)
                .largeBlockBytes(4 << 10)
                .retainBytes(256 << 10)
                .prefault(MemoryOptions.Prefault.LAZY)
                .mapReserve(0);
    }

    /** Opens a memory with {@link #tinyOptions()}. */
    public static AuditedMemory open() {
        return open(tinyOptions());
    }

    /** Opens a memory. */
    public static AuditedMemory open(final MemoryOptions options) {
        return open(options, FaultyOs.ofLinux());
    }

    /** Opens a memory with {@link #tinyOptions()}, for which calls fail as soon as it is open. */
    public static AuditedMemory open(final Faults faults) {
        final AuditedMemory opened = open();
        opened.os.faults(faults);
        return opened;
    }

    /** Opens a memory on a system that was prepared. */
    public static AuditedMemory open(final MemoryOptions options, final FaultyOs os) {
        return new AuditedMemory(options, os);
    }

    public FaultyOs os() {
        return os;
    }

    public GuardedMemory memory() {
        return memory;
    }

    public MemoryStats stats() {
        return memory.stats();
    }

    /** Has the system take what was given back to it lazily, if this memory does that. */
    public void takeLazilyFreed() {
        if (memory.options().decommit() == MemoryOptions.Decommit.FREE) {
            os.takeLazilyFreed();
        }
    }

    /** Checks what holds between any two operations. */
    public void audit() {
        final MemoryStats stats = memory.stats();
        assertEquals(os.mappedBytes() - os.separatorBytes(), stats.mappedBytes(), "mapped payload");
        assertEquals(os.mappings(), stats.mappings(), "mappings");
        assertEquals(os.strandedBytes(), stats.strandedBytes(), "stranded");
        assertTrue(stats.mappings() <= memory.options().maxMappings(), () -> "more mappings than allowed: " + stats);
        assertTrue(
                stats.sharedBytes() + stats.retiredBytes() + stats.retainedBytes() <= stats.mappedBytes(),
                () -> "more than is mapped: " + stats);
        assertTrue(stats.freeBytes() <= stats.sharedBytes(), () -> "more free than shared: " + stats);
        assertTrue(
                stats.retainedBytes() <= memory.options().retainBytes(),
                () -> "more is retained than allowed: " + stats);
        assertTrue(stats.usedBytes() <= memory.options().maxBytes(), () -> "more is in use than allowed: " + stats);
    }

    /** Checks that all is given back when nothing is in use, then closes the memory and checks that nothing is left. */
    @Override
    public void close() {
        os.faults(Faults.none());
        assertEquals(0, stats().liveBlocks(), "blocks in use at the end");
        assertEquals(0, stats().usedBytes(), "bytes in use at the end");
        memory.trim();
        audit();
        assertEquals(0, os.strandedBytes(), "stranded at the end");
        assertEquals(0, stats().mappedBytes(), "mapped after trim");
        assertEquals(0, stats().hugeBytes(), "huge after trim");
        memory.close();
        assertEquals(0, os.mappedBytes(), "mapped after close");
    }

    /** A fault plan in which now and then a call fails as it does at the map limit. */
    public static Faults randomFaults(final long seed) {
        return Faults.random(
                seed,
                4,
                Errno.ENOMEM,
                Faults.Call.MMAP,
                Faults.Call.MUNMAP,
                Faults.Call.MPROTECT,
                Faults.Call.MADVISE,
                Faults.Call.MBIND);
    }
}
