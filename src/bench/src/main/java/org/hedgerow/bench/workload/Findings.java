package org.hedgerow.bench.workload;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.result.Curve;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Outcome;
import org.hedgerow.bench.result.RunInfo;

/** What a run has found until now. It is told to the parent at the end, so that nothing of that is measured. */
final class Findings {

    private final List<Figure> figures = new ArrayList<>();
    private final List<Curve> curves = new ArrayList<>();

    void add(final String metric, final String unit, final double value) {
        figures.add(new Figure(metric, unit, value));
    }

    void add(final Curve curve) {
        curves.add(curve);
    }

    void add(final Latencies latencies) {
        figures.addAll(latencies.figures());
        curves.add(latencies.curve());
    }

    Outcome outcome(final Peer peer) {
        return new Outcome(RunInfo.ofThisJvm(peer), figures, curves);
    }
}
