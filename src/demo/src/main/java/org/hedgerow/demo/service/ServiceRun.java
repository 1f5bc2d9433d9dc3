package org.hedgerow.demo.service;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.hedgerow.demo.child.ChildReport;
import org.hedgerow.demo.child.Work;
import org.hedgerow.harness.GcPauses;
import org.hedgerow.harness.WarmMemory;
import org.jspecify.annotations.Nullable;

/** One run of the service on one kind of map: the work of a child JVM. */
public final class ServiceRun implements Work {

    /** Stands for no file of keys. */
    private static final String MADE_KEYS = "-";

    /** Enough for the JIT compiler, so that what is measured is the map. */
    private static final int WARM_UP_ROUNDS = 3;

    private static final long WARM_UP_SESSIONS = 200_000;

    /** About what the hungriest of the maps takes for an entry at its peak. */
    private static final long WARM_BYTES_PER_SESSION = 256;

    private static final long MOST_WARM_BYTES = 2L << 30;
    private static final long MOST_WARM_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final double[] QUANTILES = {
        0, 0.25, 0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999, 0.9995, 0.9998, 0.9999, 0.99995, 0.99998,
        0.99999, 0.999995, 0.999998, 0.999999, 0.9999998, 0.9999999, 1
    };

    /**
     * The flags of the JVM: the same heap for all, and the collector that the JVM chooses.
     *
     * @return flags for the java command
     */
    public static List<String> jvmFlags() {
        return List.of("-Xmx4g", GcPauses.jvmFlag());
    }

    /**
     * The arguments for a run.
     *
     * @param rival which kind of map
     * @param load how much work
     * @return arguments as {@link #run} reads them
     */
    public static List<String> arguments(final Rival rival, final Load load) {
        return List.of(
                rival.name(),
                Long.toString(load.sessions()),
                Long.toString(load.steadyOperations()),
                load.keys() == null ? MADE_KEYS : load.keys().toString());
    }

    @Override
    public void run(final List<String> arguments, final ChildReport report) throws Exception {
        final Rival rival = Rival.valueOf(arguments.get(0));
        final long sessions = Long.parseLong(arguments.get(1));
        final long steadyOperations = Long.parseLong(arguments.get(2));
        final SessionKeys keys =
                arguments.get(3).equals(MADE_KEYS) ? SessionKeys.made() : KeyStore.open(Path.of(arguments.get(3)));
        warmUp(rival);
        WarmMemory.touch(Math.min(sessions * WARM_BYTES_PER_SESSION, MOST_WARM_BYTES), MOST_WARM_NANOS);
        System.gc();
        final int logBefore = GcPauses.log().size();

        final long startNanos = System.nanoTime();
        final ResidentMemory memory = new ResidentMemory(startNanos);
        memory.start();
        try (SessionTable table = rival.newTable()) {
            final Service service = new Service(table, keys, sessions, steadyOperations, report);
            for (final Phase phase : Phase.values()) {
                service.run(phase);
                memory.sample();
                report.say("phaseEnd." + phase, (System.nanoTime() - startNanos) / 1_000_000);
            }
            reportPauses(logBefore, report);
            giveBack(table, memory, report);
            report.say("size", table.size());
            report.say("found", service.found());
            report.say("wrong", service.wrong());
            reportLatencies(service.latencies(), report);
            report.say("mostMappings", memory.mostMappings());
            memory.samples().forEach(sample -> report.say("resident", sample.toString()));
        }
    }

    private static void warmUp(final Rival rival) {
        final ChildReport unheard =
                new ChildReport(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            try (SessionTable table = rival.newTable()) {
                final Service service =
                        new Service(table, SessionKeys.made(), WARM_UP_SESSIONS, WARM_UP_SESSIONS, unheard);
                for (final Phase phase : Phase.values()) {
                    service.run(phase);
                }
            }
        }
    }

    private static void giveBack(final SessionTable table, final ResidentMemory memory, final ChildReport report)
            throws InterruptedException {
        final long start = System.nanoTime();
        table.giveBack();
        report.say("giveBackNanos", System.nanoTime() - start);
        report.say("residentEnd", memory.settled());
    }

    private static void reportPauses(final int logBefore, final ChildReport report) throws IOException {
        final List<String> log = GcPauses.log();
        final GcPauses pauses = GcPauses.of(log.subList(logBefore, log.size()));
        report.say("gcPauses", pauses.count());
        report.say("gcTotalMicros", pauses.totalMicros());
        report.say("gcLongestMicros", pauses.longestMicros());
    }

    private static void reportLatencies(final Latencies latencies, final ChildReport report) {
        final Histogram all = latencies.all();
        report.say("operations", all.getTotalCount());
        for (final double quantile : QUANTILES) {
            // Beyond the last operation there is only the worst, which is the quantile 1.
            if (quantile == 1 || all.getTotalCount() * (1 - quantile) >= 1) {
                report.say("quantile", quantile + " " + all.getValueAtPercentile(100 * quantile));
            }
        }
        for (final Phase phase : Phase.values()) {
            report.say("worst." + phase, latencies.of(phase).getMaxValue());
        }
    }

    /**
     * How much work the service has.
     *
     * @param sessions how many sessions there are at the most
     * @param steadyOperations operations of the steady phase
     * @param keys a file of keys, or null for made ones
     */
    public record Load(
            long sessions, long steadyOperations, @Nullable Path keys) {}
}
