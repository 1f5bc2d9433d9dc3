package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.infra.Control;

/** One producer and one consumer: elements one by one. */
public abstract class OneProducerBenchmark extends PipeBenchmark {

    /** Measures queues of a kind. */
    OneProducerBenchmark(final QueueShape shape) {
        super(shape);
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("single")
    @GroupThreads(1)
    public void offerSingle(final Share share, final Control control) {
        offer(share, control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("single")
    @GroupThreads(1)
    public long pollSingle(final Share share, final Control control) {
        return poll(share, control);
    }
}
