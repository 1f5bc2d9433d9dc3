package org.hedgerow.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hedgerow.bench.family.KeyedKind;
import org.hedgerow.bench.result.TitledTable;
import org.hedgerow.harness.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Counts what memory our maps, sets and counter maps take. */
@Command(
        name = "footprint",
        description = "Counts the memory of our maps, sets and counter maps, by what GuardedMemory says. Nothing is"
                + " timed, so other programs may run meanwhile.")
final class FootprintCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--entries", paramLabel = "N", description = "How many entries. Default: ${DEFAULT-VALUE}")
    private long entries = 10_000_000;

    @Mixin
    @SuppressWarnings("unused") // By picocli.
    private HelpOption help;

    @Override
    public Integer call() {
        if (entries <= 0) {
            throw new IllegalArgumentException("--entries " + entries + ": must be more than 0");
        }
        final long ofLongs = KeyedKind.LONG_TO_LONG_MAP.bytesOf(entries);
        final List<List<String>> rows = new ArrayList<>();
        for (final KeyedKind kind : KeyedKind.values()) {
            final long bytes = kind.bytesOf(entries);
            rows.add(List.of(
                    kind.title(),
                    String.format(Locale.ROOT, "%,d", bytes),
                    String.format(Locale.ROOT, "%.1f", (double) bytes / entries),
                    String.format(Locale.ROOT, "%.2f", (double) bytes / ofLongs)));
        }
        final PrintWriter out = spec.commandLine().getOut();
        final Table table = new Table(
                List.of("", "bytes", "for each entry", "part of " + KeyedKind.LONG_TO_LONG_MAP.title()), rows);
        new TitledTable(String.format(Locale.ROOT, "%,d entries", entries), table)
                .text()
                .forEach(out::println);
        out.flush();
        return 0;
    }
}
