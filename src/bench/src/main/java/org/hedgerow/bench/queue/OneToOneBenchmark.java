package org.hedgerow.bench.queue;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Control;

/** One producer and one consumer: elements one by one, and in batches where the queue has such. */
public class OneToOneBenchmark extends OneProducerBenchmark {

    private static final int BATCH = 64;

    /** Whose queue. */
    @Param({"HEDGEROW", "AGRONA", "JCTOOLS", "DISRUPTOR", "ARRAY_BLOCKING_QUEUE", "CONCURRENT_LINKED_QUEUE"})
    public QueuePeer peer;

    /** Measures this kind. */
    public OneToOneBenchmark() {
        super(QueueShape.ONE_TO_ONE);
    }

    @Override
    QueuePeer peer() {
        return peer;
    }

    /** Adds elements, {@value #BATCH} at a time. */
    @Benchmark
    @Group("batch")
    @OperationsPerInvocation(BATCH)
    public void offerBatch(final Batch batch, final Control control) {
        int offered = 0;
        while (offered < BATCH && !control.stopMeasurement) {
            offered += pipe().offer(batch.elements, offered, BATCH - offered);
        }
    }

    /** Removes elements, {@value #BATCH} at a time. */
    @Benchmark
    @Group("batch")
    @OperationsPerInvocation(BATCH)
    public long pollBatch(final Batch batch, final Control control) {
        int polled = 0;
        while (polled < BATCH && !control.stopMeasurement) {
            polled += pipe().poll(batch.elements, polled, BATCH - polled);
        }
        return batch.elements[0];
    }

    /** What a thread has of its own. */
    @State(Scope.Thread)
    public static class Batch {
        private final long[] elements = new long[BATCH];
    }
}
