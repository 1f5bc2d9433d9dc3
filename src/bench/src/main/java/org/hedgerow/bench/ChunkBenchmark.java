package org.hedgerow.bench;

import java.util.concurrent.TimeUnit;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Taking a chunk of 2 MiB, untouched, and giving it back: retained, mapped each time, and the bare system calls. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ChunkBenchmark {

    private static final long BYTES = 2 << 20;

    private final Os os = LinuxOs.instance();
    private GuardedMemory retaining;
    private GuardedMemory unmapping;

    /** Opens a memory that keeps what it has mapped, and one that does not. */
    @Setup
    public void open() {
        retaining = GuardedMemory.open(MemoryOptions.defaults());
        unmapping = GuardedMemory.open(MemoryOptions.defaults().retainBytes(0));
    }

    /** Closes both. */
    @TearDown
    public void close() {
        retaining.close();
        unmapping.close();
    }

    /** A chunk that was used before. */
    @Benchmark
    public long retainedChunk() {
        return takeAndRelease(retaining);
    }

    /** A chunk that is mapped, separated, given back and unmapped. */
    @Benchmark
    public long mappedChunk() {
        return takeAndRelease(unmapping);
    }

    /** What the system takes for a mapping of that size. */
    @Benchmark
    public long bareMapping() {
        final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
        final long address = os.mmap(0, BYTES, Os.PROT_READ | Os.PROT_WRITE, flags, -1, 0);
        os.munmap(address, BYTES);
        return address;
    }

    private static long takeAndRelease(final GuardedMemory memory) {
        final Block block = memory.allocate(BYTES);
        final long address = block.address();
        memory.release(block);
        memory.reclaim(BYTES);
        return address;
    }
}
