package org.hedgerow.bench.throughput;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.keys.KeyBatch;
import org.hedgerow.bench.keys.KeyPattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on a map that is filled. {@link Operation} lists them for the command line. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TableBenchmark {

    /** The control: what drawing a key costs, which is in all that follow. */
    @Benchmark
    public long drawKey(final FilledTable filled) {
        return filled.presentKey();
    }

    /** A key that is there. */
    @Benchmark
    public long getHit(final FilledTable filled) {
        return filled.table.get(filled.presentKey());
    }

    /** A key that is there every second time. */
    @Benchmark
    public long getHalf(final FilledTable filled) {
        return filled.table.get(filled.eitherKey());
    }

    /** A key that is not there. */
    @Benchmark
    public long getMiss(final FilledTable filled) {
        return filled.table.get(filled.absentKey());
    }

    /** Keys that are there, in a batch, or one by one where the map has no batches. They are drawn in advance. */
    @Benchmark
    @OperationsPerInvocation(DrawnKeys.SIZE)
    public long[] getBatch(final DrawnHits drawn) {
        return drawn.lookUp();
    }

    /** The same, with keys that are there every second time. */
    @Benchmark
    @OperationsPerInvocation(DrawnKeys.SIZE)
    public long[] getBatchHalf(final DrawnHalf drawn) {
        return drawn.lookUp();
    }

    /** A value over another. */
    @Benchmark
    public void putOver(final FilledTable filled) {
        final long key = filled.presentKey();
        filled.table.put(key, KeyPattern.valueOf(key));
    }

    /** A new key. */
    @Benchmark
    @OperationsPerInvocation(KeyBatch.SIZE)
    public void putNew(final NewKeys filled) {
        for (final long key : filled.keys()) {
            filled.table.put(key, KeyPattern.valueOf(key));
        }
    }

    /** A key that goes. */
    @Benchmark
    @OperationsPerInvocation(KeyBatch.SIZE)
    public int remove(final OldKeys filled) {
        int removed = 0;
        for (final long key : filled.keys()) {
            removed += filled.table.remove(key) ? 1 : 0;
        }
        return removed;
    }

    /** Eight in ten look up, one adds, one removes. */
    @Benchmark
    public void mixed(final FilledTable filled) {
        filled.population.operate();
    }

    /** All entries, by the iterator: the time is that of the whole map. */
    @Benchmark
    public long iterate(final FilledTable filled) {
        return filled.table.sumByIterator();
    }

    /** All entries, by the map's own method: the time is that of the whole map. */
    @Benchmark
    public long forEachLong(final FilledTable filled) {
        final SummingVisitor sum = new SummingVisitor();
        filled.table.forEach(sum);
        return sum.sum();
    }
}
