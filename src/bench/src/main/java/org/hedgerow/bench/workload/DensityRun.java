package org.hedgerow.bench.workload;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.peer.LongTable;
import org.hedgerow.bench.result.Curve;
import org.hedgerow.harness.ProcessMemory;

/**
 * How many bytes an entry takes, at sizes spread evenly by their logarithms: a table that doubles takes twice as much for
 * each entry just after that than just before, so that one size alone says nothing.
 */
final class DensityRun implements Task.Measuring {

    /** From the peak down to this part of it. */
    private static final double RANGE = 40;

    /** A helper that works ahead is at rest then. */
    private static final long SETTLING_MILLIS = 50;

    @Override
    public void run(final Workload workload, final Findings findings) throws InterruptedException {
        workload.warmMemory();
        final double least = workload.entries() / RANGE;
        // The code of the operations, what compiling it takes, and the buffers of the first ones are not the map's.
        compileFor(workload, (long) least);
        final LongTable table = workload.newTable();
        final Population population = new Population(table, workload.keys());
        population.growTo(1);
        final long before = usedBytes(workload);
        final List<Double> entries = new ArrayList<>();
        final List<Double> bytes = new ArrayList<>();
        for (int i = 0; i < workload.sizes(); i++) {
            final double part = (i + 0.5) / workload.sizes();
            final long size = Math.max(1, (long) (least * Math.pow(RANGE, part)));
            population.growTo(size);
            Thread.sleep(SETTLING_MILLIS);
            table.giveBack();
            entries.add((double) size);
            bytes.add((double) (usedBytes(workload) - before) / size);
        }
        workload.verify(population);
        findings.add(
                "bytes per entry",
                "B",
                bytes.stream().mapToDouble(Double::doubleValue).average().orElseThrow());
        findings.add(
                "bytes per entry, worst size",
                "B",
                bytes.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
        findings.add(new Curve("bytes per entry", "entries", "bytes", entries, bytes));
        table.close();
    }

    /** Has the operations compiled, by another table. */
    private static void compileFor(final Workload workload, final long entries) {
        try (LongTable table = workload.newTable()) {
            new Population(table, workload.keys()).growTo(entries);
        }
    }

    /**
     * In the heap what the collector cannot free; elsewhere what is resident, after what is not in use was given back, the heap
     * being touched from the start.
     */
    private static long usedBytes(final Workload workload) {
        if (!workload.peer().onHeap()) {
            return ProcessMemory.residentBytes();
        }
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
