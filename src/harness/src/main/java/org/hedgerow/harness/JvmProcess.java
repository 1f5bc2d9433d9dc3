package org.hedgerow.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A JVM of its own, in a directory of its own that goes away with it. */
public final class JvmProcess {

    private final JvmCommand command;
    private final Duration timeout;

    /**
     * Prepares a JVM.
     *
     * @param command how to start it
     * @param timeout when it is taken to hang
     */
    public JvmProcess(final JvmCommand command, final Duration timeout) {
        this.command = command;
        this.timeout = timeout;
    }

    /**
     * Runs the JVM to its end.
     *
     * @param arguments arguments of its main class
     * @param output is told each line that it prints, by another thread
     * @return its exit code, or none if it did not end in time and was stopped
     * @throws IOException if it cannot be started
     * @throws InterruptedException if the caller is interrupted; the JVM is stopped
     */
    public OptionalInt run(final List<String> arguments, final Consumer<String> output)
            throws IOException, InterruptedException {
        final Path directory = Files.createTempDirectory("hedgerow-child");
        try {
            final Process process = new ProcessBuilder(command.line(directory.resolve("hs_err.log"), arguments))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            // Where this JVM is told to end, the other one and its directory are not to stay.
            final Thread atShutdown = Thread.ofPlatform().unstarted(() -> abandon(process, directory));
            Runtime.getRuntime().addShutdownHook(atShutdown);
            try {
                final Thread reader =
                        Thread.ofPlatform().daemon().name("child output").start(() -> read(process, output));
                final boolean ended = ended(process);
                reader.join();
                return ended ? OptionalInt.of(process.exitValue()) : OptionalInt.empty();
            } finally {
                forget(atShutdown);
            }
        } finally {
            delete(directory);
        }
    }

    private static void abandon(final Process process, final Path directory) {
        try {
            process.destroyForcibly().waitFor();
            delete(directory);
        } catch (final IOException e) {
            // Nobody is there to be told.
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void forget(final Thread atShutdown) {
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (final IllegalStateException e) {
            // It is running.
        }
    }

    private boolean ended(final Process process) throws InterruptedException {
        boolean ended = false;
        try {
            ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
        }
        return ended;
    }

    private static void read(final Process process, final Consumer<String> output) {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.accept(line);
            }
        } catch (final IOException e) {
            output.accept("its output broke off: " + e.getMessage());
        }
    }

    private static void delete(final Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
