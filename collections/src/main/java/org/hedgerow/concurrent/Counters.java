package org.hedgerow.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one queue: what its threads tell each other, in an array in which the words of one side are two cache
 * lines away from those of the other.
 *
 * <pre>
 *   index of a long
 *     0 .. 15   gap: whatever lies before the array in memory
 *    16         TAIL             elements ever added, or claimed where there are several producers
 *    17         TAIL_CLAIM       TAIL once the present operation of the one producer is done; of a ring buffer, how many
 *                            operations of its producer are under way, one within another
 *    18         TAIL_LIMIT       what TAIL can grow to, as far as the one producer knows; of a ring buffer, its head as far as
 *                            producers know
 *    19         TAIL_WAIT        TAIL when the one producer last waited for the other side to get ahead: see {@link Pace}
 *    20         TAIL_CHUNK       the address of the chunk that the one producer is in, where there are chunks
 *    21 .. 31   gap
 *    32         HEAD             elements ever removed, or claimed where there are several consumers
 *    33         HEAD_CLAIM       HEAD once the present operation of the one consumer is done
 *    34         HEAD_LIMIT       what HEAD can grow to, as far as the one consumer knows
 *    35         HEAD_WAIT        HEAD when the one consumer last waited so
 *    36         HEAD_CHUNK       the address of the chunk that the one consumer is in, where there are chunks
 *    37 .. 47   gap
 *    48         SHARED_TAIL_LIMIT   the same for several producers: written seldom, so apart from TAIL
 *    49         SHARED_TAIL_WAIT    the same for several producers
 *    50 .. 63   gap
 *    64         SHARED_HEAD_LIMIT   the same for several consumers
 *    65         SHARED_HEAD_WAIT    the same for several consumers
 *    66 .. 79   gap
 *    80         VISITORS         threads that look at the elements without claiming any
 *    81 .. 95   gap: whatever lies behind the array
 * </pre>
 *
 * <p>Two lines, as processors fetch lines in pairs. The counters lie on the heap, unlike the elements: any thread may
 * read them at any time, before and after the queue is closed, so they live as long as somebody can. They never wrap: a
 * billion operations a second reach {@link #CLOSED} in 146 years.
 */
final class Counters {

    private static final int GAP = 128 / Long.BYTES;

    static final int TAIL = GAP;
    static final int TAIL_CLAIM = TAIL + 1;
    static final int TAIL_LIMIT = TAIL_CLAIM + 1;
    static final int TAIL_WAIT = TAIL_LIMIT + 1;
    static final int TAIL_CHUNK = TAIL_WAIT + 1;

    static final int HEAD = TAIL + GAP;
    static final int HEAD_CLAIM = HEAD + 1;
    static final int HEAD_LIMIT = HEAD_CLAIM + 1;
    static final int HEAD_WAIT = HEAD_LIMIT + 1;
    static final int HEAD_CHUNK = HEAD_WAIT + 1;

    static final int SHARED_TAIL_LIMIT = HEAD + GAP;
    static final int SHARED_TAIL_WAIT = SHARED_TAIL_LIMIT + 1;
    static final int SHARED_HEAD_LIMIT = SHARED_TAIL_LIMIT + GAP;
    static final int SHARED_HEAD_WAIT = SHARED_HEAD_LIMIT + 1;
    static final int VISITORS = SHARED_HEAD_LIMIT + GAP;

    private static final int LENGTH = VISITORS + GAP;

    /**
     * Set in a counter that several threads claim from, when the queue is closed: it makes the counter greater than any
     * limit, so that whoever compares the two finds it without a comparison of its own.
     */
    static final long CLOSED = 1L << 62;

    /** Stands for no bound: more than is ever counted, and so little that a sum with a counter is not {@link #CLOSED}. */
    static final long NO_BOUND = 1L << 61;

    private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

    private Counters() {}

    static long[] create() {
        return new long[LENGTH];
    }

    static long getAcquire(final long[] counters, final int index) {
        return (long) LONGS.getAcquire(counters, index);
    }

    static void setRelease(final long[] counters, final int index, final long value) {
        LONGS.setRelease(counters, index, value);
    }

    static boolean compareAndSet(final long[] counters, final int index, final long expected, final long value) {
        return LONGS.compareAndSet(counters, index, expected, value);
    }

    static long getAndAdd(final long[] counters, final int index, final long delta) {
        return (long) LONGS.getAndAdd(counters, index, delta);
    }

    /** Takes a counter out of use, and answers what it was. */
    static long close(final long[] counters, final int index) {
        return (long) LONGS.getAndBitwiseOr(counters, index, CLOSED) & ~CLOSED;
    }

    static boolean isClosed(final long counter) {
        return (counter & CLOSED) != 0;
    }

    /** A counter as it is, or was when it was closed. */
    static long count(final long[] counters, final int index) {
        return getAcquire(counters, index) & ~CLOSED;
    }

    /** How much was added and not removed, of a moment within the call: at least 0. */
    static long size(final long[] counters) {
        long headBefore;
        long head = count(counters, HEAD);
        long tail;
        do {
            headBefore = head;
            tail = count(counters, TAIL);
            head = count(counters, HEAD);
        } while (head != headBefore);
        return Math.max(0, tail - head);
    }
}
