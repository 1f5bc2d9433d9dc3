package org.hedgerow.bench.workload;

import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.peer.LongTable;

/** How much memory is resident through the life of a map. */
final class MemoryRun implements Task.Measuring {

    /** G1 gives memory back after its pause, in pieces; others have threads for it. */
    private static final long SETTLING_MILLIS = 1_000;

    @Override
    public void run(final Workload workload, final Findings findings) throws InterruptedException {
        workload.warmMemory();
        try (ResidentCurve resident = new ResidentCurve()) {
            findings.add("resident before", "MiB", resident.sample());
            final LongTable table = workload.newTable();
            final Population population = new Population(table, workload.keys());
            population.growTo(workload.entries());
            findings.add("resident when grown", "MiB", resident.sample());
            for (long i = 0; i < workload.entries(); i++) {
                population.operate();
            }
            findings.add("resident after churn", "MiB", resident.sample());
            final long left = workload.entries() / LatencyRun.LEFT;
            while (population.size() > left) {
                population.removeOldest();
            }
            findings.add("resident peak", "MiB", resident.peak());
            Thread.sleep(SETTLING_MILLIS);
            findings.add("resident after fall", "MiB", resident.sample());
            table.giveBack();
            System.gc();
            Thread.sleep(SETTLING_MILLIS);
            findings.add("resident after giving back", "MiB", resident.sample());
            workload.verify(population);
            findings.add(resident.curve());
            table.close();
        }
    }
}
