package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Param;

/** The same as {@link ManyToOneBenchmark}, on queues whose only bound is memory. */
public class ManyToOneUnboundedBenchmark extends ManyProducersBenchmark {

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
}
