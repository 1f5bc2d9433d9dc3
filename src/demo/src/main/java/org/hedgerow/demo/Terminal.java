package org.hedgerow.demo;

import java.io.Console;
import java.io.PrintStream;
import java.nio.charset.CharsetEncoder;
import java.util.ArrayList;
import java.util.List;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Where the demo writes: with colours and bars on a terminal, as plain lines anywhere else. */
final class Terminal {

    private static final String CLEAR_LINE = "\r\u001b[K";
    private static final int BAR_COLUMNS = 78;
    private static final int TEXT_COLUMNS = 100;
    private static final int BAR_UPDATE_MILLIS = 100;

    private final PrintStream out;
    private final boolean bars;
    private final boolean colours;

    /**
     * Creates a terminal.
     *
     * @param out where to write
     * @param bars whether progress is shown as bars
     * @param colours whether text may have colours
     */
    Terminal(final PrintStream out, final boolean bars, final boolean colours) {
        this.out = out;
        this.bars = bars;
        this.colours = colours;
    }

    /**
     * The terminal of this process, if it has one.
     *
     * @return standard output; plain if it is no terminal, or if the environment asks for it
     */
    static Terminal system() {
        final Console console = System.console();
        final boolean interactive = console != null && console.isTerminal() && !"dumb".equals(System.getenv("TERM"));
        final String noColor = System.getenv("NO_COLOR");
        return new Terminal(System.out, interactive, interactive && (noColor == null || noColor.isEmpty()));
    }

    void print(final String text) {
        final CharsetEncoder encoder = out.charset().newEncoder();
        out.println(encoder.canEncode(text) ? text : text.replace('\u00b5', 'u'));
    }

    /**
     * Prints text in lines of a width that is easy to read.
     *
     * @param text the text
     * @param indent what each line begins with
     */
    void paragraph(final String text, final String indent) {
        wrapped(text, TEXT_COLUMNS - indent.length()).forEach(line -> print(indent + line));
    }

    private static List<String> wrapped(final String text, final int columns) {
        final List<String> lines = new ArrayList<>();
        final StringBuilder line = new StringBuilder();
        for (final String word : text.split(" ", -1)) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    void heading(final String text) {
        print("");
        print(styled("1", text));
    }

    void good(final String text) {
        wrapped(text, TEXT_COLUMNS).forEach(line -> print(styled("32", line)));
    }

    void bad(final String text) {
        wrapped(text, TEXT_COLUMNS).forEach(line -> print(styled("31", line)));
    }

    private String styled(final String code, final String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /**
     * Begins a step that takes a while.
     *
     * @param task what is done
     * @return shows how far it has come, until it is closed
     */
    Progress begin(final String task) {
        return bars ? new Bar(out, task) : new Line(this, task);
    }

    /** Shows how far a step has come. */
    interface Progress extends AutoCloseable {

        /**
         * The step has come further.
         *
         * @param percent 0 to 100
         */
        void percent(int percent);

        @Override
        void close();
    }

    /** A bar, which goes away when the step is done. */
    private static final class Bar implements Progress {

        private final PrintStream out;
        private final ProgressBar bar;

        Bar(final PrintStream out, final String task) {
            this.out = out;
            // A consumer of our own: the library's asks the system for the terminal by native code.
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(100)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(BAR_UPDATE_MILLIS)
                    .setMaxRenderedLength(BAR_COLUMNS)
                    .hideEta()
                    .setConsumer(new DelegatingProgressBarConsumer(this::show, BAR_COLUMNS))
                    .build();
        }

        private void show(final String rendered) {
            out.print(CLEAR_LINE + rendered);
            out.flush();
        }

        @Override
        public void percent(final int percent) {
            bar.stepTo(percent);
        }

        @Override
        public void close() {
            bar.close();
            out.print(CLEAR_LINE);
            out.flush();
        }
    }

    /** A line that says what begins. */
    private static final class Line implements Progress {

        Line(final Terminal terminal, final String task) {
            terminal.print("   " + task + " ...");
        }

        @Override
        public void percent(final int percent) {
            // A line that has been printed stays as it is.
        }

        @Override
        public void close() {
            // Nothing to take away.
        }
    }
}
