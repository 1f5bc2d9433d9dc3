package org.hedgerow.demo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnitsTest {

    @Test
    void figuresHaveThreeDigitsAndAUnit() {
        assertEquals("999 ns", Units.nanos(999));
        assertEquals("1.00 \u00b5s", Units.nanos(1_000));
        assertEquals("35.2 \u00b5s", Units.nanos(35_210));
        assertEquals("877 ms", Units.nanos(876_600_000));
        assertEquals("12.5 s", Units.nanos(12_500_000_000L));
        assertEquals("1,024 MiB", Units.mebibytes(1L << 30));
        assertEquals("2.50 times", Units.times(2.5));
    }
}
