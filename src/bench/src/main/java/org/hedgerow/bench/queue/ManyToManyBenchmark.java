package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Control;

/** One of each, and two producers and two consumers. */
public class ManyToManyBenchmark extends PipeBenchmark {

    /** Whose queue. */
    @Param({"HEDGEROW", "AGRONA", "JCTOOLS", "ARRAY_BLOCKING_QUEUE", "CONCURRENT_LINKED_QUEUE"})
    public QueuePeer peer;

    /** Measures this kind. */
    public ManyToManyBenchmark() {
        super(QueueShape.MANY_TO_MANY);
    }

    @Override
    QueuePeer peer() {
        return peer;
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("oneOfEach")
    @GroupThreads(1)
    public void offerOneOfEach(final Share share, final Control control) {
        offer(share, control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("oneOfEach")
    @GroupThreads(1)
    public long pollOneOfEach(final Share share, final Control control) {
        return poll(share, control);
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("twoOfEach")
    @GroupThreads(2)
    public void offerTwoOfEach(final Share share, final Control control) {
        offer(share, control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("twoOfEach")
    @GroupThreads(2)
    public long pollTwoOfEach(final Share share, final Control control) {
        return poll(share, control);
    }
}
