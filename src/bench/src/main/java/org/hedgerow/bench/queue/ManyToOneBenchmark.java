package org.hedgerow.bench.queue;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/** One and three producers, and one consumer. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 3,
        jvmArgsAppend = {
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED"
        })
public class ManyToOneBenchmark {

    /** Whose queue. */
    @Param({"HEDGEROW", "AGRONA", "JCTOOLS", "DISRUPTOR", "ARRAY_BLOCKING_QUEUE", "CONCURRENT_LINKED_QUEUE"})
    public QueuePeer peer;

    /** How many elements it has room for. */
    @Param("65536")
    public int capacity;

    private LongPipe pipe;

    /** Creates the queue. */
    @Setup
    public void open() {
        pipe = peer.manyToOne(capacity);
    }

    /** Closes it. */
    @TearDown
    public void close() {
        pipe.close();
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("oneProducer")
    @GroupThreads(1)
    public void offerOneProducer(final Control control) {
        offer(control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("oneProducer")
    @GroupThreads(1)
    public long pollOneProducer(final Control control) {
        return poll(control);
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("threeProducers")
    @GroupThreads(3)
    public void offerThreeProducers(final Control control) {
        offer(control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("threeProducers")
    @GroupThreads(1)
    public long pollThreeProducers(final Control control) {
        return poll(control);
    }

    private void offer(final Control control) {
        // Boxed, it is an object of its own, as elements of programs are.
        while (!pipe.offer(1_000_000) && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    private long poll(final Control control) {
        long element = pipe.poll();
        while (element == LongPipe.NONE && !control.stopMeasurement) {
            Thread.onSpinWait();
            element = pipe.poll();
        }
        return element;
    }
}
