package org.hedgerow.bench;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hedgerow.bench.keys.KeyBatch;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.plan.Collector;
import org.hedgerow.bench.plan.Heap;
import org.hedgerow.bench.plan.Plan;
import org.hedgerow.bench.plan.Suite;
import org.hedgerow.bench.throughput.Operation;
import org.hedgerow.bench.trial.Timing;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is measured: each replaces a part of the short plan, or of the full one. */
final class PlanOptions {

    @Option(names = "--full", description = "All maps, sizes and keys: many hours. Without it: about five minutes.")
    private boolean full;

    @Option(names = "--short", description = "The short form, which is also the default.")
    private boolean brief;

    @Option(
            names = "--suite",
            split = ",",
            paramLabel = "SUITE",
            description = "Which parts: ${COMPLETION-CANDIDATES}. Default: all but the last two.")
    private @Nullable List<Suite> suites;

    @Option(names = "--peers", split = ",", paramLabel = "PEER", description = "Which maps: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<Peer> peers;

    @Option(
            names = "--heaps",
            split = ",",
            paramLabel = "HEAP",
            description = "Heaps of the maps that are in it: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<Heap> heaps;

    @Option(
            names = "--own-load-factors",
            negatable = true,
            description = "Measure maps also with their own load factor.")
    private @Nullable Boolean ownLoadFactors;

    @Option(
            names = "--operations",
            split = ",",
            paramLabel = "OPERATION",
            description = "Operations of the throughput: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<Operation> operations;

    @Option(
            names = "--patterns",
            split = ",",
            paramLabel = "KEYS",
            description = "Keys of the throughput: ${COMPLETION-CANDIDATES}. The first one is asked for with all"
                    + " operations, the others with those that depend on keys most.")
    private @Nullable List<KeyPattern> patterns;

    @Option(
            names = "--sizes",
            split = ",",
            paramLabel = "N",
            description = "How many entries, for the throughput and the family.")
    private @Nullable List<Long> sizes;

    @Option(names = "--entries", paramLabel = "N", description = "How many entries, for all else.")
    private @Nullable Long entries;

    @Option(
            names = "--collectors",
            split = ",",
            paramLabel = "GC",
            description = "Collectors of the pauses: ${COMPLETION-CANDIDATES}.")
    private @Nullable List<Collector> collectors;

    @Option(names = "--forks", paramLabel = "N", description = "How many JVMs for each figure, in turns.")
    private @Nullable Integer forks;

    @Option(
            names = "--iteration-millis",
            paramLabel = "MS",
            description = "How long JMH measures at a time, for the throughput.")
    private @Nullable Long iterationMillis;

    @Option(
            names = "--steady-seconds",
            paramLabel = "S",
            description = "How long a map is used at its peak, and a queue.")
    private @Nullable Double steadySeconds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "How many operations, or elements, arrive there in a second.")
    private @Nullable Long ratePerSecond;

    @Option(names = "--idle-seconds", paramLabel = "S", description = "How long the machine is watched without a map.")
    private @Nullable Double idleSeconds;

    @Option(names = "--queue-bytes", paramLabel = "N", description = "How large an unbounded queue grows.")
    private @Nullable Long queueBytes;

    /** The plan that follows. */
    Plan plan() {
        if (full && brief) {
            throw new IllegalArgumentException("--full and --short exclude each other");
        }
        final Plan base = full ? Plan.FULL : Plan.SHORT;
        final Timing timing = new Timing(
                base.timing().warmups(),
                base.timing().iterations(),
                positive("--iteration-millis", or(iterationMillis, base.timing().iterationMillis())));
        return new Plan(
                listOr("--suite", suites, base.suites()),
                checkedPeers(listOr("--peers", peers, base.peers())),
                listOr("--heaps", heaps, base.heaps()),
                or(ownLoadFactors, base.ownLoadFactors()),
                listOr("--operations", operations, base.operations()),
                listOr("--patterns", patterns, base.patterns()),
                checkedSizes(listOr("--sizes", sizes, base.sizes())),
                positive("--entries", or(entries, base.entries())),
                listOr("--collectors", collectors, base.collectors()),
                (int) positive("--forks", (long) or(forks, base.forks())),
                timing,
                positive("--steady-seconds", or(steadySeconds, base.steadySeconds())),
                positive("--rate", or(ratePerSecond, base.ratePerSecond())),
                positive("--idle-seconds", or(idleSeconds, base.idleSeconds())),
                base.densitySizes(),
                positive("--queue-bytes", or(queueBytes, base.queueBytes())));
    }

    private static <T> T or(final @Nullable T given, final T base) {
        return given == null ? base : given;
    }

    /** What was given twice would be measured twice, as if it were two. */
    private static <T> List<T> listOr(final String option, final @Nullable Collection<T> given, final List<T> base) {
        if (given == null) {
            return base;
        }
        final Set<T> seen = new HashSet<>();
        for (final T value : given) {
            require(seen.add(value), option, value, "is there twice");
        }
        return List.copyOf(given);
    }

    private static List<Peer> checkedPeers(final List<Peer> peers) {
        peers.forEach(
                peer -> require(peer != Peer.NONE, "--peers", peer, "is no map; it is measured where it is needed"));
        return peers;
    }

    private static List<Long> checkedSizes(final List<Long> sizes) {
        final String why = "must be at least " + KeyBatch.SIZE + ", as so many keys come and go at a time";
        sizes.forEach(size -> require(size >= KeyBatch.SIZE, "--sizes", size, why));
        return sizes;
    }

    private static long positive(final String option, final long value) {
        require(value > 0, option, value, "must be more than 0");
        return value;
    }

    private static double positive(final String option, final double value) {
        require(value > 0 && Double.isFinite(value), option, value, "must be more than 0, and finite");
        return value;
    }

    private static void require(final boolean isPossible, final String option, final Object value, final String why) {
        if (!isPossible) {
            throw new IllegalArgumentException(option + " " + value + ": " + why);
        }
    }
}
