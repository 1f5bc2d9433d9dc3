package org.hedgerow.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table of texts: the first column is to the left, all others are to the right.
 *
 * @param header the heads of its columns
 * @param rows its rows, each as wide as the header
 */
public record Table(List<String> header, List<List<String>> rows) {

    private static final String GAP = "   ";

    /**
     * Renders the table for a terminal.
     *
     * @return lines
     */
    public List<String> lines() {
        final int[] widths = new int[header.size()];
        final List<List<String>> all = new ArrayList<>();
        all.add(header);
        all.addAll(rows);
        for (final List<String> row : all) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        final List<String> lines = new ArrayList<>();
        for (final List<String> row : all) {
            lines.add(line(row, widths));
        }
        lines.add(1, "-".repeat(lines.getFirst().length()));
        return lines;
    }

    private static String line(final List<String> row, final int[] widths) {
        final StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            final String cell = row.get(column);
            final String padding = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? cell + padding : GAP + padding + cell);
        }
        return line.toString();
    }

    /**
     * Renders the table as Markdown.
     *
     * @return lines
     */
    public List<String> markdown() {
        final List<String> lines = new ArrayList<>();
        lines.add(markdownRow(header));
        lines.add("|---|" + "--:|".repeat(header.size() - 1));
        rows.forEach(row -> lines.add(markdownRow(row)));
        return lines;
    }

    private static String markdownRow(final List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
