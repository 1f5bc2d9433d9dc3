package org.hedgerow.demo.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class GcPausesTest {

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
}
