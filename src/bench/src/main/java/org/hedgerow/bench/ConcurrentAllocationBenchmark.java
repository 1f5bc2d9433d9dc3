package org.hedgerow.bench;

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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Small blocks of one memory, taken and released by one thread and by two: the time of an operation is to be the same, as
 * threads do not wait for each other.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ConcurrentAllocationBenchmark {

    /** How much is taken. */
    @Param({"64", "1024"})
    public int bytes;

    private GuardedMemory memory;

    /** Opens the memory. */
    @Setup
    public void open() {
        memory = GuardedMemory.open(MemoryOptions.defaults());
    }

    /** Closes it. */
    @TearDown
    public void close() {
        memory.close();
    }

    /** One thread alone. */
    @Benchmark
    @Threads(1)
    public long oneThread() {
        return takeAndRelease();
    }

    /** Two at once. */
    @Benchmark
    @Threads(2)
    public long twoThreads() {
        return takeAndRelease();
    }

    private long takeAndRelease() {
        final Block block = memory.allocate(bytes);
        final long address = block.address();
        memory.release(block);
        return address;
    }
}
