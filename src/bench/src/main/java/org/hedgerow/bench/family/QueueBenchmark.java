package org.hedgerow.bench.family;

import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/**
 * A queue of one thread that keeps its size: each time a random element comes, and one goes. Where the least goes first, what
 * comes lies a random distance beyond what went last, as events do. If it were any element, the queue would soon hold the
 * greatest of all that ever came, and each that comes would be the next to go.
 */
public class QueueBenchmark extends Filled {

    /** Which queue. */
    @Param
    public QueueKind kind;

    @SuppressWarnings("NullAway.Init") // by create
    private Line queue;

    /** Of what went last, the bits that count for what comes. */
    private long clockMask;

    private long last;

    /** One comes, one goes. */
    @Benchmark
    public long offerAndPoll() {
        queue.offer().accept((last & clockMask) + randomElement());
        last = queue.poll().getAsLong();
        return last;
    }

    @Override
    void create(final GuardedMemory memory) {
        queue = kind.create(maker, memory);
        clockMask = kind.isOrdered() ? -1L : 0;
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
