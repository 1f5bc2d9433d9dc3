package org.hedgerow.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.bench.result.Results.Failure;
import org.hedgerow.bench.result.Results.Run;
import org.hedgerow.bench.result.Results.SubjectCurve;

/** Collects the outcomes of runs, several of each subject. */
public final class Recorder {

    private final Map<Key, List<Double>> figures = new LinkedHashMap<>();
    private final Map<Subject, RunInfo> runs = new LinkedHashMap<>();
    private final List<SubjectCurve> curves = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();

    /**
     * Adds the outcome of a run.
     *
     * @param subject what was measured
     * @param outcome what was found
     */
    public void add(final Subject subject, final Outcome outcome) {
        for (final Figure figure : outcome.figures()) {
            figures.computeIfAbsent(new Key(subject, figure.metric(), figure.unit()), unseen -> new ArrayList<>())
                    .add(figure.value());
        }
        if (runs.putIfAbsent(subject, outcome.info()) == null) {
            outcome.curves().forEach(curve -> curves.add(new SubjectCurve(subject, curve)));
        }
    }

    /**
     * Adds a run that came to no result.
     *
     * @param subject what should have been measured
     * @param account what happened
     */
    public void fail(final Subject subject, final String account) {
        failures.add(new Failure(subject, account));
    }

    /**
     * What was collected.
     *
     * @param date when it began
     * @param arguments the arguments of the command
     * @param machine where it ran
     * @return the results
     */
    public Results results(final String date, final List<String> arguments, final Machine machine) {
        final List<Measurement> measurements = new ArrayList<>();
        figures.forEach((key, values) ->
                measurements.add(new Measurement(key.subject, key.metric, key.unit, List.copyOf(values))));
        final List<Run> infos = new ArrayList<>();
        runs.forEach((subject, info) -> infos.add(new Run(subject, info)));
        return new Results(date, arguments, machine, measurements, infos, List.copyOf(curves), List.copyOf(failures));
    }

    private record Key(Subject subject, String metric, String unit) {}
}
