package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Control;

/** The same as {@link OneToOneBenchmark}, one by one, on queues whose only bound is memory. */
public class OneToOneUnboundedBenchmark extends PipeBenchmark {

    /** Whose queue. */
    @Param({"HEDGEROW", "AGRONA", "JCTOOLS", "CONCURRENT_LINKED_QUEUE"})
    public QueuePeer peer;

    /** Measures this kind. */
    public OneToOneUnboundedBenchmark() {
        super(QueueShape.ONE_TO_ONE_UNBOUNDED);
    }

    @Override
    QueuePeer peer() {
        return peer;
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
