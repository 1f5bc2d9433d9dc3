package org.hedgerow.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.hedgerow.collections.Long2LongHashMap;
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

/** Single operations on maps that are filled: ours and Agrona's. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class LongMapBenchmark {

    private static final long MISSING = -1;

    /** How many entries there are. */
    @Param({"1000", "1000000"})
    public int entries;

    private final SplittableRandom random = new SplittableRandom(1);
    private Long2LongHashMap ours;
    private org.agrona.collections.Long2LongHashMap agronas;

    /** Fills both. */
    @Setup
    public void fill() {
        ours = new Long2LongHashMap(MISSING);
        agronas = new org.agrona.collections.Long2LongHashMap(MISSING);
        for (int number = 0; number < entries; number++) {
            ours.put(key(number), number);
            agronas.put(key(number), number);
        }
    }

    /** Closes ours. */
    @TearDown
    public void close() {
        ours.close();
    }

    /** A key that is there. */
    @Benchmark
    public long hit() {
        return ours.get(key(random.nextInt(entries)));
    }

    /** The same of Agrona's. */
    @Benchmark
    public long hitAgrona() {
        return agronas.get(key(random.nextInt(entries)));
    }

    /** A key that is there every second time. */
    @Benchmark
    public long halfMisses() {
        return ours.get(key(random.nextInt(2 * entries)));
    }

    /** The same of Agrona's. */
    @Benchmark
    public long halfMissesAgrona() {
        return agronas.get(key(random.nextInt(2 * entries)));
    }

    /** A new key, and its removal. */
    @Benchmark
    public long putAndRemove() {
        final long key = key(entries + random.nextInt(entries));
        ours.put(key, 1);
        return ours.remove(key);
    }

    /** The same of Agrona's. */
    @Benchmark
    public long putAndRemoveAgrona() {
        final long key = key(entries + random.nextInt(entries));
        agronas.put(key, 1);
        return agronas.remove(key);
    }

    /** Each number has a key of its own. */
    private static long key(final long number) {
        final long mixed = number * 0xBF58476D1CE4E5B9L;
        return (mixed ^ (mixed >>> 31)) * 0x94D049BB133111EBL;
    }
}
