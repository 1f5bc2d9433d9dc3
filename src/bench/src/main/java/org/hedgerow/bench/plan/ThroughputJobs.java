package org.hedgerow.bench.plan;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.TableShape;
import org.hedgerow.bench.result.Subject;
import org.hedgerow.bench.throughput.Operation;
import org.hedgerow.bench.trial.Trial;

/** The trials of JMH. */
final class ThroughputJobs {

    /** The size at which key patterns are compared: a map of that size is out of the nearer caches. */
    private static final long PATTERN_SIZE = 1_000_000;

    private static final double START_SECONDS = 1;
    private static final double FILL_SECONDS_PER_ENTRY = 0.5e-6;
    private static final Variant NO_MAP = new Variant(Peer.NONE, Heap.DEFAULT, TableShape.OWN);

    private final Plan plan;

    ThroughputJobs(final Plan plan) {
        this.plan = plan;
    }

    /** All operations on random keys in all sizes, and on other keys in one size what depends on them. */
    List<List<Job>> groups() {
        final List<List<Job>> groups = new ArrayList<>();
        for (final long size : plan.sizes()) {
            for (final KeyPattern pattern : plan.patterns()) {
                for (final Operation operation : plan.operations()) {
                    if (wanted(size, pattern, operation)) {
                        groups.add(group(size, pattern, operation));
                    }
                }
            }
        }
        return groups;
    }

    private boolean wanted(final long size, final KeyPattern pattern, final Operation operation) {
        // Keys that were asked for alone, or sizes, are asked for with all operations.
        return pattern == plan.patterns().getFirst()
                || ((size == PATTERN_SIZE || plan.sizes().size() == 1)
                        && Operation.SENSITIVE_TO_KEYS.contains(operation));
    }

    private List<Job> group(final long size, final KeyPattern pattern, final Operation operation) {
        final List<Variant> variants = operation.ofNoMap() ? List.of(NO_MAP) : plan.variants();
        return variants.stream()
                .map(variant -> job(variant, size, pattern, operation))
                .toList();
    }

    private Job job(final Variant variant, final long size, final KeyPattern pattern, final Operation operation) {
        final Trial trial = operation.trial(
                variant.peer(),
                variant.loadFactor(),
                pattern,
                size,
                plan.timing(),
                variant.in(plan.heapBeside()).jvmFlags(size));
        return new Job(
                new Subject(
                        Suite.THROUGHPUT.label(), Jobs.count(size) + " " + pattern.label() + " keys", variant.label()),
                operation.label(),
                START_SECONDS + size * FILL_SECONDS_PER_ENTRY + plan.timing().seconds(),
                trial::run);
    }
}
