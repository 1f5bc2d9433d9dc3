package org.hedgerow.bench.plan;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.TableShape;

/**
 * A map in one of the ways in which it is measured.
 *
 * @param peer which map
 * @param heap its heap
 * @param loadFactor its load factor, or {@link TableShape#OWN}
 */
public record Variant(Peer peer, Heap heap, float loadFactor) {

    /** Warming memory takes system calls, whichever map it is for; ours needs no other flag. */
    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    /** The one that all others are compared with. */
    public static final Variant OURS = new Variant(Peer.HEDGEROW, Heap.DEFAULT, TableShape.COMMON);

    /**
     * All variants of a map that are worth measuring. A heap is tuned only where the entries are in it.
     *
     * @param peer the map
     * @param heaps the heaps that are wanted
     * @param ownLoadFactor whether its own load factor is wanted beside the common one
     * @return at least one variant
     */
    public static List<Variant> of(final Peer peer, final List<Heap> heaps, final boolean ownLoadFactor) {
        final List<Float> loadFactors =
                ownLoadFactor ? peer.loadFactors() : peer.loadFactors().subList(0, 1);
        final List<Variant> variants = new ArrayList<>();
        for (final Heap heap : peer.onHeap() ? heaps : List.of(Heap.DEFAULT)) {
            for (final float loadFactor : loadFactors) {
                variants.add(new Variant(peer, heap, loadFactor));
            }
        }
        return variants;
    }

    /**
     * The same in another heap, if the entries are not in the heap.
     *
     * @param other which heap
     * @return this one, if they are
     */
    Variant in(final Heap other) {
        return peer.onHeap() ? this : new Variant(peer, other, loadFactor);
    }

    /**
     * The name in results.
     *
     * @return such as {@code fastutil tuned, own load factor}
     */
    public String label() {
        final String name = heap.label(peer.title(), peer.onHeap());
        final boolean other = loadFactor == TableShape.OWN && peer.loadFactors().size() > 1;
        return other ? name + ", own load factor" : name;
    }

    /**
     * The flags of the JVM that measures it.
     *
     * @param entries how many entries there will be at most
     * @return flags of the java command
     */
    public List<String> jvmFlags(final long entries) {
        final List<String> flags = new ArrayList<>(heap.jvmFlags(peer, entries));
        flags.add(NATIVE_ACCESS);
        flags.addAll(peer.jvmFlags());
        return flags;
    }
}
