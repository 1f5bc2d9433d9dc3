package org.hedgerow.demo.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.hedgerow.harness.JvmCommand;
import org.hedgerow.harness.JvmProcess;

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
        final Findings findings = new Findings();
        final LastWords lastWords = new LastWords();
        try {
            final OptionalInt exitCode =
                    new JvmProcess(command, timeout).run(arguments, line -> take(line, findings, lastWords, progress));
            return result(exitCode, findings, lastWords);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return new ChildResult(Ending.DIED, findings, "ended because the demo was interrupted");
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot start a child JVM", e);
        }
    }

    private static void take(
            final String line, final Findings findings, final LastWords lastWords, final IntConsumer progress) {
        if (!findings.accept(line)) {
            lastWords.add(line);
        } else if (line.startsWith(Findings.MARK + ChildReport.PROGRESS)) {
            progress.accept((int) findings.number(ChildReport.PROGRESS));
        }
    }

    private ChildResult result(final OptionalInt ending, final Findings findings, final LastWords lastWords) {
        if (ending.isEmpty()) {
            return new ChildResult(
                    Ending.TIMED_OUT,
                    findings,
                    "did not end within " + timeout.toSeconds() + " s and was stopped" + quoted(lastWords.toString()));
        }
        final int exitCode = ending.getAsInt();
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
}
