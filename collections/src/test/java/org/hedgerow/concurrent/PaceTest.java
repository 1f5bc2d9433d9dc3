package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;
import static org.hedgerow.concurrent.Counters.TAIL_WAIT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {

    private final long[] counters = Counters.create();

    /** The pace of a producer. */
    private Pace pace(final long capacity) {
        return new Pace(counters, TAIL_WAIT, HEAD, capacity, capacity);
    }

    @Test
    void whereThereIsRoomItIsToldWithoutAWait() {
        counters[HEAD] = 1000;
        assertEquals(1064, pace(64).limit(1063));
        assertEquals(0, counters[TAIL_WAIT]);
    }

    @Test
    void whereThereIsNoneItWaitsOnceInAQuarterOfTheRing() {
        final Pace pace = pace(64);
        counters[HEAD] = 1000;
        assertEquals(1064, pace.limit(1064));
        assertEquals(1064, counters[TAIL_WAIT]);

        counters[HEAD] = 1015;
        assertEquals(1079, pace.limit(1079));
        assertEquals(1064, counters[TAIL_WAIT], "not due");

        counters[HEAD] = 1016;
        assertEquals(1080, pace.limit(1080));
        assertEquals(1080, counters[TAIL_WAIT]);
    }

    @Test
    void inALongRingItWaitsOnceIn256Elements() {
        final Pace pace = pace(1L << 40);
        counters[HEAD] = 255;
        assertEquals((1L << 40) + 255, pace.limit((1L << 40) + 255));
        assertEquals((1L << 40) + 255, counters[TAIL_WAIT], "the first time");

        counters[HEAD] += 255;
        pace.limit((1L << 40) + counters[HEAD]);
        assertEquals((1L << 40) + 255, counters[TAIL_WAIT], "not due");

        counters[HEAD] += 1;
        pace.limit((1L << 40) + counters[HEAD]);
        assertEquals((1L << 40) + 511, counters[TAIL_WAIT]);
    }

    @Test
    void theSmallestRingHasALimit() {
        assertEquals(1, pace(1).limit(0));
        assertEquals(1, pace(1).limit(1));
        counters[HEAD] = 1;
        assertEquals(2, pace(1).limit(1));
    }

    @Test
    void theCounterOfTheOtherSideCountsWhenItIsClosed() {
        counters[HEAD] = 7;
        Counters.close(counters, HEAD);
        assertEquals(39, pace(32).limit(30));
    }

    /** The other side moves only when this one has begun to wait: that this one sees it tells that it looks again. */
    @Test
    void whatTheOtherSideDoesMeanwhileIsSeen() {
        final long capacity = 1 << 16;
        final Pace pace = pace(capacity);
        assertTimeoutPreemptively(Duration.ofSeconds(60), () -> {
            final Thread consumer = Thread.ofPlatform().daemon().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    final long count = Counters.getAcquire(counters, TAIL_WAIT) - capacity;
                    if (count == counters[HEAD]) {
                        Counters.setRelease(counters, HEAD, count + 256);
                    }
                }
            });
            long tail = capacity + 1;
            Counters.setRelease(counters, HEAD, 1);
            long limit;
            while ((limit = pace.limit(tail)) == tail) {
                // It was seen too late for this wait.
                while (Counters.getAcquire(counters, HEAD) + capacity == tail) {
                    Thread.onSpinWait();
                }
                tail = Counters.getAcquire(counters, HEAD) + capacity;
            }
            consumer.interrupt();
            assertEquals(tail + 256, limit);
        });
    }
}
