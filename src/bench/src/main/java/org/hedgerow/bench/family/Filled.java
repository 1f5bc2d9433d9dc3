package org.hedgerow.bench.family;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.keys.RandomIndexes;
import org.hedgerow.bench.trial.TrialInfo;
import org.hedgerow.harness.WarmMemory;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
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

/** A collection that is filled, and has as many entries at the end: what the benchmarks of the family have in common. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public abstract class Filled {

    private static final long WARM_BYTES_PER_ENTRY = 100;

    /** Whose collection. */
    @Param({"HEDGEROW", "AGRONA"})
    public Maker maker;

    /** How many entries. */
    @Param({"1000", "10000000"})
    public long entries;

    private final RandomIndexes random = new RandomIndexes(4);
    private GuardedMemory memory;

    /** Fills it, in memory that is warm. */
    @Setup
    public void fill() throws IOException {
        WarmMemory.touch(entries * WARM_BYTES_PER_ENTRY);
        memory = GuardedMemory.open(MemoryOptions.ofSystemProperties());
        create(memory);
        for (long i = 0; i < entries; i++) {
            add(i);
        }
        verifySize(entries);
        TrialInfo.tell(maker.version());
    }

    /** Frees it. */
    @TearDown
    public void close() {
        verifySize(entries);
        free();
        memory.close();
    }

    /** Checks that operations did what they are measured for. */
    final void verifySize(final long expected) {
        if (size() != expected) {
            throw new IllegalStateException(size() + " entries instead of " + expected);
        }
    }

    /** The index of any entry. */
    final long randomIndex() {
        return random.next(entries);
    }

    /** An element that is an int as well, and not negative. */
    final long randomElement() {
        return random.next(Integer.MAX_VALUE);
    }

    /** Makes an empty collection, in a memory if it is ours. */
    abstract void create(GuardedMemory memory);

    /** Adds an entry, the next of so many. */
    abstract void add(long index);

    abstract long size();

    abstract void free();
}
