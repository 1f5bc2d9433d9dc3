package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Param;

/** The same as {@link OneToOneBenchmark}, one by one, on queues whose only bound is memory. */
public class OneToOneUnboundedBenchmark extends OneProducerBenchmark {

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
}
