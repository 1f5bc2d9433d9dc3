package org.hedgerow.demo.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void columnsAreAligned() {
        final Table table = new Table(
                List.of("what", "a", "long head"),
                List.of(List.of("a longer row", "1,000", "2"), List.of("b", "3", "-")));
        assertEquals(
                List.of(
                        "what               a   long head",
                        "--------------------------------",
                        "a longer row   1,000           2",
                        "b                  3           -"),
                table.lines());
    }

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
