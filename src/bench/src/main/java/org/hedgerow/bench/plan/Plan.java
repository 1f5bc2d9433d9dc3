package org.hedgerow.bench.plan;

import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.throughput.Operation;
import org.hedgerow.bench.trial.Timing;

/**
 * What is to be measured.
 *
 * @param suites which parts
 * @param peers which maps, in the parts that are about the map
 * @param heaps with which heaps, where the entries are in the heap
 * @param ownLoadFactors whether also with the maps' own load factors
 * @param operations which operations, for the throughput
 * @param patterns with which keys, for the throughput
 * @param sizes how many entries, for the throughput and the family
 * @param entries how many entries, for all else
 * @param collectors under which collectors, for the pauses
 * @param forks how many JVMs for each figure
 * @param timing how long JMH measures in each
 * @param steadySeconds how long a map is used at its peak, and each queue
 * @param ratePerSecond how many operations, or elements, arrive there
 * @param idleSeconds how long the machine is watched without a map
 * @param densitySizes at how many sizes the bytes of an entry are measured
 * @param queueBytes how large an unbounded queue grows
 */
public record Plan(
        List<Suite> suites,
        List<Peer> peers,
        List<Heap> heaps,
        boolean ownLoadFactors,
        List<Operation> operations,
        List<KeyPattern> patterns,
        List<Long> sizes,
        long entries,
        List<Collector> collectors,
        int forks,
        Timing timing,
        double steadySeconds,
        long ratePerSecond,
        double idleSeconds,
        int densitySizes,
        long queueBytes) {

    /** For about five minutes on two cores: our map, and the one that it replaces, at its best. */
    public static final Plan SHORT = new Plan(
            Suite.OF_THE_MAP,
            List.of(Peer.HEDGEROW, Peer.AGRONA),
            List.of(Heap.TUNED),
            false,
            List.of(Operation.values()),
            List.of(KeyPattern.RANDOM),
            List.of(1_000_000L),
            5_000_000,
            List.of(Collector.values()),
            2,
            new Timing(2, 3, 250),
            3,
            500_000,
            2,
            8,
            128L << 20);

    /** All that there is. It takes many hours, so parts of it can be chosen. */
    public static final Plan FULL = new Plan(
            Suite.OF_THE_MAP,
            Stream.of(Peer.values()).filter(peer -> peer != Peer.NONE).toList(),
            List.of(Heap.values()),
            true,
            List.of(Operation.values()),
            List.of(KeyPattern.values()),
            List.of(1_000L, 1_000_000L, 40_000_000L),
            40_000_000,
            List.of(Collector.values()),
            3,
            new Timing(3, 5, 500),
            20,
            500_000,
            15,
            24,
            1L << 30);

    /**
     * The heap of a program whose entries are elsewhere. What is in it makes no difference to them, but a tuned one has the code
     * of the program in huge pages as well: where operations take some nanoseconds, that counts, so all have it, or none.
     *
     * @return the tuned one, if there is one among those of the others
     */
    Heap heapBeside() {
        return heaps.contains(Heap.TUNED) ? Heap.TUNED : Heap.DEFAULT;
    }

    /**
     * The variants of all maps.
     *
     * @return in the order of the maps
     */
    List<Variant> variants() {
        return peers.stream()
                .flatMap(peer -> Variant.of(peer, heaps, ownLoadFactors).stream())
                .toList();
    }
}
