package org.hedgerow.bench.plan;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.family.Maker;
import org.hedgerow.bench.family.Row;
import org.hedgerow.bench.result.Subject;
import org.hedgerow.bench.trial.Trial;

/** The trials of JMH on each collection of the family. */
final class FamilyJobs {

    private static final double START_SECONDS = 1;
    private static final double FILL_SECONDS_PER_ENTRY = 0.4e-6;

    private final Plan plan;

    FamilyJobs(final Plan plan) {
        this.plan = plan;
    }

    /** A group for each operation of each collection, in each size. */
    List<List<Job>> groups() {
        final List<List<Job>> groups = new ArrayList<>();
        for (final long size : plan.sizes()) {
            for (final Row row : Row.all()) {
                final List<Job> jobs = new ArrayList<>();
                jobs.add(job(row, size, Maker.HEDGEROW, plan.heapBeside()));
                plan.heaps().forEach(heap -> jobs.add(job(row, size, row.rival(), heap)));
                groups.add(jobs);
            }
        }
        return groups;
    }

    private Job job(final Row row, final long size, final Maker maker, final Heap heap) {
        final List<String> flags = new ArrayList<>(heap.jvmFlags(maker.heapBytesPerEntry() * size));
        flags.add(Variant.NATIVE_ACCESS);
        final Trial trial = row.trial(maker, size, plan.timing(), flags);
        return new Job(
                new Subject(
                        Suite.FAMILY.label(),
                        Jobs.count(size) + " entries",
                        heap.label(maker.title(), maker.heapBytesPerEntry() > 0)),
                row.label(),
                START_SECONDS + size * FILL_SECONDS_PER_ENTRY + plan.timing().seconds(),
                trial::run);
    }
}
