package org.hedgerow.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
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

/** Taking a small piece of memory and giving it back: a block, and what else a program can have. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@SuppressWarnings("restricted") // Calling malloc is what it compares with.
public class AllocationBenchmark {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MethodHandle MALLOC =
            handle("malloc", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));
    private static final MethodHandle FREE = handle("free", FunctionDescriptor.ofVoid(ValueLayout.JAVA_LONG));

    /** How much is taken. */
    @Param({"64", "1024", "16384"})
    public int bytes;

    private GuardedMemory memory;
    private Block neighbour;

    /** Opens a memory in which one more block lives, as in a program that is at work. */
    @Setup
    public void open() {
        memory = GuardedMemory.open(MemoryOptions.defaults());
        neighbour = memory.allocate(bytes);
    }

    /** Closes the memory. */
    @TearDown
    public void close() {
        memory.release(neighbour);
        memory.close();
    }

    /** A block, which is zeroed. */
    @Benchmark
    public long block() {
        final Block block = memory.allocate(bytes);
        final long address = block.address();
        memory.release(block);
        return address;
    }

    /** The C library's, which is not zeroed. */
    @Benchmark
    public long malloc() throws Throwable {
        final long address = (long) MALLOC.invokeExact((long) bytes);
        FREE.invokeExact(address);
        return address;
    }

    /** The JDK's, which is zeroed. */
    @Benchmark
    public long arena() {
        try (Arena arena = Arena.ofConfined()) {
            return arena.allocate(bytes).address();
        }
    }

    /** The JDK's direct buffer, which the garbage collector frees. */
    @Benchmark
    public ByteBuffer directBuffer() {
        return ByteBuffer.allocateDirect(bytes);
    }

    private static MethodHandle handle(final String name, final FunctionDescriptor signature) {
        return LINKER.downcallHandle(LINKER.defaultLookup().find(name).orElseThrow(), signature);
    }
}
