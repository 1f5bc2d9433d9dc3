package org.hedgerow.bench.family;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** Operations on a map, a set or a counter map that is filled with random keys. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class KeyedBenchmark {

    /** A key that is there. */
    @Benchmark
    public long find(final FilledKeyed filled) {
        return filled.collection.find().on(filled.presentKey());
    }

    /** A key that is there is stored again, or counted. */
    @Benchmark
    public long update(final FilledKeyed filled) {
        return filled.collection.update().on(filled.presentKey());
    }

    /** A key that is new. */
    @Benchmark
    @OperationsPerInvocation(KeyBatch.SIZE)
    public void insert(final NewKeys filled) {
        for (final long key : filled.keys()) {
            filled.collection.insert().on(key);
        }
    }

    /** A key that goes. */
    @Benchmark
    @OperationsPerInvocation(KeyBatch.SIZE)
    public long remove(final OldKeys filled) {
        long answers = 0;
        for (final long key : filled.keys()) {
            answers += filled.collection.remove().on(key);
        }
        return answers;
    }
}
