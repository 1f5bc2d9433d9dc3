package org.hedgerow.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hedgerow.demo.service.Phase;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;
import org.hedgerow.harness.Table;

/** The tables that compare: at the map limit, and in service. */
public final class Tables {

    private static final String NONE = "-";

    private Tables() {}

    /**
     * What happened at the map limit.
     *
     * @param results the findings
     * @return a row for each kind of memory
     */
    public static Table limit(final Results results) {
        return new Table(
                List.of("At the map limit", "given back", "failed", "still mapped"),
                List.of(
                        results.plain()
                                .outcome()
                                .map(plain -> row(
                                        "plain pages, munmap",
                                        Units.count(plain.tried()),
                                        Units.count(plain.failed()),
                                        Units.count(plain.failed())))
                                .orElseGet(() -> notMeasured("plain pages, munmap")),
                        results.malloc()
                                .outcome()
                                .map(malloc -> row(
                                        "blocks of 128 KiB, free",
                                        Units.count(malloc.freed()),
                                        "not told",
                                        Units.count(malloc.stillMapped())))
                                .orElseGet(() -> notMeasured("blocks of 128 KiB, free")),
                        results.chunks()
                                .outcome()
                                .map(chunks -> row(
                                        "Hedgerow's chunks, release",
                                        Units.count(chunks.released()),
                                        Units.count(chunks.failed()),
                                        Units.count(chunks.leftOver())))
                                .orElseGet(() -> notMeasured("Hedgerow's chunks, release"))));
    }

    /**
     * What the service found.
     *
     * @param results the findings
     * @return a column for each kind of map
     */
    public static Table service(final Results results) {
        final List<String> header = new ArrayList<>(List.of("In service"));
        Stream.of(Rival.values()).map(Rival::label).forEach(header::add);
        final List<List<String>> rows = new ArrayList<>();
        rows.add(row(results, "worst operation", run -> Units.nanos(run.worstNanos())));
        for (final Phase phase : Phase.values()) {
            rows.add(row(results, "  worst in " + phase.label(), run -> Units.nanos(worst(run, phase))));
        }
        rows.add(row(results, "p99.99 operation", run -> Units.nanos(run.nanosAt(0.9999))));
        rows.add(row(results, "p99 operation", run -> Units.nanos(run.nanosAt(0.99))));
        rows.add(row(results, "median operation", run -> Units.nanos(run.nanosAt(0.5))));
        rows.add(row(results, "GC pauses", run -> Units.count(run.pauses().count())));
        rows.add(row(
                results, "  longest", run -> Units.nanos(1_000 * run.pauses().longestMicros())));
        rows.add(row(
                results, "  in total", run -> Units.nanos(1_000 * run.pauses().totalMicros())));
        rows.add(row(results, "resident at the peak", run -> Units.mebibytes(run.residentPeak())));
        rows.add(row(results, "resident at the end", run -> Units.mebibytes(run.residentEnd())));
        rows.add(row(results, "  giving back took", run -> Units.nanos(run.giveBackNanos())));
        rows.add(row(results, "most mappings", run -> Units.count(run.mostMappings())));
        rows.add(row(results, "time for all operations", run -> Units.nanos(1_000_000 * run.totalMillis())));
        return new Table(List.copyOf(header), List.copyOf(rows));
    }

    /**
     * How to read the table of the service.
     *
     * @return sentences
     */
    public static List<String> serviceNotes() {
        return List.of(
                "Each column is a JVM of its own with -Xmx4g and the default collector; before anything was timed it"
                        + " compiled the code, and touched and gave back memory, so that none came to cold memory.",
                "At the end HashMap had System.gc(), Agrona had compact() and System.gc(), and Hedgerow had"
                        + " GuardedMemory.reclaim, which works in pieces and not in one stop.",
                "The column 'no map' is the same loop without a map: its worst operation is what the machine does to"
                        + " any program, and its median is the cost of reading the clock.");
    }

    private static List<String> row(final String... cells) {
        return List.of(cells);
    }

    private static List<String> notMeasured(final String what) {
        return row(what, "not measured", NONE, NONE);
    }

    private static List<String> row(
            final Results results, final String label, final Function<ServiceOutcome, String> cell) {
        final List<String> cells = new ArrayList<>(List.of(label));
        for (final Rival rival : Rival.values()) {
            cells.add(results.outcome(rival).map(cell).orElse(NONE));
        }
        return List.copyOf(cells);
    }

    private static long worst(final ServiceOutcome run, final Phase phase) {
        return run.worst().getOrDefault(phase, 0L);
    }
}
