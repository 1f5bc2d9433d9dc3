package org.hedgerow.bench.family;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.trial.Timing;
import org.hedgerow.bench.trial.Trial;

/**
 * One operation of one collection, which is measured on ours and on another.
 *
 * @param label the name in results
 * @param benchmark the class of the benchmark
 * @param method its method
 * @param kind which collection, as the benchmark is told
 * @param rival whose is the other
 */
public record Row(String label, Class<?> benchmark, String method, String kind, Maker rival) {

    /**
     * All that is measured.
     *
     * @return in the order of the results
     */
    public static List<Row> all() {
        final List<Row> rows = new ArrayList<>();
        for (final KeyedKind kind : KeyedKind.values()) {
            rows.addAll(kind.rows());
        }
        for (final ListKind kind : ListKind.values()) {
            rows.addAll(kind.rows());
        }
        for (final QueueKind kind : QueueKind.values()) {
            rows.add(kind.row());
        }
        return rows;
    }

    /**
     * Makes a trial of it.
     *
     * @param maker whose collection
     * @param entries of how many entries
     * @param timing for how long
     * @param jvmFlags in which JVM
     * @return the trial, whose figure is the time of one operation
     */
    public Trial trial(final Maker maker, final long entries, final Timing timing, final List<String> jvmFlags) {
        return new Trial(
                benchmark,
                method,
                Map.of("kind", kind, "maker", maker.name(), "entries", Long.toString(entries)),
                timing,
                jvmFlags,
                result -> new Figure(label, "ns", result.getPrimaryResult().getScore()));
    }
}
