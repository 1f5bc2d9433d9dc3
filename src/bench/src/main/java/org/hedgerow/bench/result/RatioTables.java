package org.hedgerow.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hedgerow.harness.Table;
import org.jspecify.annotations.Nullable;

/** Results as tables, one for each scenario: the medians of all maps, their spread, and our part of the rivals'. */
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
        final Map<Row, Map<String, Spread>> rows = new LinkedHashMap<>();
        for (final Measurement measurement : measurements) {
            final String variant = measurement.subject().variant();
            variants.add(variant);
            rows.computeIfAbsent(new Row(measurement.metric(), measurement.unit()), unseen -> new LinkedHashMap<>())
                    .put(variant, measurement.spread());
        }
        final List<String> divisors = rivals.stream()
                .filter(rival -> variants.contains(ours) && variants.contains(rival))
                .toList();
        final List<String> header = new ArrayList<>();
        header.add("");
        header.addAll(variants);
        divisors.forEach(rival -> header.add(ours + " / " + rival));
        final List<List<String>> lines = new ArrayList<>();
        rows.forEach((row, spreads) -> {
            final List<String> line = new ArrayList<>();
            line.add(row.metric);
            for (final String variant : variants) {
                final @Nullable Spread spread = spreads.get(variant);
                line.add(spread == null ? "" : Numbers.of(spread, row.unit));
            }
            divisors.forEach(rival -> line.add(ratio(spreads.get(ours), spreads.get(rival))));
            lines.add(line);
        });
        return new TitledTable(scenario.suite + ", " + scenario.name, new Table(header, lines));
    }

    private static String ratio(final @Nullable Spread dividend, final @Nullable Spread divisor) {
        return dividend == null || divisor == null || divisor.median() == 0
                ? ""
                : Numbers.ratio(dividend.median() / divisor.median());
    }

    private record Scenario(String suite, String name) {}

    private record Row(String metric, String unit) {}
}
