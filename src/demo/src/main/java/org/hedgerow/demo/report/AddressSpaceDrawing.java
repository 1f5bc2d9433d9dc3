package org.hedgerow.demo.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.demo.limit.AddressPicture;
import org.hedgerow.demo.limit.AddressRange;
import org.hedgerow.demo.limit.HedgerowChunks;
import org.hedgerow.demo.limit.Moment;
import org.hedgerow.demo.limit.RangeKind;

/**
 * The address space as a picture, in SVG: for each moment a bar of all mappings of the process up to its limit, and the
 * same part of the address space, range by range, in several rows.
 */
final class AddressSpaceDrawing {

    private static final int ROWS = 4;
    private static final int ROW_UNITS = 18;
    private static final int ROW_GAP_UNITS = 4;
    private static final int BAR_UNITS = 12;
    private static final int WIDTH_UNITS = 1_000;

    private final HedgerowChunks.Outcome outcome;
    private final long windowBytes;

    AddressSpaceDrawing(final HedgerowChunks.Outcome outcome) {
        this.outcome = outcome;
        windowBytes = outcome.pictures().values().stream()
                .flatMap(picture -> picture.ranges().stream())
                .mapToLong(range -> range.offset() + range.bytes())
                .max()
                .orElse(1);
    }

    /**
     * Draws.
     *
     * @return a figure for each moment, in HTML
     */
    String html() {
        return Stream.of(Moment.values()).map(this::figure).collect(Collectors.joining("\n"));
    }

    private String figure(final Moment moment) {
        final AddressPicture picture = outcome.pictures().get(moment);
        if (picture == null) {
            return "";
        }
        return "<figure><figcaption><strong>" + Html.escape(moment.title()) + "</strong> "
                + Html.escape(caption(picture.mappings())) + "</figcaption>\n" + bar(picture.mappings()) + "\n"
                + part(picture.ranges(), moment) + "</figure>";
    }

    private String caption(final Map<RangeKind, Long> mappings) {
        return "of " + Units.count(outcome.limit()) + " possible mappings the chunks have "
                + Units.count(count(mappings, RangeKind.PAYLOAD) + count(mappings, RangeKind.SEPARATOR))
                + ", the other thread has " + Units.count(count(mappings, RangeKind.OTHER_THREAD))
                + ", and the JVM has " + Units.count(count(mappings, RangeKind.JVM));
    }

    private static long count(final Map<RangeKind, Long> mappings, final RangeKind kind) {
        return mappings.getOrDefault(kind, 0L);
    }

    /** All mappings of the process, as wide as the limit. */
    private String bar(final Map<RangeKind, Long> mappings) {
        final StringBuilder svg = open(BAR_UNITS, "All mappings of the process");
        svg.append(rectangle("free", 0, 0, WIDTH_UNITS, BAR_UNITS));
        double x = 0;
        for (final RangeKind kind : RangeKind.values()) {
            final double width = (double) WIDTH_UNITS * count(mappings, kind) / outcome.limit();
            svg.append(rectangle(style(kind), x, 0, width, BAR_UNITS));
            x += width;
        }
        return svg.append("</svg>").toString();
    }

    /** A part of the address space, wrapped into rows. */
    private String part(final List<AddressRange> ranges, final Moment moment) {
        final int height = ROWS * (ROW_UNITS + ROW_GAP_UNITS);
        final StringBuilder svg = open(height, "A part of the address space: " + moment.title());
        for (int row = 0; row < ROWS; row++) {
            final int y = row * (ROW_UNITS + ROW_GAP_UNITS);
            svg.append(rectangle("free", 0, y, WIDTH_UNITS, ROW_UNITS));
        }
        ranges.forEach(range -> appendWrapped(svg, range));
        return svg.append("</svg>").toString();
    }

    private void appendWrapped(final StringBuilder svg, final AddressRange range) {
        final double scale = (double) ROWS * WIDTH_UNITS / windowBytes;
        final double start = Math.max(0, range.offset() * scale);
        final double end = Math.min((double) ROWS * WIDTH_UNITS, (range.offset() + range.bytes()) * scale);
        for (int row = (int) (start / WIDTH_UNITS); row < ROWS && row * WIDTH_UNITS < end; row++) {
            final double x = Math.max(0, start - row * WIDTH_UNITS);
            final double width = Math.min(WIDTH_UNITS, end - row * WIDTH_UNITS) - x;
            svg.append(rectangle(style(range.kind()), x, row * (ROW_UNITS + ROW_GAP_UNITS), width, ROW_UNITS));
        }
    }

    private static StringBuilder open(final int height, final String label) {
        return new StringBuilder()
                .append("<svg role=\"img\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
                .append(WIDTH_UNITS + " " + height + "\" height=\"" + height + "\" aria-label=\"")
                .append(Html.escape(label))
                .append("\">");
    }

    private static String rectangle(
            final String style, final double x, final double y, final double width, final double height) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%.2f\" y=\"%.0f\" width=\"%.2f\" height=\"%.0f\"/>",
                style,
                x,
                y,
                width,
                height);
    }

    /** The name of a kind's colour in the style sheet. */
    private static String style(final RangeKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
