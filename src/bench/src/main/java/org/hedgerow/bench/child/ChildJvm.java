package org.hedgerow.bench.child;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.ResultFile;
import org.hedgerow.harness.JvmCommand;
import org.hedgerow.harness.JvmProcess;
import org.jspecify.annotations.Nullable;

/** Runs an errand in a JVM of its own. */
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
        final Output output = new Output();
        final OptionalInt exitCode = new JvmProcess(new JvmCommand(ChildMain.class, flags), timeout)
                .run(List.of(errand.getClass().getName(), ResultFile.toLine(errand)), output::add);
        if (exitCode.isEmpty()) {
            throw new IOException("did not end within " + timeout.toMinutes() + " minutes");
        }
        final String result = output.result;
        if (exitCode.getAsInt() != 0 || result == null) {
            throw new IOException(
                    "ended with exit code " + exitCode.getAsInt() + ": " + String.join(" / ", output.lastLines));
        }
        return ResultFile.fromLine(result, Outcome.class);
    }

    /** What the child prints: the result, and the last lines of all else. */
    private static final class Output {

        private final Deque<String> lastLines = new ArrayDeque<>();
        private @Nullable String result;

        /** Takes a line. Where a stack trace is long, it is its beginning that tells. */
        void add(final String line) {
            if (line.startsWith(ChildMain.MARK)) {
                result = line.substring(ChildMain.MARK.length());
            } else if (!line.startsWith("\tat ")) {
                lastLines.add(line.strip());
                if (lastLines.size() > LAST_LINES) {
                    lastLines.removeFirst();
                }
            }
        }
    }
}
