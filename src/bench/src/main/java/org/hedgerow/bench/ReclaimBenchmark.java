package org.hedgerow.bench;

import java.util.concurrent.TimeUnit;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Giving one piece of retired memory back to the system: the longest that reclaiming keeps any thread waiting. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReclaimBenchmark {

    /** What the piece consists of. */
    public enum Piece {
        /** 256 KiB, each of whose 64 pages was written. */
        SMALL_PAGES(256 << 10, MemoryOptions.HugePages.NEVER, true),
        /** 2 MiB that were written: one huge page, if the system gives it. */
        HUGE_PAGE(2 << 20, MemoryOptions.HugePages.LARGE, true),
        /** 256 KiB of which nothing was written. */
        UNTOUCHED_SMALL_PAGES(256 << 10, MemoryOptions.HugePages.NEVER, false),
        /** 2 MiB of which nothing was written. */
        UNTOUCHED_HUGE_PAGE(2 << 20, MemoryOptions.HugePages.LARGE, false);

        private final int bytes;
        private final MemoryOptions.HugePages hugePages;
        private final boolean touched;

        Piece(final int bytes, final MemoryOptions.HugePages hugePages, final boolean touched) {
            this.bytes = bytes;
            this.hugePages = hugePages;
            this.touched = touched;
        }
    }

    /** What the piece consists of. */
    @Param
    public Piece piece;

    private GuardedMemory memory;

    /** Opens a memory in which the piece is a chunk of its own, and so little that a release leaves it alone. */
    @Setup
    public void open() {
        memory = GuardedMemory.open(MemoryOptions.defaults()
                .minChunkBytes(4 << 20)
                .largeBlockBytes(4 << 10)
                .prefault(MemoryOptions.Prefault.LAZY)
                .hugePages(piece.hugePages));
    }

    /** Retires one piece. */
    @Setup(Level.Invocation)
    public void retire() {
        memory.reclaim(Long.MAX_VALUE);
        final Block block = memory.allocate(piece.bytes);
        if (piece.touched) {
            block.segment().fill((byte) 1);
        }
        memory.release(block);
    }

    /** Closes the memory. */
    @TearDown
    public void close() {
        memory.close();
    }

    /** Gives it back. */
    @Benchmark
    public long reclaim() {
        return memory.reclaim(1);
    }
}
