package org.hedgerow.harness;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = new Table(
            List.of("what", "a", "long head"), List.of(List.of("a longer row", "1,000", "2"), List.of("b", "3", "-")));

    @Test
    void columnsAreAligned() {
        assertEquals(
                List.of(
                        "what               a   long head",
                        "--------------------------------",
                        "a longer row   1,000           2",
                        "b                  3           -"),
                table.lines());
    }

    @Test
    void markdownHasItsRows() {
        assertEquals(
                List.of("| what | a | long head |", "|---|--:|--:|", "| a longer row | 1,000 | 2 |", "| b | 3 | - |"),
                table.markdown());
    }
}
