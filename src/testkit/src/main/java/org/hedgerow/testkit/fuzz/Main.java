package org.hedgerow.testkit.fuzz;

import java.io.PrintWriter;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.hedgerow.testkit.CollectionModel;
import org.hedgerow.testkit.models.Models;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the fuzzer. */
@Command(
        name = "hedgerow-fuzz",
        description = "Plays random operations on Hedgerow's structures, on a model of the kernel: at low map limits,"
                + " beside hostile neighbours, while system calls fail.",
        sortOptions = false,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:No sequence failed.", "1:One did: see what was printed.", "2:A wrong option."})
public final class Main implements Callable<Integer> {

    /** Unless it is set, maps and sets draw hashes of their own, and a seed does not repeat what it found. */
    private static final String HASH_SEED = "hedgerow.hashSeed";

    private static final int PASSED = 0;
    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--model",
            paramLabel = "NAME",
            completionCandidates = ModelNames.class,
            description = "Which structure: ${COMPLETION-CANDIDATES}. Default: all.")
    private @Nullable String model;

    @Option(names = "--minutes", paramLabel = "N", description = "For how long. Default: ${DEFAULT-VALUE}.")
    private double minutes = 1;

    @Option(
            names = "--sequences",
            paramLabel = "N",
            description = "How many sequences for each model, however long they take.")
    private @Nullable Long sequences;

    @Option(names = "--seed", paramLabel = "N", description = "The first seed. Default: any; it is printed.")
    private @Nullable Long seed;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Tells this.")
    @SuppressWarnings("unused") // By picocli.
    private boolean help;

    private Main() {}

    /** What the help names. */
    private static final class ModelNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Models.all().keySet().iterator();
        }
    }

    /**
     * Runs the fuzzer, and exits with its code.
     *
     * @param args see {@code --help}
     */
    public static void main(final String[] args) {
        if (System.getProperty(HASH_SEED) == null) {
            System.setProperty(HASH_SEED, "0");
        }
        System.exit(commandLine().execute(args));
    }

    /** The command, ready to be executed. */
    static CommandLine commandLine() {
        return new CommandLine(new Main());
    }

    @Override
    public Integer call() {
        final PrintWriter out = spec.commandLine().getOut();
        final long firstSeed = seed == null ? new Random().nextInt(Integer.MAX_VALUE) : seed;
        final boolean passed = new Fuzzer(models(), out).run(firstSeed, stop());
        out.flush();
        return passed ? PASSED : FAILED;
    }

    private Map<String, Supplier<CollectionModel<?>>> models() {
        if (model == null) {
            return Models.all();
        }
        final Supplier<CollectionModel<?>> chosen = Models.all().get(model);
        if (chosen == null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--model " + model + ": must be one of "
                            + String.join(", ", Models.all().keySet()));
        }
        return Map.of(model, chosen);
    }

    private BooleanSupplier stop() {
        final Long most = sequences;
        if (most != null) {
            if (most < 1) {
                throw new ParameterException(spec.commandLine(), "--sequences " + most + ": must be at least 1");
            }
            final AtomicLong left = new AtomicLong(most);
            return () -> left.getAndDecrement() <= 0;
        }
        if (!(minutes > 0)) { // a number that is none is not, either
            throw new ParameterException(spec.commandLine(), "--minutes " + minutes + ": must be more than 0");
        }
        final long start = System.nanoTime();
        final long nanos = (long) (minutes * TimeUnit.MINUTES.toNanos(1));
        return () -> System.nanoTime() - start >= nanos;
    }
}
