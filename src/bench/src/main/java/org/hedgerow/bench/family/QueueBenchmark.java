package org.hedgerow.bench.family;

import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** A queue of one thread that keeps its size: each time a random element comes, and one goes. */
public class QueueBenchmark extends Filled {

    /** Which queue. */
    @Param
    public QueueKind kind;

    @SuppressWarnings("NullAway.Init") // by create
    private Line queue;

    /** One comes, one goes. */
    @Benchmark
    public long offerAndPoll() {
        queue.offer().accept(randomElement());
        return queue.poll().getAsLong();
    }

    @Override
    void create(final GuardedMemory memory) {
        queue = kind.create(maker, memory);
    }

    @Override
    void add(final long index) {
        queue.offer().accept(randomElement());
    }

    @Override
    long size() {
        return queue.size().getAsLong();
    }

    @Override
    void free() {
        queue.closing().run();
    }
}
