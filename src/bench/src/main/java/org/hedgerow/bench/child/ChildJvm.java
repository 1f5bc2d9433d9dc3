package org.hedgerow.bench.child;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.ResultFile;
import org.jspecify.annotations.Nullable;

/** Runs an errand in a JVM of its own, in a directory of its own that goes away with it. */
public final class ChildJvm {

    private static final int LAST_LINES = 5;

    private final List<String> flags;
    private final Duration timeout;

    /**
     * Prepares a JVM.
     *
     * @param flags its flags
     * @param timeout when it is taken to hang
     */
    public ChildJvm(final List<String> flags, final Duration timeout) {
        this.flags = List.copyOf(flags);
        this.timeout = timeout;
    }

    /**
     * Measures.
     *
     * @param errand what
     * @return what was found
     * @throws IOException if the JVM ended without a result; the message has its last words
     * @throws InterruptedException if the caller is interrupted
     */
    public Outcome run(final Errand errand) throws IOException, InterruptedException {
        final Path directory = Files.createTempDirectory("hedgerow-bench");
        try {
            final Process process = new ProcessBuilder(command(errand))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            final Output output = new Output();
            final Thread reader =
                    Thread.ofPlatform().daemon().name("child output").start(() -> output.read(process));
            if (!ended(process)) {
                throw new IOException("did not end within " + timeout.toMinutes() + " minutes");
            }
            reader.join();
            final String result = output.result;
            if (process.exitValue() != 0 || result == null) {
                throw new IOException(
                        "ended with exit code " + process.exitValue() + ": " + String.join(" / ", output.lastLines));
            }
            return ResultFile.fromLine(result, Outcome.class);
        } finally {
            delete(directory);
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

    private List<String> command(final Errand errand) throws IOException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.add("--class-path");
        command.add(absolute(System.getProperty("java.class.path")));
        command.add(ChildMain.class.getName());
        command.add(errand.getClass().getName());
        command.add(ResultFile.toLine(errand));
        return command;
    }

    /** The child runs elsewhere, where relative entries would not be found. */
    private static String absolute(final String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void delete(final Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** What the child prints: the result, and the last lines of all else. */
    private static final class Output {

        private final Deque<String> lastLines = new ArrayDeque<>();
        private @Nullable String result;

        void read(final Process process) {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith(ChildMain.MARK)) {
                        result = line.substring(ChildMain.MARK.length());
                    } else {
                        add(line);
                    }
                }
            } catch (final IOException e) {
                add("its output broke off: " + e.getMessage());
            }
        }

        /** Where a stack trace is long, it is its beginning that tells. */
        private void add(final String line) {
            if (!line.startsWith("\tat ")) {
                lastLines.add(line.strip());
                if (lastLines.size() > LAST_LINES) {
                    lastLines.removeFirst();
                }
            }
        }
    }
}
