package org.hedgerow.memory;

import org.hedgerow.memory.os.Os;

/**
 * How many mappings the process may still make: refuses before the kernel does.
 *
 * <p>Counting the mappings of a process means reading {@code /proc/self/maps}, which takes milliseconds where there are
 * many. So the budget counts seldom: after a count that left a slack of n, the next n/2 mappings need none, since the
 * rest of the process would have to make as many in that time to spend the other half. Where half of the limit is in
 * use, a count holds for a second at the most. Near the limit the budget counts each time, but refuses without a new
 * count for a moment after it has refused.
 *
 * <p>One budget serves the whole process, since the limit does. Thread-safe.
 */
final class MappingBudget {

    private static final long REFUSAL_HOLDS_NANOS = 50_000_000;

    private static final long COUNT_HOLDS_NANOS = 1_000_000_000;

    private final Os os;

    private int limit;
    private int counted;
    /** Made, less removed, since the last count. */
    private int madeSince;
    /** How many may be made before the next count. */
    private int allowance;
    /** Whether so much of the limit is in use that a count is not relied on for long. */
    private boolean tight;

    private long countedAtNanos;
    private long refusedAtNanos;
    private boolean refusing;

    MappingBudget(final Os os) {
        this.os = os;
    }

    /**
     * Takes mappings from the budget.
     *
     * @param mappings how many, at least 1
     * @param reserve how many of the limit are left to others
     * @throws MapLimitException if the budget has less, with nothing taken
     */
    synchronized void acquire(final int mappings, final int reserve) {
        if ((madeSince + mappings > allowance || isOutdated()) && !refusedJustNow()) {
            count(reserve);
        }
        if ((long) counted + madeSince + mappings > (long) limit - reserve) {
            if (!refusing) {
                refusing = true;
                refusedAtNanos = os.nanoTime();
            }
            throw refusal(reserve);
        }
        refusing = false;
        madeSince += mappings;
    }

    /**
     * Gives mappings back to the budget.
     *
     * @param mappings how many were removed
     */
    synchronized void release(final int mappings) {
        madeSince -= mappings;
        refusing = false;
    }

    /**
     * Tells why the kernel refused a mapping that the budget had granted.
     *
     * @param mappings how many were asked for
     * @param reserve how many of the limit were to be left to others
     * @return true if the process is at its map limit; false if the kernel had another reason
     */
    synchronized boolean isExhausted(final int mappings, final int reserve) {
        count(reserve);
        return counted + mappings >= limit;
    }

    /** The exception for a mapping that was refused, by the figures of the last count. */
    synchronized MapLimitException refusal(final int reserve) {
        return new MapLimitException(
                limit,
                counted + madeSince,
                reserve,
                "Release memory, raise the limit (sysctl vm.max_map_count), or reserve less"
                        + " (MemoryOptions.mapReserve).");
    }

    private boolean isOutdated() {
        return tight && os.nanoTime() - countedAtNanos > COUNT_HOLDS_NANOS;
    }

    private boolean refusedJustNow() {
        return refusing && os.nanoTime() - refusedAtNanos < REFUSAL_HOLDS_NANOS;
    }

    private void count(final int reserve) {
        limit = os.maxMapCount();
        counted = os.mapCount();
        madeSince = 0;
        countedAtNanos = os.nanoTime();
        tight = counted > limit / 2;
        allowance = Math.max(0, (limit - reserve - counted) / 2);
        refusing = false;
    }
}
