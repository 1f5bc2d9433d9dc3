package org.hedgerow.bench.child;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.result.Curve;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.RunInfo;

/** What a run has found until now. It is told to the parent at the end, so that nothing of that is measured. */
public final class Findings {

    private final List<Figure> figures = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();

    /** Creates findings, of nothing yet. */
    public Findings() {}

    /**
     * Adds a figure.
     *
     * @param metric what was measured
     * @param unit its unit
     * @param value how much
     */
    public void add(final String metric, final String unit, final double value) {
        figures.add(new Figure(metric, unit, value));
    }

    /**
     * Adds a curve.
     *
     * @param curve the curve
     */
    public void add(final Curve curve) {
        curves.add(curve);
    }

    /**
     * Adds the figures and the curve of a phase.
     *
     * @param latencies how long its operations took
     */
    public void add(final Latencies latencies) {
        figures.addAll(latencies.figures());
        curves.add(latencies.curve());
    }

    /**
     * All of it.
     *
     * @param version the version of what was measured
     * @return the outcome of the run
     */
    public Outcome outcome(final String version) {
        return new Outcome(RunInfo.ofThisJvm(version), List.copyOf(figures), List.copyOf(curves));
    }
}
