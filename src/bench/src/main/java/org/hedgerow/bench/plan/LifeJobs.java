package org.hedgerow.bench.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.child.ChildJvm;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.TableShape;
import org.hedgerow.bench.result.Subject;
import org.hedgerow.bench.workload.MapErrand;
import org.hedgerow.bench.workload.Task;
import org.hedgerow.bench.workload.Workload;
import org.hedgerow.harness.GcPauses;

/** The jobs that follow a map through its life, in child JVMs of ours. */
final class LifeJobs {

    /** Many times what any of them takes. */
    private static final Duration TIMEOUT = Duration.ofHours(1);

    private static final Variant NO_MAP = new Variant(Peer.NONE, Heap.DEFAULT, TableShape.OWN);
    private static final double SECONDS_PER_OPERATION = 0.3e-6;
    private static final double START_SECONDS = 1;

    private final Plan plan;

    LifeJobs(final Plan plan) {
        this.plan = plan;
    }

    /** One group: growth, steady use, fall, clear and close, and the same around no map. */
    List<List<Job>> latency() {
        final double seconds = plan.idleSeconds() + plan.steadySeconds() + 4 * operationSeconds();
        final List<Job> jobs = new ArrayList<>();
        for (final Variant variant : withoutMapFirst()) {
            jobs.add(job(Suite.LATENCY, Task.LATENCY, variant, flags(variant), steadyLabel(), seconds));
        }
        return List.of(jobs);
    }

    /** One group for what is resident, and one for the bytes of an entry. */
    List<List<Job>> memory() {
        final List<Job> resident = new ArrayList<>();
        final List<Job> density = new ArrayList<>();
        for (final Variant variant : untouchedHeaps()) {
            resident.add(job(
                    Suite.MEMORY, Task.MEMORY, variant, flags(variant), entriesLabel(), 2 + 3 * operationSeconds()));
            density.add(job(
                    Suite.MEMORY,
                    Task.DENSITY,
                    variant,
                    densityFlags(variant),
                    "up to " + entriesLabel(),
                    operationSeconds()));
        }
        return List.of(resident, density);
    }

    /** A group for each collector. */
    List<List<Job>> pauses() {
        final List<List<Job>> groups = new ArrayList<>();
        for (final Collector collector : plan.collectors()) {
            final List<Job> jobs = new ArrayList<>();
            for (final Variant variant : withoutMapFirst()) {
                final List<String> flags = new ArrayList<>(serviceFlags(variant));
                flags.add(collector.jvmFlag());
                flags.add(GcPauses.jvmFlag());
                final String scenario = steadyLabel() + ", " + collector.title();
                final double seconds = plan.steadySeconds() + operationSeconds();
                jobs.add(job(Suite.PAUSES, Task.PAUSES, variant, flags, scenario, seconds));
            }
            groups.add(jobs);
        }
        return groups;
    }

    private Job job(
            final Suite suite,
            final Task task,
            final Variant variant,
            final List<String> flags,
            final String scenario,
            final double seconds) {
        final Workload workload = new Workload(
                variant.peer(),
                variant.loadFactor(),
                KeyPattern.RANDOM,
                plan.entries(),
                plan.steadySeconds(),
                plan.ratePerSecond(),
                plan.idleSeconds(),
                plan.densitySizes());
        final ChildJvm jvm = new ChildJvm(flags, TIMEOUT);
        return new Job(
                new Subject(suite.label(), scenario, variant.label()),
                task.label(),
                START_SECONDS + seconds,
                () -> jvm.run(new MapErrand(task, workload)));
    }

    /** A heap that is touched from the start is resident always, so that nothing could be seen of the map in it. */
    private List<Variant> untouchedHeaps() {
        return plan.peers().stream()
                .flatMap(peer -> Variant.of(peer, List.of(Heap.DEFAULT), plan.ownLoadFactors()).stream())
                .toList();
    }

    private List<Variant> withoutMapFirst() {
        final List<Variant> variants = new ArrayList<>();
        variants.add(NO_MAP);
        variants.addAll(plan.variants());
        return variants;
    }

    private List<String> flags(final Variant variant) {
        return variant.jvmFlags(plan.entries());
    }

    /** The rest of the service is in the heap, also where the map is not. */
    private List<String> serviceFlags(final Variant variant) {
        return flags(variant.in(plan.heapBeside()));
    }

    /** Off the heap it is resident memory that is counted, so the heap must not change meanwhile. */
    private List<String> densityFlags(final Variant variant) {
        return flags(variant.in(Heap.TUNED));
    }

    private double operationSeconds() {
        return plan.entries() * SECONDS_PER_OPERATION;
    }

    private String steadyLabel() {
        return entriesLabel() + ", " + Jobs.steady(plan);
    }

    private String entriesLabel() {
        return Jobs.count(plan.entries()) + " entries";
    }
}
