package org.hedgerow.bench.throughput;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.Peer;
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
 * One operation on one map in one JVM.
 *
 * @param operation what is measured
 * @param peer on which map
 * @param loadFactor of which load factor
 * @param keys with which keys
 * @param entries of how many entries
 * @param timing for how long
 * @param jvmFlags in which JVM
 */
public record Trial(
        Operation operation,
        Peer peer,
        float loadFactor,
        KeyPattern keys,
        long entries,
        Timing timing,
        List<String> jvmFlags) {

    private static final String UNSAFE_ALLOWED = "--sun-misc-unsafe-memory-access=allow";

    /**
     * Measures.
     *
     * @return the time of one operation on one entry
     * @throws IOException if there is none
     */
    public Outcome run() throws IOException {
        final Path info = Files.createTempFile("hedgerow-bench", ".json");
        try {
            final Collection<RunResult> results = new Runner(options(info).build()).run();
            if (results.size() != 1) {
                throw new IOException("JMH gave " + results.size() + " results");
            }
            final double nanos = results.iterator().next().getPrimaryResult().getScore() / operation.entries(entries);
            return new Outcome(TrialInfo.read(info), List.of(new Figure(operation.label(), "ns", nanos)), List.of());
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
                .include(operation.include())
                .param("entries", Long.toString(entries))
                .warmupIterations(timing.warmups())
                .warmupTime(TimeValue.milliseconds(timing.iterationMillis()))
                .measurementIterations(timing.iterations())
                .measurementTime(TimeValue.milliseconds(timing.iterationMillis()))
                .forks(1)
                .jvmArgs(flags.toArray(new String[0]))
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        if (!operation.ofNoKeys()) {
            options.param("peer", peer.name())
                    .param("pattern", keys.name())
                    .param("loadFactor", Float.toString(loadFactor));
        }
        return options;
    }
}
