package org.hedgerow.bench.result;

import java.awt.BasicStroke;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.hedgerow.bench.result.Results.SubjectCurve;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Results as charts, in SVG. */
public final class Charts {

    private static final int WIDTH = 1200;
    private static final int HEIGHT = 600;
    private static final Color GRID = new Color(225, 225, 225);

    /** From this range on, an axis is logarithmic. */
    private static final double WIDE = 50;

    private final Results results;
    private final Path directory;
    private final List<Path> written = new ArrayList<>();

    private Charts(final Results results, final Path directory) {
        this.results = results;
        this.directory = directory;
    }

    /**
     * Draws all charts of a file of results.
     *
     * @param results what it holds
     * @param file where it is: the charts come into a directory beside it, of the same name
     * @return the charts
     * @throws IOException if one cannot be written
     */
    public static List<Path> draw(final Results results, final Path file) throws IOException {
        final Path absolute = file.toAbsolutePath();
        final String name = String.valueOf(absolute.getFileName()).replaceFirst("\\.json$", "");
        final Path directory = absolute.resolveSibling(name);
        Files.createDirectories(directory);
        final Charts charts = new Charts(results, directory);
        charts.drawAll();
        return charts.written;
    }

    private void drawAll() throws IOException {
        final Set<String> throughputScenarios = new LinkedHashSet<>();
        for (final Measurement measurement : results.measurements()) {
            if (measurement.subject().suite().equals("throughput")) {
                throughputScenarios.add(measurement.subject().scenario());
            }
        }
        for (final String scenario : throughputScenarios) {
            bars(
                    "throughput, " + scenario,
                    "ns for each operation or entry",
                    measurement -> measurement.subject().suite().equals("throughput")
                            && measurement.subject().scenario().equals(scenario),
                    Measurement::metric);
        }
        for (final String metric : List.of("longest pause", "pauses in total")) {
            bars(
                    metric,
                    "ms",
                    measurement -> measurement.metric().equals(metric),
                    measurement -> measurement.subject().scenario());
        }
        bars(
                "bytes per entry",
                "bytes",
                measurement -> measurement.metric().startsWith("bytes per entry"),
                Measurement::metric);
        final Map<String, List<SubjectCurve>> curves = new LinkedHashMap<>();
        for (final SubjectCurve curve : results.curves()) {
            final Subject subject = curve.subject();
            final String title = subject.suite() + ", " + curve.curve().name() + ", " + subject.scenario();
            curves.computeIfAbsent(title, unseen -> new ArrayList<>()).add(curve);
        }
        for (final Map.Entry<String, List<SubjectCurve>> entry : curves.entrySet()) {
            lines(entry.getKey(), entry.getValue());
        }
    }

    private void bars(
            final String title,
            final String unit,
            final Predicate<Measurement> wanted,
            final Function<Measurement, String> category)
            throws IOException {
        final Set<String> categories = new LinkedHashSet<>();
        final Map<String, Map<String, Double>> series = new LinkedHashMap<>();
        results.measurements().stream().filter(wanted).forEach(measurement -> {
            categories.add(category.apply(measurement));
            series.computeIfAbsent(measurement.subject().variant(), unseen -> new LinkedHashMap<>())
                    .put(category.apply(measurement), measurement.spread().median());
        });
        keepComparable(categories, series);
        if (series.isEmpty()) {
            return;
        }
        final CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .yAxisTitle(unit)
                .build();
        dress(chart);
        chart.getStyler().setXAxisLabelRotation(45);
        final DoubleSummaryStatistics range = series.values().stream()
                .flatMap(values -> values.values().stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
        if (wide(range)) {
            chart.getStyler().setYAxisLogarithmic(true);
            // Bars would begin at 0, which has no logarithm.
            chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(range.getMin()))));
        }
        series.forEach((variant, values) -> {
            final List<Double> heights = new ArrayList<>();
            categories.forEach(name -> heights.add(values.getOrDefault(name, 0.0)));
            chart.addSeries(variant, new ArrayList<>(categories), heights);
        });
        write(chart, title);
    }

    /** Leaves out what few have, such as controls, and then those who lack something: a gap would look like a zero. */
    private static void keepComparable(final Set<String> categories, final Map<String, Map<String, Double>> series) {
        final Map<String, Long> counts = new HashMap<>();
        series.values().forEach(values -> values.keySet().forEach(name -> counts.merge(name, 1L, Long::sum)));
        final long most =
                counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        categories.removeIf(name -> 2 * counts.getOrDefault(name, 0L) <= most);
        series.values().removeIf(values -> !values.keySet().containsAll(categories));
        series.values().forEach(values -> values.keySet().retainAll(categories));
    }

    private void lines(final String title, final List<SubjectCurve> curves) throws IOException {
        final Curve first = curves.getFirst().curve();
        final XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(first.xTitle())
                .yAxisTitle(first.yTitle())
                .build();
        dress(chart);
        for (final SubjectCurve curve : curves) {
            if (!curve.curve().x().isEmpty()) {
                chart.addSeries(
                                curve.subject().variant(),
                                curve.curve().x(),
                                curve.curve().y())
                        .setMarker(SeriesMarkers.NONE);
            }
        }
        if (chart.getSeriesMap().isEmpty()) {
            return;
        }
        chart.getStyler().setXAxisLogarithmic(!first.xTitle().equals(Curve.SECONDS) && wide(range(curves, Curve::x)));
        chart.getStyler().setYAxisLogarithmic(wide(range(curves, Curve::y)));
        write(chart, title);
    }

    private static DoubleSummaryStatistics range(
            final List<SubjectCurve> curves, final Function<Curve, List<Double>> axis) {
        return curves.stream()
                .flatMap(curve -> axis.apply(curve.curve()).stream())
                .mapToDouble(Double::doubleValue)
                .summaryStatistics();
    }

    private static boolean wide(final DoubleSummaryStatistics range) {
        return range.getMin() > 0 && range.getMax() / range.getMin() > WIDE;
    }

    private static void dress(final Chart<? extends AxesChartStyler, ?> chart) {
        chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        // Dashed lines, which are the default, are written as the outlines of their dashes: most of what a file has.
        chart.getStyler().setPlotGridLinesStroke(new BasicStroke(1));
        chart.getStyler().setPlotGridLinesColor(GRID);
    }

    private void write(final Chart<?, ?> chart, final String title) throws IOException {
        final String name = title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        final Path file = directory.resolve(name + ".svg");
        try (OutputStream out = Files.newOutputStream(file)) {
            VectorGraphicsEncoder.saveVectorGraphic(chart, out, VectorGraphicsFormat.SVG);
        }
        written.add(file);
    }
}
