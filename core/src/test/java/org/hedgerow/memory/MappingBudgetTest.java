package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import org.hedgerow.memory.os.FaultyOs;
import org.hedgerow.memory.os.Os;
import org.junit.jupiter.api.Test;

class MappingBudgetTest {

    private static final int RESERVE = 100;

    private final FaultyOs os = FaultyOs.ofLinux().mapLimit(1_000).otherMappings(200);
    private final MappingBudget budget = new MappingBudget(os);

    private long nanos;

    /** Acquires single mappings until refused, with the system's count going up as they are made. */
    private int acquireToRefusal() {
        for (int made = 0; ; made++) {
            try {
                budget.acquire(1, RESERVE);
            } catch (final MapLimitException e) {
                return made;
            }
            os.otherMappings(200 + made + 1);
        }
    }

    @Test
    void theReserveIsKept() {
        assertEquals(1_000 - 200 - RESERVE, acquireToRefusal());
    }

    @Test
    void theExceptionSaysLimitCountReserveAndWhatToDo() {
        acquireToRefusal();
        final var e = assertThrows(MapLimitException.class, () -> budget.acquire(1, RESERVE));
        assertEquals(1_000, e.limit());
        assertEquals(900, e.count());
        assertEquals(RESERVE, e.reserve());
        assertEquals(
                "no mapping to spare: 900 of at most 1000 are in use, and 100 are reserved for the JVM. Release memory,"
                        + " raise the limit (sysctl vm.max_map_count), or reserve less (MemoryOptions.mapReserve).",
                e.getMessage());
    }

    @Test
    void itCountsAsOftenAsTheSlackHalves() {
        acquireToRefusal();
        assertTrue(os.countings() <= 2 * Integer.SIZE, os.countings() + " countings for 700 mappings");
    }

    @Test
    void aPairIsNotGrantedWhereOneIsLeft() {
        os.otherMappings(899);
        assertThrows(MapLimitException.class, () -> budget.acquire(2, RESERVE));
        budget.acquire(1, RESERVE);
    }

    @Test
    void aReleaseEndsTheRefusal() {
        final int made = acquireToRefusal();
        os.otherMappings(200 + made - 1);
        budget.release(1);
        budget.acquire(1, RESERVE);
        os.otherMappings(200 + made);
        assertThrows(MapLimitException.class, () -> budget.acquire(1, RESERVE));
    }

    @Test
    void itSeesWhatTheRestOfTheProcessMapsAfterHalfTheSlack() {
        budget.acquire(1, RESERVE);
        os.otherMappings(1_000);
        int granted = 1;
        while (granted <= 700 && isGranted(RESERVE)) {
            granted++;
        }
        assertEquals(350, granted);
    }

    private boolean isGranted(final int reserve) {
        try {
            budget.acquire(1, reserve);
            return true;
        } catch (final MapLimitException e) {
            return false;
        }
    }

    @Test
    void aReserveAboveTheLimitRefusesAll() {
        assertThrows(MapLimitException.class, () -> budget.acquire(1, Integer.MAX_VALUE));
    }

    @Test
    void aLargerReserveIsNotRefusedByAnOldCount() {
        os.otherMappings(500);
        budget.acquire(1, RESERVE);
        os.otherMappings(200);
        budget.acquire(1, 600);
    }

    @Test
    void aLargerReserveIsKept() {
        budget.acquire(1, 0);
        os.otherMappings(390);
        int granted = 1;
        while (isGranted(600)) {
            granted++;
            os.otherMappings(389 + granted);
        }
        assertEquals(400 - 390, granted - 1);
    }

    @Test
    void aRefusalHoldsForLargerReservesOnly() {
        os.otherMappings(850);
        assertThrows(MapLimitException.class, () -> budget.acquire(1, 200));
        final long countings = os.countings();
        assertThrows(MapLimitException.class, () -> budget.acquire(1, 300));
        assertEquals(countings, os.countings());
        budget.acquire(1, RESERVE);
    }

    @Test
    void aRefusalByAnOldCountHoldsForNoSmallerReserve() {
        os.otherMappings(950);
        assertThrows(MapLimitException.class, () -> budget.acquire(1, 200));
        os.otherMappings(200);
        budget.acquire(1, RESERVE);
    }

    @Test
    void afterAReleaseItCountsAnew() {
        budget.acquire(1, RESERVE);
        os.otherMappings(950);
        while (isGranted(RESERVE)) {
            // Up to the next count.
        }
        os.otherMappings(200);
        budget.release(1);
        budget.acquire(100, RESERVE);
    }

    @Test
    void whereHalfIsInUseACountHoldsForASecond() {
        final MappingBudget clocked = new MappingBudget(withClock());
        os.otherMappings(600);
        clocked.acquire(1, RESERVE);
        os.otherMappings(950);
        nanos += 1_000_000_000;
        clocked.acquire(1, RESERVE);
        nanos++;
        assertThrows(MapLimitException.class, () -> clocked.acquire(1, RESERVE));
    }

    @Test
    void aRefusalHoldsForAMoment() {
        final MappingBudget clocked = new MappingBudget(withClock());
        os.otherMappings(950);
        for (int refusal = 1; refusal <= 3; refusal++) {
            assertThrows(MapLimitException.class, () -> clocked.acquire(1, RESERVE));
            nanos += 49_000_000;
            assertThrows(MapLimitException.class, () -> clocked.acquire(1, RESERVE));
            assertEquals(refusal, os.countings());
            nanos += 1_000_000;
        }
        os.otherMappings(200);
        clocked.acquire(1, RESERVE);
    }

    /** The same system, by a clock of the test's. */
    private Os withClock() {
        return (Os) Proxy.newProxyInstance(
                Os.class.getClassLoader(),
                new Class<?>[] {Os.class},
                (_, method, arguments) -> method.getName().equals("nanoTime") ? nanos : method.invoke(os, arguments));
    }

    @Test
    void whereItCannotCountTheLastCountGoesOn() {
        budget.acquire(1, RESERVE);
        os.withoutCount(true);
        int granted = 1;
        while (isGranted(RESERVE)) {
            granted++;
        }
        assertEquals(1_000 - 200 - RESERVE, granted);
        os.withoutCount(false).otherMappings(200);
        budget.release(1);
        assertTrue(isGranted(RESERVE));
    }

    @Test
    void whereItNeverCountedItsOwnAreCounted() {
        os.withoutCount(true);
        int granted = 0;
        while (isGranted(RESERVE)) {
            granted++;
        }
        assertEquals(1_000 - RESERVE, granted);
        assertNull(budget.kernelRefusal(1, RESERVE));
    }

    @Test
    void itTellsTheMapLimitFromOtherReasons() {
        budget.acquire(1, RESERVE);
        assertNull(budget.kernelRefusal(1, RESERVE));
        os.otherMappings(1_000);
        final MapLimitException refusal = budget.kernelRefusal(1, RESERVE);
        assertNotNull(refusal);
        assertEquals(1_000, refusal.count());
    }

    /** What is given back then was granted, but is not among what was counted. */
    @Test
    void whatTheKernelRefusedIsNotGrantedBeyondTheLimit() {
        os.otherMappings(999);
        budget.acquire(1, 0);
        os.otherMappings(1_000);
        assertNotNull(budget.kernelRefusal(1, 0));
        budget.release(1);
        assertThrows(MapLimitException.class, () -> budget.acquire(1, 0));
    }

    @Test
    void whatTheKernelRefusedIsNotGrantedByAnOldCount() {
        os.otherMappings(899);
        budget.acquire(1, RESERVE);
        assertNull(budget.kernelRefusal(1, RESERVE));
        budget.release(1);
        os.otherMappings(950);
        assertThrows(MapLimitException.class, () -> budget.acquire(1, RESERVE));
    }
}
