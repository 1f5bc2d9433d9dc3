package org.hedgerow.bench.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.trial.Timing;
import org.hedgerow.bench.trial.Trial;
import org.openjdk.jmh.results.Result;

/**
 * Threads that use a queue as fast as they can, which is measured on ours and on others.
 *
 * @param label the name in results
 * @param peers whose queues
 * @param benchmark the class of the benchmark
 * @param group its group of methods
 * @param counted the method of the group that counts what went through
 * @param parameters what its class is told, beside the peer
 */
public record QueueRow(
        String label,
        List<QueuePeer> peers,
        Class<?> benchmark,
        String group,
        String counted,
        Map<String, String> parameters) {

    /**
     * All that is measured.
     *
     * @return in the order of the results
     */
    public static List<QueueRow> all() {
        return List.of(
                elements(QueueShape.ONE_TO_ONE, "one by one", OneToOneBenchmark.class, "single", "pollSingle"),
                elements(QueueShape.ONE_TO_ONE, "batches of 64", OneToOneBenchmark.class, "batch", "pollBatch"),
                elements(
                        QueueShape.MANY_TO_ONE,
                        "one producer",
                        ManyToOneBenchmark.class,
                        "oneProducer",
                        "pollOneProducer"),
                elements(
                        QueueShape.MANY_TO_ONE,
                        "three producers",
                        ManyToOneBenchmark.class,
                        "threeProducers",
                        "pollThreeProducers"),
                elements(
                        QueueShape.MANY_TO_MANY,
                        "one of each",
                        ManyToManyBenchmark.class,
                        "oneOfEach",
                        "pollOneOfEach"),
                elements(
                        QueueShape.MANY_TO_MANY,
                        "two of each",
                        ManyToManyBenchmark.class,
                        "twoOfEach",
                        "pollTwoOfEach"),
                elements(
                        QueueShape.ONE_TO_ONE_UNBOUNDED,
                        "one by one",
                        OneToOneUnboundedBenchmark.class,
                        "single",
                        "pollSingle"),
                elements(
                        QueueShape.MANY_TO_ONE_UNBOUNDED,
                        "one producer",
                        ManyToOneUnboundedBenchmark.class,
                        "oneProducer",
                        "pollOneProducer"),
                elements(
                        QueueShape.MANY_TO_ONE_UNBOUNDED,
                        "three producers",
                        ManyToOneUnboundedBenchmark.class,
                        "threeProducers",
                        "pollThreeProducers"),
                messages(QueueShape.ONE_TO_ONE),
                messages(QueueShape.MANY_TO_ONE));
    }

    private static QueueRow elements(
            final QueueShape shape,
            final String how,
            final Class<? extends PipeBenchmark> benchmark,
            final String group,
            final String counted) {
        return new QueueRow(shape.title() + ", " + how, shape.peers(), benchmark, group, counted, Map.of());
    }

    private static QueueRow messages(final QueueShape shape) {
        return new QueueRow(
                shape.title() + ", messages of 64 bytes",
                List.of(QueuePeer.HEDGEROW, QueuePeer.AGRONA),
                MessageBenchmark.class,
                "messages",
                "write",
                Map.of("shape", shape.name()));
    }

    /**
     * Makes a trial of it.
     *
     * @param peer whose queue
     * @param timing for how long
     * @param jvmFlags in which JVM
     * @return the trial, whose figure is what went through in a microsecond
     */
    public Trial trial(final QueuePeer peer, final Timing timing, final List<String> jvmFlags) {
        final Map<String, String> all = new HashMap<>(parameters);
        all.put("peer", peer.name());
        return new Trial(benchmark, group, all, timing, jvmFlags, result -> {
            // The score of a group adds up what came and what went.
            final Result<?> throughput =
                    Objects.requireNonNull(result.getSecondaryResults().get(counted));
            return new Figure(label, "/\u00b5s", throughput.getScore());
        });
    }
}
