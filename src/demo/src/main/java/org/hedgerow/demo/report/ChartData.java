package org.hedgerow.demo.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hedgerow.demo.service.ResidentMemory;
import org.hedgerow.demo.service.Rival;
import org.hedgerow.demo.service.ServiceOutcome;

/** The findings of the service as JSON, for the script that draws the charts. */
final class ChartData {

    private final Results results;

    ChartData(final Results results) {
        this.results = results;
    }

    /**
     * The data.
     *
     * @return JSON of numbers and names of constants alone, so nothing in it can end the script element around it
     */
    String json() {
        return "{\"latency\":[" + series(rival -> true, ChartData::latency) + "],\n\"memory\":["
                + series(Rival::isMap, ChartData::memory) + "]}";
    }

    private String series(final Function<Rival, Boolean> shown, final Function<ServiceOutcome, String> points) {
        final List<String> series = new ArrayList<>();
        for (final Rival rival : Rival.values()) {
            if (shown.apply(rival)) {
                results.outcome(rival)
                        .ifPresent(outcome ->
                                series.add("{\"id\":\"" + rival.name().toLowerCase(Locale.ROOT)
                                        + "\",\"label\":\"" + rival.label() + "\",\"points\":[" + points.apply(outcome)
                                        + "]}"));
            }
        }
        return String.join(",\n", series);
    }

    /** x is one operation in how many, so that each nine of a percentile takes the same space on a log axis. */
    private static String latency(final ServiceOutcome outcome) {
        return outcome.curve().stream()
                .map(point -> point(
                        point.quantile() < 1 ? 1 / (1 - point.quantile()) : (double) outcome.operations(),
                        (double) point.nanos()))
                .collect(Collectors.joining(","));
    }

    /** The last sample of each phase is marked. */
    private static String memory(final ServiceOutcome outcome) {
        final List<ResidentMemory.Sample> samples = outcome.resident();
        final List<String> points = new ArrayList<>();
        for (int i = 0; i < samples.size(); i++) {
            final ResidentMemory.Sample sample = samples.get(i);
            final long next = i + 1 < samples.size() ? samples.get(i + 1).millis() : Long.MAX_VALUE;
            final boolean phaseEnd =
                    outcome.phaseEndMillis().values().stream().anyMatch(end -> sample.millis() <= end && end < next);
            points.add(point(sample.millis() / 1_000.0, sample.bytes() / 1024.0 / 1024.0, phaseEnd));
        }
        return String.join(",", points);
    }

    private static String point(final double x, final double y) {
        return String.format(Locale.ROOT, "{\"x\":%.3f,\"y\":%.1f}", x, y);
    }

    private static String point(final double x, final double y, final boolean mark) {
        return mark ? String.format(Locale.ROOT, "{\"x\":%.3f,\"y\":%.1f,\"mark\":1}", x, y) : point(x, y);
    }
}
