package org.hedgerow.bench.workload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hedgerow.bench.child.ChildJvm;
import org.hedgerow.bench.child.Latencies;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.LongTable;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.TableShape;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Outcome;
import org.junit.jupiter.api.Test;

class LifeTest {

    private static final Workload SMALL =
            new Workload(Peer.HEDGEROW, TableShape.COMMON, KeyPattern.RANDOM, 2_000, 0.05, 10_000, 0.01, 3);

    @Test
    void populationKeepsItsSizeWhileItChanges() {
        try (LongTable table = Peer.AGRONA.newTable(new TableShape(TableShape.COMMON, 1_000))) {
            final Population population = new Population(table, KeyPattern.CLUSTERED);
            population.growTo(1_000);
            for (int i = 0; i < 10_000; i++) {
                population.operate();
                assertTrue(population.size() == 1_000 || population.size() == 1_001);
            }
            population.verify();
        }
    }

    @Test
    void populationNoticesWrongAnswers() {
        try (LongTable table = Peer.AGRONA.newTable(new TableShape(TableShape.COMMON, 1_000))) {
            final Population population = new Population(table, KeyPattern.SEQUENTIAL);
            population.growTo(1);
            table.put(KeyPattern.SEQUENTIAL.key(0), 77);
            population.lookUp();
            assertThrows(IllegalStateException.class, population::verify);
        }
    }

    /** An operation of 10 ms lets those behind it wait, which have to be seen as slow as well. */
    @Test
    void arrivalsDoNotOmitThoseWhoWait() {
        final Latencies response = new Latencies("response");
        final Latencies service = new Latencies("service");
        final long[] done = new long[1];
        Arrivals.serve(
                1_000,
                0.1,
                () -> {
                    if (done[0]++ == 0) {
                        final long end = System.nanoTime() + 10_000_000;
                        while (System.nanoTime() < end) {
                            Thread.onSpinWait();
                        }
                    }
                },
                response,
                service);
        assertEquals(100, value(response.figures(), "response count"));
        assertTrue(value(response.figures(), "response p99") > 8_000_000);
        assertTrue(value(service.figures(), "service max") >= 10_000_000);
    }

    @Test
    void densityIsThatOfTheTable() throws IOException, InterruptedException {
        final Workload workload = new Workload(Peer.AGRONA, TableShape.COMMON, KeyPattern.RANDOM, 400_000, 0, 1, 0, 3);
        final Outcome outcome = new ChildJvm(
                        List.of("-Xmx128m", "--enable-native-access=ALL-UNNAMED"), Duration.ofMinutes(1))
                .run(new MapErrand(Task.DENSITY, workload));
        final double bytes = value(outcome.figures(), "bytes per entry");
        assertTrue(bytes > 24 && bytes < 60, bytes + " bytes");
    }

    @Test
    void childTellsOfAWholeLife() throws IOException, InterruptedException {
        final ChildJvm jvm = new ChildJvm(
                List.of("-Xmx64m", "-XX:+UseG1GC", "--enable-native-access=ALL-UNNAMED"), Duration.ofMinutes(1));
        final Outcome outcome = jvm.run(new MapErrand(Task.LATENCY, SMALL));
        final Set<String> metrics =
                outcome.figures().stream().map(Figure::metric).collect(Collectors.toSet());
        assertTrue(
                metrics.containsAll(
                        List.of("idle loop max", "growth p99.9", "steady max", "fall max", "clear", "close")),
                metrics.toString());
        assertEquals(2_000, value(outcome.figures(), "growth count"));
        assertEquals(500, value(outcome.figures(), "steady count"));
        assertTrue(outcome.info().flags().contains("-Xmx64m"));
        assertEquals(64, outcome.info().heapMebibytes());
    }

    @Test
    void childThatDiesLeavesItsLastWords() {
        final ChildJvm jvm = new ChildJvm(List.of("-XX:NoSuchFlag"), Duration.ofMinutes(1));
        final IOException failure = assertThrows(IOException.class, () -> jvm.run(new MapErrand(Task.LATENCY, SMALL)));
        assertTrue(String.valueOf(failure.getMessage()).contains("NoSuchFlag"), failure.getMessage());
    }

    private static double value(final List<Figure> figures, final String metric) {
        return figures.stream()
                .filter(figure -> figure.metric().equals(metric))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
