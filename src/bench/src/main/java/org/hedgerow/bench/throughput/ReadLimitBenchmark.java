package org.hedgerow.bench.throughput;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.keys.RandomIndexes;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.PeerVersion;
import org.hedgerow.bench.peer.TableShape;
import org.hedgerow.bench.trial.TrialInfo;
import org.hedgerow.harness.WarmMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.access.RawMemory;
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

/** The limit: random reads from memory of the size of a table, without the table. No map can look up faster. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ReadLimitBenchmark {

    private static final int SLOT_BYTES = 2 * Long.BYTES;

    /** How many entries the table would have. */
    @Param({"1000", "1000000"})
    public long entries;

    private final RandomIndexes random = new RandomIndexes(3);
    private GuardedMemory memory;
    private Block block;
    private long address;
    private long slots;
    private long last;

    /** Takes and touches the memory. */
    @Setup
    public void open() throws IOException {
        slots = Long.highestOneBit((long) (entries / (double) TableShape.COMMON)) << 1;
        WarmMemory.touch(slots * SLOT_BYTES);
        memory = GuardedMemory.open(MemoryOptions.defaults());
        block = memory.allocate(slots * SLOT_BYTES);
        address = block.address();
        for (long slot = 0; slot < slots; slot++) {
            RawMemory.putLong(address + slot * SLOT_BYTES, slot);
        }
        TrialInfo.tell(PeerVersion.of(Peer.HEDGEROW));
    }

    /** Closes the memory. */
    @TearDown
    public void close() {
        memory.release(block);
        memory.close();
    }

    /** Reads that do not wait for each other. */
    @Benchmark
    public long independentRead() {
        return RawMemory.getLong(address + random.next(slots) * SLOT_BYTES);
    }

    /** Reads each of which waits for what the one before has found. */
    @Benchmark
    public long dependentRead() {
        // What was read decides where the next read is, though only by one slot.
        final long slot = (random.next(slots) + (last & 1)) & (slots - 1);
        last = RawMemory.getLong(address + slot * SLOT_BYTES);
        return last;
    }
}
