package org.hedgerow.bench.family;

import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;

/** Operations on a list that is filled: at random indexes, at some in order, and at the end. */
public class ListBenchmark extends Filled {

    private static final int BATCH = 256;

    /** Which list. */
    @Param
    public ListKind kind;

    @SuppressWarnings("NullAway.Init") // by create
    private Indexed list;

    /** Any element. */
    @Benchmark
    public long get() {
        return list.get().applyAsLong(randomIndex());
    }

    /** Another element in any place. */
    @Benchmark
    public long set() {
        final long index = randomIndex();
        return list.set().applyAsLong(index, index);
    }

    /** Elements that follow one another, from any on; behind the last one comes the first. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long getInOrder() {
        long sum = 0;
        long from = randomIndex();
        long left = BATCH;
        while (left > 0) {
            final long to = Math.min(entries, from + left);
            sum += list.sum().applyAsLong(from, to);
            left -= to - from;
            from = 0;
        }
        return sum;
    }

    /** An element comes at the end, and goes: some hundred come, then they go. */
    @Benchmark
    @OperationsPerInvocation(BATCH)
    public long addAndPop() {
        for (int i = 0; i < BATCH; i++) {
            list.add().accept(i);
        }
        long sum = 0;
        for (int i = 0; i < BATCH; i++) {
            sum += list.pop().getAsLong();
        }
        return sum;
    }

    @Override
    void create(final GuardedMemory memory) {
        list = kind.create(maker, memory);
    }

    @Override
    void add(final long index) {
        list.add().accept(index);
    }

    @Override
    long size() {
        return list.size().getAsLong();
    }

    @Override
    void free() {
        list.closing().run();
    }
}
