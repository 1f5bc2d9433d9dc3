package org.hedgerow.bench.queue;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Threads that add to a queue and remove from it as fast as they can.
 *
 * <p>A peer may need {@link QueuePeer#jvmFlags()}, which {@code --suite queues} gives to its JVM alone.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public abstract class GroupBenchmark {

    /** How many elements the queue has room for. */
    @Param("65536")
    public int capacity;

    /** Measures what a subclass tells. */
    GroupBenchmark() {
        // For the queues of this package.
    }
}
