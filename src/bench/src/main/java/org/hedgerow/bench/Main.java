package org.hedgerow.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.PeerVersion;
import org.hedgerow.bench.plan.Job;
import org.hedgerow.bench.plan.Jobs;
import org.hedgerow.bench.plan.Plan;
import org.hedgerow.bench.result.Machine;
import org.hedgerow.bench.result.Recorder;
import org.hedgerow.bench.result.ResultFile;
import org.hedgerow.bench.result.Results;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the benchmarks. */
@Command(
        name = "hedgerow-bench",
        description =
                "Measures Hedgerow's collections side by side with their peers. Nothing else should run meanwhile.",
        sortOptions = false,
        subcommands = {JmhCommand.class, FootprintCommand.class, CompareCommand.class, ChartCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:All was measured.", "1:Some runs came to no result.", "2:A wrong option or a bad file."})
public final class Main implements Callable<Integer> {

    private static final int MEASURED = 0;
    private static final int PARTLY = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private PlanOptions options;

    @Option(names = "--list", description = "Says what would be measured, and about how long that takes.")
    private boolean list;

    @Option(
            names = "--only",
            paramLabel = "TEXT",
            description = "Measures only what has this in its name, which --list shows. May be given several times.")
    private @Nullable List<String> only;

    @Option(names = "--compare", paramLabel = "FILE", description = "Compares with earlier results.")
    private @Nullable Path earlier;

    @Option(
            names = "--out",
            paramLabel = "DIRECTORY",
            description = "Where the results go, by date. Default: ${DEFAULT-VALUE}")
    private Path directory = Path.of(System.getProperty("bench.directory", "target/bench"));

    @Mixin
    @SuppressWarnings("unused") // By picocli.
    private HelpOption help;

    Main() {}

    /**
     * Runs the command, and exits with its code.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        System.setProperty("java.awt.headless", "true"); // charts without a screen
        System.exit(commandLine().execute(args));
    }

    /**
     * The command, ready to be executed.
     *
     * @return the command
     */
    static CommandLine commandLine() {
        final CommandLine commandLine = new CommandLine(new Main());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((exception, command, result) -> {
            command.getErr().println(exception.getMessage());
            return CommandLine.ExitCode.USAGE;
        });
        return commandLine;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        final PrintWriter out = spec.commandLine().getOut();
        final Plan plan = options.plan();
        final List<List<Job>> groups =
                Jobs.of(plan).stream().filter(group -> wanted(group.getFirst())).toList();
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("--only " + only + ": nothing has that in its name; --list shows all");
        }
        final Session session = new Session(groups, plan.forks(), out);
        if (list) {
            list(plan, groups, out);
        }
        out.printf(
                Locale.ROOT,
                "%d JVMs one after the other, in about %d minutes.%n",
                session.runs(),
                TimeUnit.SECONDS.toMinutes((long) session.seconds()) + 1);
        out.flush();
        return list ? MEASURED : measure(session, out);
    }

    private boolean wanted(final Job job) {
        final String name = job.subject().scenario() + ": " + job.what();
        return only == null || only.stream().anyMatch(name::contains);
    }

    private int measure(final Session session, final PrintWriter out) throws IOException, InterruptedException {
        final LocalDateTime began = LocalDateTime.now(ZoneId.systemDefault());
        // First what may be wrong: to be told after hours would be late.
        final Results compared = earlier == null ? null : ResultFile.read(earlier);
        if (compared != null && !session.hasSubjectOf(compared)) {
            throw new IllegalArgumentException("--compare " + earlier + ": has nothing of what would be measured");
        }
        checkDirectory();
        final List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        final Machine machine = Machine.here();
        final Path file = ResultFile.named(directory, began);
        final Recorder recorder = new Recorder();
        session.run(recorder, () -> ResultFile.write(recorder.results(began.toString(), arguments, machine), file));
        final Results results = recorder.results(began.toString(), arguments, machine);
        final Summary summary = new Summary(results, file, out);
        summary.tables();
        summary.charts();
        out.println();
        out.println("Results: " + file);
        if (compared != null) {
            summary.compareWith(compared);
        }
        out.flush();
        return results.failures().isEmpty() ? MEASURED : PARTLY;
    }

    private void checkDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (final IOException e) {
            throw new IllegalArgumentException("--out " + directory + ": cannot be made: " + e, e);
        }
        if (!Files.isWritable(directory)) {
            throw new IllegalArgumentException("--out " + directory + ": may not be written");
        }
    }

    private static void list(final Plan plan, final List<List<Job>> groups, final PrintWriter out) {
        for (final Peer peer : plan.peers()) {
            out.println(peer.title() + " " + PeerVersion.of(peer));
        }
        for (final List<Job> group : groups) {
            final Job first = group.getFirst();
            out.println(first.subject().suite() + ", " + first.subject().scenario() + ": " + first.what());
            group.forEach(job -> out.println("  " + job.subject().variant()));
        }
    }
}
