package org.hedgerow.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcPausesTest {

    @Test
    void countsPausesAndNothingElse() {
        final GcPauses pauses = GcPauses.of(List.of(
                "[0.005s][info][gc] Using G1",
                "[1.234s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 24M->4M(256M) 2.500ms",
                "[1.234s][info][gc,phases] GC(0)   Merge Heap Roots: 0.1ms",
                "[1.300s][info][gc] GC(1) Concurrent Mark Cycle 4.567ms",
                "[1.400s][info][gc,phases] GC(2) Y: Pause Mark Start (Major)        0.012ms"));
        assertEquals(2, pauses.count());
        assertEquals(2_512, pauses.totalMicros());
        assertEquals(2_500, pauses.longestMicros());
    }

    @Test
    void pausesAreAddedUp() {
        final List<String> log = List.of(
                "[0.005s][info][gc] Using G1",
                "[0.219s][info][gc] GC(0) Pause Young (Normal) (G1 Evacuation Pause) 23M->10M(376M) 12.345ms",
                "[0.300s][info][gc] GC(1) Concurrent Mark Cycle",
                "[0.301s][info][gc] GC(1) Pause Remark 30M->30M(376M) 0.655ms",
                "[0.310s][info][gc] GC(1) Concurrent Mark Cycle 10.111ms");
        assertEquals(new GcPauses(2, 13_000, 12_345), GcPauses.of(log));
    }

    @Test
    void noPausesAreNone() {
        assertEquals(new GcPauses(0, 0, 0), GcPauses.of(List.of()));
    }
}
