package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Param;

/** Queues of many producers, with a bound. */
public class ManyToOneBenchmark extends ManyProducersBenchmark {

    /** Whose queue. */
    @Param({"HEDGEROW", "AGRONA", "JCTOOLS", "DISRUPTOR", "ARRAY_BLOCKING_QUEUE", "CONCURRENT_LINKED_QUEUE"})
    public QueuePeer peer;

    /** Measures this kind. */
    public ManyToOneBenchmark() {
        super(QueueShape.MANY_TO_ONE);
    }

    @Override
    QueuePeer peer() {
        return peer;
    }
}
