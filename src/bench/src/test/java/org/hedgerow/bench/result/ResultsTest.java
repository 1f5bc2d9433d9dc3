package org.hedgerow.bench.result;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.bench.result.Comparison.Change;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultsTest {

    @Test
    void spreadHasTheMiddleAndTheEnds() {
        assertEquals(new Spread(2, 1, 9), Spread.of(List.of(9.0, 1.0, 2.0)));
        assertEquals(new Spread(3, 1, 9), Spread.of(List.of(9.0, 4.0, 1.0, 2.0)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }

    @Test
    void spreadsOverlapWhereTheyTouch() {
        assertTrue(new Spread(2, 1, 3).overlaps(new Spread(4, 3, 5)));
        assertFalse(new Spread(2, 1, 3).overlaps(new Spread(5, 4, 6)));
        assertFalse(new Spread(5, 4, 6).overlaps(new Spread(2, 1, 3)));
    }

    @Test
    void fileGivesBackWhatWasWritten(@TempDir final Path directory) throws IOException {
        final Path file = ResultFile.named(directory.resolve("new"), LocalDateTime.of(2026, 1, 2, 3, 4, 5));
        ResultFile.write(Samples.results(1), file);
        assertEquals("2026-01-02-030405.json", String.valueOf(file.getFileName()));
        assertEquals(Samples.results(1), ResultFile.read(file));
    }

    @Test
    void whatIsNoFileOfResultsIsCalledSo(@TempDir final Path directory) throws IOException {
        final Path good = directory.resolve("good.json");
        ResultFile.write(Samples.results(1), good);
        final String text = Files.readString(good);
        final Path bad = directory.resolve("bad.json");
        for (final String wrong : List.of(
                "",
                "null",
                "[]",
                "{}",
                "not JSON",
                text.substring(0, text.length() / 2),
                text.replaceFirst("\"metric\" : \"[^\"]*\"", "\"metric\" : null"),
                text.replaceFirst("\"measurements\" : \\[ ", "\"measurements\" : [ null, "),
                text.replaceFirst("\"values\" : \\[[^]]*]", "\"values\" : [ ]"),
                text.replaceFirst("\"values\" : \\[[^]]*]", "\"values\" : [ null ]"),
                text.replaceFirst("\"date\" : \"[^\"]*\",", ""))) {
            assertNotEquals(text, wrong);
            Files.writeString(bad, wrong);
            final IOException refused = assertThrows(IOException.class, () -> ResultFile.read(bad), wrong);
            assertTrue(
                    String.valueOf(refused.getMessage()).startsWith(bad + " is not a file of results: "),
                    refused.getMessage());
        }
    }

    @Test
    void recordsFitOnOneLine() throws IOException {
        final Figure figure = new Figure("a\nmetric", "ns", 1.5);
        final String line = ResultFile.toLine(figure);
        assertFalse(line.contains("\n"));
        assertEquals(figure, ResultFile.fromLine(line, Figure.class));
    }

    @Test
    void tablesDivideByTheRival() {
        final List<TitledTable> tables =
                new RatioTables(Samples.OURS, List.of(Samples.RIVAL, "Agrona default")).of(Samples.results(1));
        assertEquals(1, tables.size());
        final TitledTable table = tables.getFirst();
        assertEquals(
                List.of("", "Hedgerow", "Agrona tuned", "no map", "Hedgerow / Agrona tuned"),
                table.table().header());
        assertEquals(
                List.of("getHit", "11 ns (10 ns - 12 ns)", "25 ns (20 ns - 30 ns)", "", "0.45 (0.40 - 0.50)"),
                table.table().rows().getFirst());
        assertEquals(6, table.text().size());
        assertTrue(table.markdown()
                .contains("| getHit | 11 ns (10 ns - 12 ns) | 25 ns (20 ns - 30 ns) |  | 0.45 (0.40 - 0.50) |"));
    }

    @Test
    void runsAreDividedByThoseOfTheSameTurn() {
        final Measurement ours = measurement(1, 10, 3);
        assertEquals(new Spread(0.5, 0.25, 1), ours.ratiosTo(measurement(4, 10, 6)));
        assertEquals(new Spread(0.75, 0.75, 0.75), ours.ratiosTo(measurement(3, 5)));
        assertEquals(new Spread(1, 1, 1), ours.ratiosTo(ours));
    }

    private static Measurement measurement(final double... values) {
        return new Measurement(
                new Subject("queues", "one to one", "any"),
                "round trip",
                "ns",
                Arrays.stream(values).boxed().toList());
    }

    @Test
    void numbersHaveThreeDigitsAndAUnitThatSuits() {
        assertEquals("1.23 ns", Numbers.of(1.234, "ns"));
        assertEquals("12.3 \u00b5s", Numbers.of(12_345, "ns"));
        assertEquals("123 ms", Numbers.of(123_456_789, "ns"));
        assertEquals("1.50 s", Numbers.of(1_500_000_000, "ns"));
        assertEquals("1,235 MiB", Numbers.of(1_234.5678, "MiB"));
    }

    @Test
    void comparisonSeesWhatLeftTheSpread() {
        final Comparison same = Comparison.of(Samples.results(1), Samples.results(1));
        assertEquals(5, same.lines().size());
        assertTrue(same.lines().stream().allMatch(line -> line.change() == Change.NONE));

        final Comparison slower = Comparison.of(Samples.results(1), Samples.results(2));
        assertEquals(Change.MORE, slower.lines().getFirst().change());
        assertEquals(2, slower.lines().getFirst().ratio(), 1e-9);
        assertEquals(Change.NONE, slower.lines().get(2).change());

        final Comparison faster = Comparison.of(Samples.results(2), Samples.results(1));
        assertEquals(Change.LESS, faster.lines().getFirst().change());
        assertEquals("0.50", faster.table().table().rows().getFirst().get(3));
    }

    @Test
    void figuresWithoutAPartnerAreCounted() {
        final Results both = Samples.results(1);
        final Results fewer = new Results(
                both.date(),
                both.arguments(),
                both.machine(),
                both.measurements().subList(0, 2),
                both.runs(),
                both.curves(),
                both.failures());
        assertEquals(3, Comparison.of(both, fewer).onlyBefore());
        assertEquals(3, Comparison.of(fewer, both).onlyAfter());
        assertEquals(
                "Earlier and later, of 2 figures; only earlier 3, only later 0",
                Comparison.of(both, fewer).table().title());
    }

    @Test
    void chartsAreSvg(@TempDir final Path directory) throws IOException {
        System.setProperty("java.awt.headless", "true");
        final List<Path> charts = Charts.draw(Samples.results(0.001), directory.resolve("results.json"));
        assertEquals(2, charts.size());
        for (final Path chart : charts) {
            final String svg = Files.readString(chart);
            assertTrue(svg.contains("<svg") && svg.contains("<path"), svg);
            assertTrue(svg.length() < 300_000, "without the outlines of dashes, not " + svg.length() + " characters");
        }
    }
}
