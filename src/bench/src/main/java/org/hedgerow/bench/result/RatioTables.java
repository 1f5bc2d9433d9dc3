package org.hedgerow.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedgerow.harness.Table;
import org.jspecify.annotations.Nullable;

/** Results as tables, one for each scenario: the medians of all subjects, our part of the rivals', and the spread of each. */
public final class RatioTables {

    private final String ours;
    private final List<String> rivals;

    /**
     * Creates them.
     *
     * @param ours the label of the variant that is compared
     * @param rivals the labels of those that it is divided by, as far as they were measured
     */
    public RatioTables(final String ours, final List<String> rivals) {
        this.ours = ours;
        this.rivals = List.copyOf(rivals);
    }

    /**
     * Makes the tables.
     *
     * @param results the results
     * @return tables, in the order of the measurements
     */
    public List<TitledTable> of(final Results results) {
        final Map<Scenario, List<Measurement>> scenarios = new LinkedHashMap<>();
        for (final Measurement measurement : results.measurements()) {
            final Subject subject = measurement.subject();
            scenarios
                    .computeIfAbsent(new Scenario(subject.suite(), subject.scenario()), unseen -> new ArrayList<>())
                    .add(measurement);
        }
        final List<TitledTable> tables = new ArrayList<>();
        scenarios.forEach((scenario, measurements) -> tables.add(table(scenario, measurements)));
        return tables;
    }

    private TitledTable table(final Scenario scenario, final List<Measurement> measurements) {
        final Set<String> variants = new LinkedHashSet<>();
        final Map<Row, Map<String, Measurement>> rows = new LinkedHashMap<>();
        for (final Measurement measurement : measurements) {
            final String variant = measurement.subject().variant();
            variants.add(variant);
            rows.computeIfAbsent(new Row(measurement.metric(), measurement.unit()), unseen -> new LinkedHashMap<>())
                    .put(variant, measurement);
        }
        final List<String> divisors = rivals.stream()
                .filter(rival -> variants.contains(ours) && variants.contains(rival))
                .toList();
        final List<String> header = new ArrayList<>();
        header.add("");
        header.addAll(variants);
        divisors.forEach(rival -> header.add(ours + " / " + rival));
        final List<List<String>> lines = new ArrayList<>();
        rows.forEach((row, figures) -> {
            final List<String> line = new ArrayList<>();
            line.add(row.metric);
            for (final String variant : variants) {
                final @Nullable Measurement figure = figures.get(variant);
                line.add(figure == null ? "" : Numbers.of(figure.spread(), row.unit));
            }
            divisors.forEach(rival -> line.add(ratios(figures.get(ours), figures.get(rival))));
            lines.add(line);
        });
        return new TitledTable(scenario.suite + ", " + scenario.name, new Table(header, lines));
    }

    private static String ratios(final @Nullable Measurement dividend, final @Nullable Measurement divisor) {
        return dividend == null || divisor == null || divisor.values().contains(0.0)
                ? ""
                : Numbers.ratios(dividend.ratiosTo(divisor));
    }

    private record Scenario(String suite, String name) {}

    private record Row(String metric, String unit) {}
}
