package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.infra.Control;

/** One and three producers, and one consumer. */
public abstract class ManyProducersBenchmark extends PipeBenchmark {

    /** Measures queues of a kind. */
    ManyProducersBenchmark(final QueueShape shape) {
        super(shape);
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
