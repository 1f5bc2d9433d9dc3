package org.hedgerow.bench.workload;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.child.IdleLoop;
import org.hedgerow.bench.child.Latencies;
import org.hedgerow.bench.peer.LongTable;

/** How long single operations take, through the life of a map. */
final class LatencyRun implements Task.Measuring {

    /** One in so many entries is left after the fall. */
    static final long LEFT = 100;

    private static final long REHEARSAL_ENTRIES = 300_000;

    @Override
    public void run(final Workload workload, final Findings findings) {
        workload.warmMemory();
        rehearse(workload);
        // Meanwhile the host of a virtual machine takes back what is free, and interrupts it for that.
        findings.add(IdleLoop.watch(workload.idleSeconds()));
        final LongTable table = workload.newTable();
        final Population population = new Population(table, workload.keys());
        grow(population, workload.entries(), findings);
        live(population, workload, findings);
        fall(population, table, findings);
        workload.verify(population);
        end(population, table, workload, findings);
    }

    /** The life of a small map, since what a JVM does once, such as loading classes, is not what is measured. */
    private static void rehearse(final Workload workload) {
        final LongTable table = workload.newTable();
        final Population population = new Population(table, workload.keys());
        population.growTo(Math.min(REHEARSAL_ENTRIES, workload.entries()));
        while (population.size() > 0) {
            population.removeOldest();
        }
        table.compact();
        table.close();
    }

    private static void grow(final Population population, final long entries, final Findings findings) {
        final Latencies latencies = new Latencies("growth");
        final long start = System.nanoTime();
        while (population.size() < entries) {
            final long begin = System.nanoTime();
            population.add();
            latencies.record(System.nanoTime() - begin);
        }
        findings.add("growth total", "ms", millisSince(start));
        findings.add(latencies);
    }

    private static void live(final Population population, final Workload workload, final Findings findings) {
        final Latencies response = new Latencies("steady");
        final Latencies service = new Latencies("steady, service alone");
        Arrivals.serve(workload.ratePerSecond(), workload.steadySeconds(), population::operate, response, service);
        findings.add(response);
        findings.add(service);
    }

    /** The compaction counts as one more removal: without it the map would not give anything back. */
    private static void fall(final Population population, final LongTable table, final Findings findings) {
        final Latencies latencies = new Latencies("fall");
        final long left = population.size() / LEFT;
        final long start = System.nanoTime();
        while (population.size() > left) {
            final long begin = System.nanoTime();
            population.removeOldest();
            latencies.record(System.nanoTime() - begin);
        }
        final long begin = System.nanoTime();
        table.compact();
        latencies.record(System.nanoTime() - begin);
        findings.add("compact", "ms", millisSince(begin));
        findings.add("fall total", "ms", millisSince(start));
        findings.add(latencies);
    }

    private static void end(
            final Population population, final LongTable table, final Workload workload, final Findings findings) {
        population.growTo(workload.entries());
        final long clear = System.nanoTime();
        table.clear();
        findings.add("clear", "ms", millisSince(clear));
        population.cleared();
        if (workload.peer().onHeap()) {
            return; // It has nothing to close.
        }
        population.growTo(workload.entries());
        final long close = System.nanoTime();
        table.close();
        findings.add("close", "ms", millisSince(close));
    }

    private static double millisSince(final long nanos) {
        return (double) (System.nanoTime() - nanos) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
