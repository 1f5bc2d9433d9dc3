package org.hedgerow.demo.child;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * A JVM of its own for one piece of work, and the account of how it ended.
 *
 * <p>It runs once. If it dies or hangs then that is the result.
 */
public final class ChildProcess {

    /** The exit code of a process that a signal ended is this much above the signal's number. */
    private static final int SIGNAL_BASE = 128;

    private final JvmCommand command;
    private final Duration timeout;

    /**
     * Prepares a child.
     *
     * @param command how to start it
     * @param timeout how long it may take
     */
    public ChildProcess(final JvmCommand command, final Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    /**
     * Runs the child to its end.
     *
     * @param arguments arguments of its main class
     * @param progress is told the percent done, now and then, by another thread
     * @return what it found, and how it ended
     */
    public ChildResult run(final List<String> arguments, final IntConsumer progress) {
        try {
            final Path directory = Files.createTempDirectory("hedgerow-demo-child");
            try {
                return run(directory, arguments, progress);
            } finally {
                delete(directory);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start a child JVM", e);
        }
    }

    private ChildResult run(final Path directory, final List<String> arguments, final IntConsumer progress)
            throws IOException {
        final List<String> line = command.line(directory.resolve("hs_err.log"), arguments);
        final Process process = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        final Findings findings = new Findings();
        final LastWords lastWords = new LastWords();
        final Thread reader = Thread.ofPlatform()
                .daemon()
                .name("child output")
                .start(() -> read(process, findings, lastWords, progress));
        try {
            final boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            reader.join();
            return result(ended, process.exitValue(), findings, lastWords);
        } catch (final InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return new ChildResult(Ending.DIED, findings, "ended because the demo was interrupted");
        }
    }

    private ChildResult result(
            final boolean ended, final int exitCode, final Findings findings, final LastWords lastWords) {
        if (!ended) {
            return new ChildResult(
                    Ending.TIMED_OUT,
                    findings,
                    "did not end within " + timeout.toSeconds() + " s and was stopped" + quoted(lastWords.toString()));
        }
        if (exitCode == 0) {
            return new ChildResult(Ending.FINISHED, findings, "");
        }
        final String reason =
                findings.has(ChildReport.FAILURE) ? findings.text(ChildReport.FAILURE) : lastWords.toString();
        final String how = exitCode > SIGNAL_BASE
                ? "ended by signal " + (exitCode - SIGNAL_BASE)
                : "died with exit code " + exitCode;
        return new ChildResult(Ending.DIED, findings, how + quoted(reason));
    }

    private static String quoted(final String words) {
        return words.isEmpty() ? "" : ": " + words;
    }

    private static void read(
            final Process process, final Findings findings, final LastWords lastWords, final IntConsumer progress) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!findings.accept(line)) {
                    lastWords.add(line);
                } else if (line.startsWith(Findings.MARK + ChildReport.PROGRESS)) {
                    progress.accept((int) findings.number(ChildReport.PROGRESS));
                }
            }
        } catch (final IOException e) {
            lastWords.add("its output broke off: " + e.getMessage());
        }
    }

    private static void delete(final Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (final Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
