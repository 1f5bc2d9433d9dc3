package org.hedgerow.demo.report;

import java.util.List;
import java.util.stream.Collectors;
import org.hedgerow.harness.Table;

/** Pieces of HTML. Every text that goes in is escaped here. */
final class Html {

    private Html() {}

    /**
     * Text as HTML.
     *
     * @param text any text
     * @return the same, with nothing in it that HTML would take for its own; fit for attributes as well
     */
    static String escape(final String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String paragraphs(final List<String> texts) {
        return texts.stream().map(text -> "<p>" + escape(text) + "</p>").collect(Collectors.joining("\n"));
    }

    static String table(final Table table) {
        return "<div class=\"scroll\"><table><thead>" + row(table.header(), "th scope=\"col\"", "th")
                + "</thead>\n<tbody>"
                + table.rows().stream().map(row -> row(row, "td", "td")).collect(Collectors.joining("\n"))
                + "</tbody></table></div>";
    }

    private static String row(final List<String> cells, final String open, final String close) {
        final StringBuilder row = new StringBuilder("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            final String text = cells.get(i);
            if (i == 0) {
                // Terminal tables show by two blanks that a row belongs to the one above it.
                final String kind = text.startsWith("  ") ? " class=\"part\"" : "";
                row.append("<th scope=\"row\"")
                        .append(kind)
                        .append('>')
                        .append(escape(text.strip()))
                        .append("</th>");
            } else {
                row.append('<')
                        .append(open)
                        .append('>')
                        .append(escape(text))
                        .append("</")
                        .append(close)
                        .append('>');
            }
        }
        return row.append("</tr>").toString();
    }
}
