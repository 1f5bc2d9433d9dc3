package org.hedgerow.memory;

import java.io.UncheckedIOException;
import org.hedgerow.memory.os.Os;
import org.jspecify.annotations.Nullable;

/**
 * How many mappings the process may still make: refuses before the kernel does.
 *
 * <p>Counting the mappings of a process means reading {@code /proc/self/maps}, which takes milliseconds where there are
 * many. So the budget counts seldom: after a count that left a slack of n, the next n/2 mappings need none, since the
 * rest of the process would have to make as many in that time to spend the other half. Where half of the limit is in
 * use, a count holds for a second at the most. Near the limit the budget counts each time, but refuses without a new
 * count for a moment after it has refused.
 *
 * <p>How much of the limit is left to others is each caller's own: a count is judged by what the caller leaves, whoever
 * made it necessary. One who leaves more to others than those for whom it was made counts anew, and nobody is refused by an old
 * count.
 *
 * <p>Where the system does not tell the count (the process may open no more files, or there is no {@code /proc}), the last
 * one goes on, with what was made since. Where there was none, only those count that were made here; the others have the
 * reserve.
 *
 * <p>One budget serves the whole process, since the limit does. Thread-safe.
 */
final class MappingBudget {

    private static final long REFUSAL_HOLDS_NANOS = 50_000_000;

    private static final long COUNT_HOLDS_NANOS = 1_000_000_000;

    private final Os os;

    private int limit;
    private long counted;
    /** Made, less removed, since the last count. */
    private long madeSince;

    private long countedAtNanos;

    /** What those left to others for whom it was counted. */
    private int countedReserve;

    /** Whether a refusal holds, for those who leave as much of the limit to others, or more. */
    private boolean refusing;

    private long refusedAtNanos;
    private int refusedReserve;

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
        if (isCountDue(mappings, reserve) && !refusedJustNow(reserve)) {
            count(reserve, 0);
        }
        if (counted + madeSince + mappings > (long) limit - reserve) {
            if (!refusing) {
                refusing = true;
                refusedAtNanos = os.nanoTime();
                refusedReserve = reserve;
            }
            throw refusal(counted + madeSince, reserve);
        }
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
     * Tells whether the kernel refused mappings, which the budget had granted, since the process is at its map limit.
     *
     * @param mappings how many were granted; they are still to be given back
     * @param reserve how many of the limit are left to others
     * @return the exception that says so; null if the kernel had another reason
     */
    synchronized @Nullable MapLimitException kernelRefusal(final int mappings, final int reserve) {
        count(countedReserve, mappings);
        final long present = counted + madeSince - mappings;
        return present + mappings >= limit ? refusal(present, reserve) : null;
    }

    private MapLimitException refusal(final long present, final int reserve) {
        return new MapLimitException(
                limit,
                (int) present,
                reserve,
                "Release memory, raise the limit (sysctl vm.max_map_count), or reserve less"
                        + " (MemoryOptions.mapReserve).");
    }

    private boolean isCountDue(final int mappings, final int reserve) {
        // Half of what the last count left may be made before the next.
        final long allowance = Math.max(0, ((long) limit - reserve - counted) / 2);
        return madeSince + mappings > allowance || reserve > countedReserve || isOutdated(reserve);
    }

    /** Whether so much is in use that a count is not relied on for long, and the last one is that old. */
    private boolean isOutdated(final int reserve) {
        return counted > ((long) limit - reserve) / 2 && os.nanoTime() - countedAtNanos > COUNT_HOLDS_NANOS;
    }

    private boolean refusedJustNow(final int reserve) {
        return refusing && reserve >= refusedReserve && os.nanoTime() - refusedAtNanos < REFUSAL_HOLDS_NANOS;
    }

    /** Counts what there is; of what was granted, some may not be there and be given back all the same. */
    private void count(final int reserve, final int refused) {
        refusing = false;
        try {
            final int present = os.mapCount();
            limit = os.maxMapCount();
            counted = present;
            countedReserve = reserve;
            madeSince = refused;
            countedAtNanos = os.nanoTime();
        } catch (final UncheckedIOException e) {
            if (limit == 0) {
                limit = os.maxMapCount();
            }
        }
    }
}
