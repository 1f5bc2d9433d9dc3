package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.infra.Control;

/** The same as {@link ManyToOneBenchmark}, on queues whose only bound is memory. */
public class ManyToOneUnboundedBenchmark extends PipeBenchmark {

    /** Whose queue. */
    @Param({"HEDGEROW", "AGRONA", "JCTOOLS", "CONCURRENT_LINKED_QUEUE"})
    public QueuePeer peer;

    /** Measures this kind. */
    public ManyToOneUnboundedBenchmark() {
        super(QueueShape.MANY_TO_ONE_UNBOUNDED);
    }

    @Override
    QueuePeer peer() {
        return peer;
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("oneProducer")
    @GroupThreads(1)
    public void offerOneProducer(final Share share, final Control control) {
        offer(share, control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("oneProducer")
    @GroupThreads(1)
    public long pollOneProducer(final Share share, final Control control) {
        return poll(share, control);
    }

    /** Adds an element, as soon as there is room. */
    @Benchmark
    @Group("threeProducers")
    @GroupThreads(3)
    public void offerThreeProducers(final Share share, final Control control) {
        offer(share, control);
    }

    /** Removes an element, as soon as there is one. */
    @Benchmark
    @Group("threeProducers")
    @GroupThreads(1)
    public long pollThreeProducers(final Share share, final Control control) {
        return poll(share, control);
    }
}
