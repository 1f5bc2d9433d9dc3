package org.hedgerow.concurrent;

/**
 * How far one side of a bounded queue can go, and what keeps it apart from the other side.
 *
 * <p>Two threads at the same slots stay there: each waits for the cache line that the other one has just written, for every
 * element, and neither gets ahead. Some lines apart, each finds the lines that it needs on their way before it comes to them,
 * and both are several times as fast. So a side that has used up all that there was, and finds nothing more, gives the other
 * one time to get ahead before it says so.
 *
 * <p>It waits in steps of some 600 ns, and takes a next one only if the last one has brought a cache line of elements or more:
 * up to a quarter of the ring, or {@value #MAX_STEPS} steps, which are some 5 µs. And it does so once in a quarter of the ring,
 * or {@value #MAX_PERIOD} elements. So a slow other side costs 2 ns per element, and a fast one costs a producer at most a
 * quarter of the time that its element is in the full queue anyway. A short ring is soon used up: in one of less than 1024
 * slots the steps are shorter, and in one of less than 32 there are none.
 */
final class Pace {

    private static final int MAX_STEP_SPINS = 24;
    private static final int SLOTS_PER_SPIN = 32;
    private static final int MAX_STEPS = 8;
    private static final int MAX_PERIOD = 256;
    private static final int LINE = 8;

    private final long[] counters;
    private final int lastWait;
    private final int otherCounter;
    private final long distance;
    private final int stepSpins;
    private final long quarter;
    private final long period;

    /**
     * Creates the pace of one side.
     *
     * @param counters the counters of the queue
     * @param lastWait the index of a word of this side's own: its counter when it last waited
     * @param otherCounter the index of the counter of the other side
     * @param distance how far this side can go beyond that counter
     * @param capacity of the ring
     */
    Pace(final long[] counters, final int lastWait, final int otherCounter, final long distance, final long capacity) {
        this.counters = counters;
        this.lastWait = lastWait;
        this.otherCounter = otherCounter;
        this.distance = distance;
        this.stepSpins = (int) Math.min(MAX_STEP_SPINS, capacity / SLOTS_PER_SPIN);
        this.quarter = capacity / 4;
        this.period = Math.min(MAX_PERIOD, quarter);
    }

    /**
     * How far this side can go; where that is no further than it is, what it can after a wait, if one is due.
     *
     * @param count where this side is
     * @return a count, which may be below the one that is given, where that is not of this moment
     */
    long limit(final long count) {
        final long limit = presentLimit();
        if (limit > count || count - Counters.getAcquire(counters, lastWait) < period) {
            return limit;
        }
        Counters.setRelease(counters, lastWait, count);
        return limitAfterWait(limit);
    }

    private long limitAfterWait(final long start) {
        long limit = start;
        long before;
        int steps = 0;
        do {
            before = limit;
            Pause.spin(stepSpins);
            limit = presentLimit();
            steps++;
        } while (steps < MAX_STEPS && limit - before >= LINE && limit - start < quarter);
        return limit;
    }

    private long presentLimit() {
        return Counters.count(counters, otherCounter) + distance;
    }
}
