package org.hedgerow.bench.result;

import java.util.List;

/** Results as a session would give them. */
final class Samples {

    static final String OURS = "Hedgerow";
    static final String RIVAL = "Agrona tuned";

    private Samples() {}

    /** Results in which our figures are so many times 10 and 12, and the rival's 20 and 30. */
    static Results results(final double factor) {
        final Recorder recorder = new Recorder();
        for (final double value : new double[] {10, 12}) {
            recorder.add(subject(OURS), outcome(factor * value));
        }
        for (final double value : new double[] {20, 30}) {
            recorder.add(subject(RIVAL), outcome(value));
        }
        recorder.add(subject("no map"), new Outcome(info(), List.of(new Figure("drawKey", "ns", 3)), List.of()));
        recorder.fail(subject("MapDB"), "no memory");
        return recorder.results(
                "2026-01-02T03:04:05", List.of("--short"), new Machine("a processor", 2, 1024, "Linux"));
    }

    private static Subject subject(final String variant) {
        return new Subject("throughput", "1,000 random keys", variant);
    }

    private static RunInfo info() {
        return new RunInfo("1.0", "a JVM", List.of("-Xmx1g"), "G1", 1024);
    }

    private static Outcome outcome(final double value) {
        return new Outcome(
                info(),
                List.of(new Figure("getHit", "ns", value), new Figure("remove", "ns", 2 * value)),
                List.of(new Curve("growth", "one in", "ns", List.of(1.0, 100.0), List.of(value, 100 * value))));
    }
}
