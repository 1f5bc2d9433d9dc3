package org.hedgerow.bench.queue;

import static org.hedgerow.bench.queue.QueueShape.MANY_TO_MANY;
import static org.hedgerow.bench.queue.QueueShape.MANY_TO_ONE;
import static org.hedgerow.bench.queue.QueueShape.MANY_TO_ONE_UNBOUNDED;
import static org.hedgerow.bench.queue.QueueShape.ONE_TO_ONE;
import static org.hedgerow.bench.queue.QueueShape.ONE_TO_ONE_UNBOUNDED;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
                elements(ONE_TO_ONE, "one by one", OneToOneBenchmark.class, "Single"),
                elements(ONE_TO_ONE, "batches of 64", OneToOneBenchmark.class, "Batch"),
                elements(MANY_TO_ONE, "one producer", ManyToOneBenchmark.class, "OneProducer"),
                elements(MANY_TO_ONE, "three producers", ManyToOneBenchmark.class, "ThreeProducers"),
                elements(MANY_TO_MANY, "one of each", ManyToManyBenchmark.class, "OneOfEach"),
                elements(MANY_TO_MANY, "two of each", ManyToManyBenchmark.class, "TwoOfEach"),
                elements(ONE_TO_ONE_UNBOUNDED, "one by one", OneToOneUnboundedBenchmark.class, "Single"),
                elements(MANY_TO_ONE_UNBOUNDED, "one producer", ManyToOneUnboundedBenchmark.class, "OneProducer"),
                elements(MANY_TO_ONE_UNBOUNDED, "three producers", ManyToOneUnboundedBenchmark.class, "ThreeProducers"),
                messages(ONE_TO_ONE, "", OneToOneMessageBenchmark.class, "Single"),
                messages(MANY_TO_ONE, ", one producer", ManyToOneMessageBenchmark.class, "OneProducer"),
                messages(MANY_TO_ONE, ", three producers", ManyToOneMessageBenchmark.class, "ThreeProducers"),
                messages(ONE_TO_ONE_UNBOUNDED, "", OneToOneMessageBenchmark.class, "Single"),
                messages(MANY_TO_ONE_UNBOUNDED, ", one producer", ManyToOneMessageBenchmark.class, "OneProducer"),
                messages(
                        MANY_TO_ONE_UNBOUNDED, ", three producers", ManyToOneMessageBenchmark.class, "ThreeProducers"));
    }

    /** Of a group, whose methods are called after it. */
    private static QueueRow elements(
            final QueueShape shape,
            final String how,
            final Class<? extends PipeBenchmark> benchmark,
            final String groupName) {
        return new QueueRow(
                shape.title() + ", " + how, shape.peers(), benchmark, group(groupName), "poll" + groupName, Map.of());
    }

    private static QueueRow messages(
            final QueueShape shape,
            final String how,
            final Class<? extends MessageBenchmark> benchmark,
            final String groupName) {
        return new QueueRow(
                shape.title() + ", messages of " + MessagePipe.MESSAGE_BYTES + " bytes" + how,
                shape.messagePeers(),
                benchmark,
                group(groupName),
                "write" + groupName,
                Map.of("shape", shape.name()));
    }

    private static String group(final String groupName) {
        return groupName.substring(0, 1).toLowerCase(Locale.ROOT) + groupName.substring(1);
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
