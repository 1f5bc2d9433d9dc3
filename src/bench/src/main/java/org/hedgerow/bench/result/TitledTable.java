package org.hedgerow.bench.result;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.harness.Table;

/**
 * A table, and what it shows.
 *
 * @param title what it shows
 * @param table the table
 */
public record TitledTable(String title, Table table) {

    /**
     * Renders both for a terminal.
     *
     * @return lines
     */
    public List<String> text() {
        final List<String> lines = new ArrayList<>(table.lines());
        lines.addFirst(title);
        return lines;
    }

    /**
     * Renders both as Markdown.
     *
     * @return lines
     */
    public List<String> markdown() {
        final List<String> lines = new ArrayList<>(List.of("### " + title, ""));
        lines.addAll(table.markdown());
        return lines;
    }
}
