package org.hedgerow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.bench.family.Maker;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.plan.Heap;
import org.hedgerow.bench.plan.Variant;
import org.hedgerow.bench.queue.QueuePeer;
import org.hedgerow.bench.result.Charts;
import org.hedgerow.bench.result.Comparison;
import org.hedgerow.bench.result.RatioTables;
import org.hedgerow.bench.result.Results;
import org.hedgerow.bench.result.TitledTable;

/** What is made of results: tables on the terminal and in Markdown, charts, and a comparison with earlier ones. */
final class Summary {

    /** Not all peers, so that a table is not too wide. */
    private static final List<String> RIVALS = Stream.of(
                    Peer.AGRONA.title(), QueuePeer.JCTOOLS.title(), Maker.JDK.title())
            .flatMap(title -> Stream.of(Heap.TUNED, Heap.DEFAULT).map(heap -> heap.label(title, true)))
            .toList();

    private final Results results;
    private final Path file;
    private final PrintWriter out;

    Summary(final Results results, final Path file, final PrintWriter out) {
        this.results = results;
        this.file = file;
        this.out = out;
    }

    /** Prints the tables, and writes them as Markdown beside the results. */
    void tables() throws IOException {
        final List<String> markdown = new ArrayList<>();
        for (final TitledTable table : new RatioTables(Variant.OURS.label(), RIVALS).of(results)) {
            print(table);
            markdown.addAll(table.markdown());
            markdown.add("");
        }
        results.failures().forEach(failure -> out.println("FAILED: " + failure.subject() + ": " + failure.account()));
        if (!markdown.isEmpty()) {
            final Path target =
                    file.resolveSibling(String.valueOf(file.getFileName()).replaceFirst("\\.json$", "") + ".md");
            Files.write(target, markdown);
            out.println("Tables: " + target);
        }
    }

    /** Draws the charts beside the results. */
    void charts() throws IOException {
        final List<Path> charts = Charts.draw(results, file);
        if (!charts.isEmpty()) {
            out.println(charts.size() + " charts: " + charts.getFirst().getParent());
        }
    }

    /**
     * Prints what has changed since earlier results.
     *
     * @throws IllegalArgumentException if they have no figure in common
     */
    void compareWith(final Results earlier) {
        final Comparison comparison = Comparison.of(earlier, results);
        if (comparison.lines().isEmpty()) {
            throw new IllegalArgumentException("there is nothing to compare: of " + comparison.onlyBefore()
                    + " earlier figures and " + comparison.onlyAfter() + " later ones none measures the same");
        }
        print(comparison.table());
    }

    private void print(final TitledTable table) {
        out.println();
        table.text().forEach(out::println);
    }
}
