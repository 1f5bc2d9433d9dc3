package org.hedgerow.demo.service;

import org.HdrHistogram.Histogram;
import org.hedgerow.demo.child.ChildReport;

/**
 * The service: its sessions begin and end in the order of their numbers, so that the live ones are a window of numbers
 * that slides. In the steady phase one operation in ten begins a session, one ends the oldest, and eight look one up.
 */
final class Service {

    private static final int LEFT_AT_END = 100;
    private static final int STEADY_CYCLE = 10;
    private static final int OPERATIONS_PER_PROGRESS = 1 << 17;

    private final SessionTable table;
    private final SessionKeys keys;
    private final Latencies latencies = new Latencies();
    private final ChildReport report;
    private final long sessions;
    private final long steadyOperations;
    private long oldest;
    private long next;
    private long operations;
    private long random = 0x9E3779B97F4A7C15L;
    private long found;
    private long wrong;

    Service(
            final SessionTable table,
            final SessionKeys keys,
            final long sessions,
            final long steadyOperations,
            final ChildReport report) {
        this.table = table;
        this.keys = keys;
        this.sessions = sessions;
        this.steadyOperations = steadyOperations;
        this.report = report;
    }

    /**
     * Runs a phase.
     *
     * @param phase which; each once, in order
     */
    void run(final Phase phase) {
        final Histogram histogram = latencies.of(phase);
        switch (phase) {
            case GROWTH -> grow(histogram);
            case STEADY -> live(histogram);
            case FALL -> fall(histogram);
        }
    }

    private void grow(final Histogram histogram) {
        while (next < sessions) {
            begin(histogram);
        }
    }

    private void live(final Histogram histogram) {
        for (long i = 0; i < steadyOperations; i++) {
            switch ((int) (i % STEADY_CYCLE)) {
                case 0 -> end(histogram);
                case STEADY_CYCLE / 2 -> begin(histogram);
                default -> lookUp(histogram);
            }
        }
    }

    private void fall(final Histogram histogram) {
        final long left = sessions / LEFT_AT_END;
        while (next - oldest > left) {
            end(histogram);
        }
    }

    private void begin(final Histogram histogram) {
        final long key = keys.at(next++);
        final long value = valueOf(key);
        final long start = System.nanoTime();
        table.put(key, value);
        histogram.recordValue(System.nanoTime() - start);
        countOperation();
    }

    private void end(final Histogram histogram) {
        final long key = keys.at(oldest++);
        final long start = System.nanoTime();
        table.remove(key);
        histogram.recordValue(System.nanoTime() - start);
        countOperation();
    }

    private void lookUp(final Histogram histogram) {
        final long key = keys.at(oldest + Long.remainderUnsigned(nextRandom(), next - oldest));
        final long start = System.nanoTime();
        final long value = table.get(key);
        histogram.recordValue(System.nanoTime() - start);
        if (value != SessionTable.MISSING) {
            found++;
            wrong += value == valueOf(key) ? 0 : 1;
        }
        countOperation();
    }

    private void countOperation() {
        if (++operations % OPERATIONS_PER_PROGRESS == 0) {
            report.progress(operations, 2 * sessions + steadyOperations);
        }
    }

    /** Values follow from keys, so that every answer can be checked. They are not negative. */
    private static long valueOf(final long key) {
        return key >>> 1;
    }

    private long nextRandom() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }

    Latencies latencies() {
        return latencies;
    }

    /**
     * Counts the look-ups that found a session.
     *
     * @return how many
     */
    long found() {
        return found;
    }

    /**
     * Counts the look-ups that found a wrong value.
     *
     * @return how many; 0 from a map that works
     */
    long wrong() {
        return wrong;
    }
}
