package org.hedgerow.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hedgerow.demo.child.ChildResult;
import org.hedgerow.demo.child.Findings;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.limit.MallocBlocks;
import org.hedgerow.demo.limit.PlainPages;
import org.hedgerow.demo.report.Measured;
import org.hedgerow.demo.report.Report;
import org.hedgerow.demo.report.Results;
import org.hedgerow.demo.report.Sentences;
import org.hedgerow.demo.report.Tables;
import org.hedgerow.demo.report.Verdict;
import org.hedgerow.demo.service.KeyFile;
import org.hedgerow.demo.service.KeyFileException;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;
import org.hedgerow.demo.service.ServiceRun;
import org.hedgerow.harness.Table;
import org.hedgerow.memory.os.LinuxOs;
import org.jspecify.annotations.Nullable;

/** The main job: runs one part after the other, shows what each found, and draws the conclusion. */
final class Demo {

    private static final String INDENT = "   ";

    private final Terminal terminal;
    private final Scale scale;
    private final @Nullable Path keys;
    private final Path report;

    /**
     * Prepares a run.
     *
     * @param terminal where to write
     * @param scale how much work the service has
     * @param keys a file of keys, or null for made ones
     * @param report where to write the report
     */
    Demo(final Terminal terminal, final Scale scale, final @Nullable Path keys, final Path report) {
        this.terminal = terminal;
        this.scale = scale;
        this.keys = keys;
        this.report = report;
    }

    /**
     * Runs all parts.
     *
     * @return what it came to
     * @throws KeyFileException if the keys cannot be used
     * @throws IOException if a file cannot be read or written, before the parts are run
     */
    Conclusion run() throws KeyFileException, IOException {
        if (keys == null) {
            final String work = String.format("%,d made keys", scale.sessions());
            return run(new ServiceRun.Load(scale.sessions(), scale.steadyOperations(), null), work);
        }
        final Path store = Files.createTempFile("hedgerow-demo-keys", ".bin");
        store.toFile().deleteOnExit(); // should the demo be interrupted
        try {
            final KeyFile.Contents contents = new KeyFile(keys, scale.sessions()).convert(store);
            final ServiceRun.Load load = new ServiceRun.Load(contents.keys(), scale.steadyOperations(), store);
            return run(load, contents.description() + " of " + keys);
        } finally {
            Files.delete(store);
        }
    }

    private Conclusion run(final ServiceRun.Load load, final String work) {
        final long startNanos = System.nanoTime();
        final String system = system();
        terminal.print("Hedgerow on " + system);

        terminal.heading("1. What Linux does");
        final Measured<PlainPages.Outcome> plain =
                measure(Task.PLAIN_PAGES, "plain pages", PlainPages.Outcome::of, Sentences::of);
        final Measured<MallocBlocks.Outcome> malloc =
                measure(Task.MALLOC_BLOCKS, "malloc and free", MallocBlocks.Outcome::of, Sentences::of);

        terminal.heading("2. The same with Hedgerow");
        final Measured<HedgerowChunks.Outcome> chunks =
                measure(Task.HEDGEROW_CHUNKS, "chunks", HedgerowChunks.Outcome::of, Sentences::of);
        chunks.outcome()
                .ifPresent(found -> terminal.paragraph("The next chunk was refused: " + found.refusal(), INDENT));

        terminal.heading("3. A service with " + work);
        final Results results = new Results(system, work, plain, malloc, chunks, serve(load));

        terminal.heading("4. Summary");
        print(Tables.limit(results));
        print(Tables.service(results));
        terminal.print("");
        Tables.serviceNotes().forEach(note -> terminal.paragraph(note, ""));
        final Verdict verdict = new Verdict(results);
        terminal.print("");
        verdict.sentences().forEach(verdict.passed() ? terminal::good : terminal::bad);
        terminal.print("");
        final boolean written = write(new Report(results));
        terminal.print("Took " + (System.nanoTime() - startNanos) / 1_000_000_000 + " s.");
        return Conclusion.of(verdict.passed(), written);
    }

    /** A report that cannot be written takes nothing from what was found. */
    boolean write(final Report finished) {
        try {
            finished.write(report);
            terminal.print("Report: " + report.toAbsolutePath());
            return true;
        } catch (final IOException e) {
            terminal.bad("The report could not be written to " + report.toAbsolutePath() + ": " + e);
            return false;
        }
    }

    private Map<Rival, Measured<ServiceOutcome>> serve(final ServiceRun.Load load) {
        final Map<Rival, Measured<ServiceOutcome>> service = new EnumMap<>(Rival.class);
        for (final Rival rival : Rival.values()) {
            final List<String> arguments = ServiceRun.arguments(rival, load);
            service.put(rival, measure(Task.SERVICE, arguments, rival.title(), ServiceOutcome::of, Sentences::of));
        }
        return service;
    }

    private <T> Measured<T> measure(
            final Task task,
            final String name,
            final Function<Findings, T> reader,
            final Function<T, String> sentence) {
        return measure(task, List.of(), name, reader, sentence);
    }

    private <T> Measured<T> measure(
            final Task task,
            final List<String> arguments,
            final String name,
            final Function<Findings, T> reader,
            final Function<T, String> sentence) {
        final ChildResult result;
        try (Terminal.Progress progress = terminal.begin(name)) {
            result = task.run(arguments, progress::percent);
        }
        final Measured<T> measured = Measured.of(result, reader);
        terminal.paragraph(name + ": " + measured.sentence(sentence), INDENT);
        return measured;
    }

    private void print(final Table table) {
        terminal.print("");
        table.lines().forEach(terminal::print);
    }

    private static String system() {
        return String.format(
                "Linux %s, Java %s, %d processors, vm.max_map_count = %,d",
                System.getProperty("os.version"),
                System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                LinuxOs.instance().maxMapCount());
    }
}
