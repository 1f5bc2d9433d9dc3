package org.hedgerow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What takes no longer in a memory that is full of gaps than in a new one. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FragmentedMemoryBenchmark {

    private static final int GAP_BYTES = 36 << 10;
    private static final int BLOCK_BYTES = 40 << 10;

    private static final int SLICE_BYTES = 512;
    private static final int SLICES_TOGETHER = 32;

    /**
     * How many gaps there are, of a page too few for a block: 30,000 of them are 1 GiB, and the blocks between them another one.
     * And how many slabs of which every other slice is free.
     */
    @Param({"0", "1000", "30000"})
    public int gaps;

    private final List<Block> kept = new ArrayList<>();
    private GuardedMemory memory;

    /** Opens a memory and takes blocks, every other one of which is given back; then others, as long as there is room behind. */
    @Setup
    public void open() {
        memory = GuardedMemory.open(MemoryOptions.defaults().prefault(MemoryOptions.Prefault.LAZY));
        takeAndReleaseEveryOther(2 * gaps, GAP_BYTES);
        takeAndReleaseEveryOther(SLICES_TOGETHER * gaps, SLICE_BYTES);
        final long mapped = memory.stats().mappedBytes();
        while (memory.stats().mappedBytes() == mapped) {
            kept.add(memory.allocateUnzeroed(BLOCK_BYTES, "kept"));
        }
        memory.reclaim(Long.MAX_VALUE);
    }

    private void takeAndReleaseEveryOther(final int count, final int bytes) {
        final List<Block> others = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            (i % 2 == 0 ? kept : others).add(memory.allocateUnzeroed(bytes, "kept or not"));
        }
        others.forEach(memory::release);
    }

    /** Closes the memory. */
    @TearDown
    public void close() {
        kept.forEach(memory::release);
        kept.clear();
        memory.close();
    }

    /** A block that fits no gap is taken and released. */
    @Benchmark
    public long block() {
        final Block block = memory.allocateUnzeroed(BLOCK_BYTES, "user");
        final long address = block.address();
        memory.release(block);
        return address;
    }

    /** A duty cycle finds nothing to give back. */
    @Benchmark
    public long reclaimNothing() {
        return memory.reclaim(1);
    }
}
