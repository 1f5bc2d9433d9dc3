package org.hedgerow.demo.child;

import java.io.PrintStream;

/** The child's side: tells the parent what was found, and how far the work has come. */
public final class ChildReport {

    static final String PROGRESS = "progress";
    static final String FAILURE = "failure";

    private final PrintStream out;
    private int lastPercent = -1;

    /**
     * Creates a report.
     *
     * @param out where the parent reads
     */
    public ChildReport(final PrintStream out) {
        this.out = out;
    }

    /**
     * Reports a finding.
     *
     * @param key what it is
     * @param value the finding, on one line
     */
    public void say(final String key, final String value) {
        out.print(Findings.MARK + key + '=' + value.replace('\n', ' ') + '\n');
        out.flush();
    }

    /**
     * Reports a number.
     *
     * @param key what it is
     * @param value the number
     */
    public void say(final String key, final long value) {
        say(key, Long.toString(value));
    }

    /**
     * Reports how far the work has come. May be called often: only whole percents are sent.
     *
     * @param done work done
     * @param total all of the work, more than 0
     */
    public void progress(final long done, final long total) {
        final int percent = (int) (100 * done / total);
        if (percent != lastPercent) {
            lastPercent = percent;
            say(PROGRESS, percent);
        }
    }

    /**
     * Reports what ended the work before its time.
     *
     * @param cause what was thrown
     */
    public void failure(final Throwable cause) {
        say(FAILURE, cause.toString());
    }
}
