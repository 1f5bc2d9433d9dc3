package org.hedgerow.bench.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.hedgerow.bench.child.ChildJvm;
import org.hedgerow.bench.child.Errand;
import org.hedgerow.bench.queue.Growth;
import org.hedgerow.bench.queue.OneWay;
import org.hedgerow.bench.queue.QueuePeer;
import org.hedgerow.bench.queue.QueueRow;
import org.hedgerow.bench.queue.QueueShape;
import org.hedgerow.bench.queue.RoundTrip;
import org.hedgerow.bench.result.Subject;
import org.hedgerow.bench.trial.Trial;

/** The jobs on queues between threads: trials of JMH for the throughput, and child JVMs of ours for latencies. */
final class QueueJobs {

    /** Many times what any of them takes: a thread that waits for one that has died waits for ever. */
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final double START_SECONDS = 2;
    private static final double GROWTH_SECONDS_PER_BYTE = 15e-9;

    /** How much heap there is for each byte of the queue that is to grow; beside what a heap has anyway. */
    private static final long GROWTH_HEAP_FACTOR = 3;

    private final Plan plan;

    QueueJobs(final Plan plan) {
        this.plan = plan;
    }

    /** A group for each kind of queue and each way to use it. */
    List<List<Job>> groups() {
        final List<List<Job>> groups = new ArrayList<>();
        for (final QueueRow row : QueueRow.all()) {
            groups.add(inTurns(row.peers(), (peer, heap) -> throughput(row, peer, heap)));
        }
        for (final QueueShape shape : QueueShape.values()) {
            groups.add(latencies(
                    shape,
                    "round trip",
                    Jobs.seconds(plan),
                    peer -> new RoundTrip(peer, shape, plan.steadySeconds(), plan.idleSeconds())));
            groups.add(latencies(
                    shape,
                    "one way",
                    Jobs.steady(plan),
                    peer -> new OneWay(peer, shape, plan.ratePerSecond(), plan.steadySeconds(), plan.idleSeconds())));
        }
        for (final QueueShape shape : QueueShape.UNBOUNDED) {
            // Of a heap that was touched before, what is resident would tell nothing.
            groups.add(inTurns(
                    shape.peers(), List.of(Heap.DEFAULT), Heap.DEFAULT, (peer, heap) -> growth(shape, peer, heap)));
        }
        return groups;
    }

    private Job growth(final QueueShape shape, final QueuePeer peer, final Heap heap) {
        final ChildJvm jvm = new ChildJvm(flags(peer, heap, GROWTH_HEAP_FACTOR * plan.queueBytes()), TIMEOUT);
        final String what = String.format(Locale.ROOT, "growth to %,d MiB", plan.queueBytes() >> 20);
        return new Job(
                subject(shape.title() + ", " + what, peer, heap),
                "growth",
                START_SECONDS + plan.idleSeconds() + plan.queueBytes() * GROWTH_SECONDS_PER_BYTE,
                () -> jvm.run(new Growth(peer, shape, plan.queueBytes(), plan.idleSeconds())));
    }

    private List<Job> latencies(
            final QueueShape shape, final String what, final String load, final Function<QueuePeer, Errand> errandOf) {
        return inTurns(shape.peers(), (peer, heap) -> {
            final ChildJvm jvm = new ChildJvm(flags(peer, heap, 0), TIMEOUT);
            return new Job(
                    subject(shape.title() + ", " + what + ", " + load, peer, heap),
                    what,
                    START_SECONDS + plan.steadySeconds() + plan.idleSeconds(),
                    () -> jvm.run(errandOf.apply(peer)));
        });
    }

    private Job throughput(final QueueRow row, final QueuePeer peer, final Heap heap) {
        final Trial trial = row.trial(peer, plan.timing(), flags(peer, heap, 0));
        return new Job(
                subject("throughput, where more is better", peer, heap),
                row.label(),
                START_SECONDS + plan.timing().seconds(),
                trial::run);
    }

    private List<Job> inTurns(final List<QueuePeer> peers, final Work work) {
        return inTurns(peers, plan.heaps(), plan.heapBeside(), work);
    }

    private static List<Job> inTurns(
            final List<QueuePeer> peers, final List<Heap> heaps, final Heap heapBeside, final Work work) {
        final List<Job> jobs = new ArrayList<>();
        for (final QueuePeer peer : peers) {
            for (final Heap heap : peer.onHeap() ? heaps : List.of(heapBeside)) {
                jobs.add(work.job(peer, heap));
            }
        }
        return jobs;
    }

    private static Subject subject(final String scenario, final QueuePeer peer, final Heap heap) {
        return new Subject(Suite.QUEUES.label(), scenario, heap.label(peer.title(), peer.onHeap()));
    }

    private static List<String> flags(final QueuePeer peer, final Heap heap, final long bytes) {
        final List<String> flags = new ArrayList<>(peer.jvmFlags());
        flags.addAll(heap.jvmFlags(peer.onHeap() ? bytes : 0));
        flags.add(Variant.NATIVE_ACCESS);
        return flags;
    }

    /** Makes the job of a peer. */
    @FunctionalInterface
    private interface Work {

        Job job(QueuePeer peer, Heap heap);
    }
}
