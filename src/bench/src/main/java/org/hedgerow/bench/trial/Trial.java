package org.hedgerow.bench.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Outcome;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One benchmark in one JVM.
 *
 * @param benchmark its class
 * @param method its method, or its group of methods
 * @param parameters what its class is told
 * @param timing for how long
 * @param jvmFlags in which JVM
 * @param reading what to take from what JMH found
 */
public record Trial(
        Class<?> benchmark,
        String method,
        Map<String, String> parameters,
        Timing timing,
        List<String> jvmFlags,
        Function<RunResult, Figure> reading) {

    private static final String UNSAFE_ALLOWED = "--sun-misc-unsafe-memory-access=allow";

    /**
     * Measures.
     *
     * @return one figure
     * @throws IOException if there is none
     */
    public Outcome run() throws IOException {
        final Path info = Files.createTempFile("hedgerow-bench", ".json");
        try {
            final Collection<RunResult> results = new Runner(options(info).build()).run();
            if (results.size() != 1) {
                throw new IOException("JMH gave " + results.size() + " results");
            }
            final Figure figure = reading.apply(results.iterator().next());
            return new Outcome(TrialInfo.read(info), List.of(figure), List.of());
        } catch (final RunnerException e) {
            throw new IOException(account(e), e);
        } finally {
            Files.delete(info);
        }
    }

    /** JMH puts what was thrown into what it throws itself, several layers deep. */
    private static String account(final Throwable failure) {
        final @Nullable Throwable cause =
                failure.getSuppressed().length > 0 ? failure.getSuppressed()[0] : failure.getCause();
        return cause == null ? failure.toString() : account(cause);
    }

    private ChainedOptionsBuilder options(final Path info) {
        final List<String> flags = new ArrayList<>(jvmFlags);
        // JMH itself uses it, and would have the JVM warn of that.
        if (!flags.contains(UNSAFE_ALLOWED)) {
            flags.add(UNSAFE_ALLOWED);
        }
        flags.add(TrialInfo.jvmFlag(info));
        final ChainedOptionsBuilder options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getName() + "." + method) + "$")
                .warmupIterations(timing.warmups())
                .warmupTime(TimeValue.milliseconds(timing.iterationMillis()))
                .measurementIterations(timing.iterations())
                .measurementTime(TimeValue.milliseconds(timing.iterationMillis()))
                .forks(1)
                .jvmArgs(flags.toArray(new String[0]))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        parameters.forEach(options::param);
        return options;
    }
}
