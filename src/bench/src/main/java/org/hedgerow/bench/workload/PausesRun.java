package org.hedgerow.bench.workload;

import java.io.IOException;
import java.util.List;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.child.Latencies;
import org.hedgerow.bench.peer.LongTable;
import org.hedgerow.harness.GcPauses;

/** How long the collector stops a service that holds the map, while the service allocates elsewhere. */
final class PausesRun implements Task.Measuring {

    private static final double MICROS_PER_MILLI = 1e3;

    @Override
    public void run(final Workload workload, final Findings findings) throws IOException, InterruptedException {
        workload.warmMemory();
        final LongTable table = workload.newTable();
        final Population population = new Population(table, workload.keys());
        population.growTo(workload.entries());
        // What growing has left behind is not what is measured, and a map that lives long is an old object.
        System.gc();
        final int before = GcPauses.log().size();
        final Latencies response = new Latencies("operation");
        final Latencies service = new Latencies("operation, service alone");
        try (Garbage garbage = new Garbage()) {
            Arrivals.serve(workload.ratePerSecond(), workload.steadySeconds(), population::operate, response, service);
            findings.add("allocated elsewhere", "MB/s", garbage.megabytesPerSecond());
        }
        final List<String> log = GcPauses.log();
        final GcPauses pauses = GcPauses.of(log.subList(before, log.size()));
        findings.add("pauses", "pauses", (double) pauses.count());
        findings.add("pauses in total", "ms", pauses.totalMicros() / MICROS_PER_MILLI);
        findings.add("longest pause", "ms", pauses.longestMicros() / MICROS_PER_MILLI);
        findings.add(response);
        workload.verify(population);
        table.close();
    }
}
