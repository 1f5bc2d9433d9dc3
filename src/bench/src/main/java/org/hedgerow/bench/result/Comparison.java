package org.hedgerow.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.harness.Table;
import org.jspecify.annotations.Nullable;

/**
 * What has changed from earlier results to later ones.
 *
 * @param lines a line for each figure that both have
 * @param onlyBefore how many figures only the earlier ones have
 * @param onlyAfter how many figures only the later ones have
 */
public record Comparison(List<Line> lines, int onlyBefore, int onlyAfter) {

    /** Whether a figure changed by more than its spread. */
    public enum Change {
        /** All later figures are less than all earlier ones. */
        LESS,
        /** The figures overlap. */
        NONE,
        /** All later figures are more. */
        MORE
    }

    /**
     * One figure, earlier and later.
     *
     * @param subject what was measured
     * @param metric which figure of it
     * @param unit its unit
     * @param before the earlier figures
     * @param after the later figures
     */
    public record Line(Subject subject, String metric, String unit, Spread before, Spread after) {

        /**
         * What the later median is of the earlier one.
         *
         * @return above 1 if it has become more; not a number if both are 0
         */
        public double ratio() {
            return after.median() / before.median();
        }

        /**
         * Whether there is a change.
         *
         * @return which
         */
        public Change change() {
            if (before.overlaps(after)) {
                return Change.NONE;
            }
            return after.median() < before.median() ? Change.LESS : Change.MORE;
        }
    }

    /**
     * Compares.
     *
     * @param before earlier results
     * @param after later results
     * @return the lines, in the order of the later results
     */
    public static Comparison of(final Results before, final Results after) {
        final Map<Key, Spread> earlier = new LinkedHashMap<>();
        before.measurements().forEach(measurement -> earlier.put(Key.of(measurement), measurement.spread()));
        final List<Line> lines = new ArrayList<>();
        for (final Measurement measurement : after.measurements()) {
            final @Nullable Spread spread = earlier.get(Key.of(measurement));
            if (spread != null) {
                lines.add(new Line(
                        measurement.subject(), measurement.metric(), measurement.unit(), spread, measurement.spread()));
            }
        }
        return new Comparison(
                lines,
                before.measurements().size() - lines.size(),
                after.measurements().size() - lines.size());
    }

    /**
     * Renders it.
     *
     * @return a table
     */
    public TitledTable table() {
        final List<List<String>> rows = new ArrayList<>();
        for (final Line line : lines) {
            final Subject subject = line.subject();
            rows.add(List.of(
                    subject.suite() + ", " + subject.scenario() + ", " + subject.variant() + ": " + line.metric(),
                    Numbers.of(line.before(), line.unit()),
                    Numbers.of(line.after(), line.unit()),
                    line.before().median() == 0 ? "" : Numbers.ratio(line.ratio()),
                    switch (line.change()) {
                        case LESS -> "less";
                        case NONE -> "";
                        case MORE -> "more";
                    }));
        }
        return new TitledTable(
                "Earlier and later, " + alone(),
                new Table(List.of("", "earlier", "later", "later / earlier", "change"), rows));
    }

    /** What the table leaves out. */
    private String alone() {
        return "of " + lines.size() + " figures; only earlier " + onlyBefore + ", only later " + onlyAfter;
    }

    private record Key(Subject subject, String metric, String unit) {

        static Key of(final Measurement measurement) {
            return new Key(measurement.subject(), measurement.metric(), measurement.unit());
        }
    }
}
