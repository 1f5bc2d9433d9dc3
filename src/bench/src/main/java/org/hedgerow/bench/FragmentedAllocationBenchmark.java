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

/** Taking a block and giving it back in a memory full of gaps that are a page too small for it. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FragmentedAllocationBenchmark {

    private static final int GAP_BYTES = 36 << 10;
    private static final int BLOCK_BYTES = 40 << 10;

    /** How many gaps there are: 30,000 of them are 1 GiB, and the blocks between them another one. */
    @Param({"0", "1000", "30000"})
    public int gaps;

    private final List<Block> kept = new ArrayList<>();
    private GuardedMemory memory;

    /** Opens a memory and takes blocks, every other one of which is given back; then others, as long as there is room behind. */
    @Setup
    public void open() {
        memory = GuardedMemory.open(MemoryOptions.defaults());
        final List<Block> others = new ArrayList<>();
        for (int i = 0; i < gaps; i++) {
            kept.add(memory.allocateUnzeroed(GAP_BYTES, "kept"));
            others.add(memory.allocateUnzeroed(GAP_BYTES, "given back"));
        }
        others.forEach(memory::release);
        final long mapped = memory.stats().mappedBytes();
        while (memory.stats().mappedBytes() == mapped) {
            kept.add(memory.allocateUnzeroed(BLOCK_BYTES, "kept"));
        }
    }

    /** Closes the memory. */
    @TearDown
    public void close() {
        kept.forEach(memory::release);
        kept.clear();
        memory.close();
    }

    /** A block that fits no gap. */
    @Benchmark
    public long block() {
        final Block block = memory.allocateUnzeroed(BLOCK_BYTES, "user");
        final long address = block.address();
        memory.release(block);
        return address;
    }
}
