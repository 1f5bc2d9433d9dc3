package org.hedgerow.bench.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hedgerow.bench.peer.Peer;

/** What heap a map is given. It always fits: what happens without enough memory is another question. */
public enum Heap {
    /** Of the size that fits at most, otherwise as the JVM does it. */
    DEFAULT,
    /** Of that size from the start, touched, and in huge pages: what somebody who cares for speed does. */
    TUNED;

    /** For the program beside the map, and for maps that are elsewhere. */
    private static final long BASE_MEBIBYTES = 1024;

    /**
     * The name in results.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The name of a library with this heap.
     *
     * @param title the name of the library
     * @param onHeap whether its entries are in the heap, so that the heap matters
     * @return such as {@code Agrona tuned}
     */
    public String label(final String title, final boolean onHeap) {
        return onHeap ? title + " " + label() : title;
    }

    /**
     * The flags of the JVM.
     *
     * @param peer whose heap it is
     * @param entries how many entries there will be at most
     * @return flags of the java command
     */
    public List<String> jvmFlags(final Peer peer, final long entries) {
        return jvmFlags(peer.heapBytesPerEntry() * entries);
    }

    /**
     * The flags of the JVM.
     *
     * @param bytes what will be in it at most, beside the program
     * @return flags of the java command
     */
    List<String> jvmFlags(final long bytes) {
        final long mebibytes = BASE_MEBIBYTES + (bytes >> 20);
        final List<String> flags = new ArrayList<>();
        flags.add("-Xmx" + mebibytes + "m");
        if (this == TUNED) {
            flags.add("-Xms" + mebibytes + "m");
            flags.add("-XX:+AlwaysPreTouch");
            flags.add("-XX:+UseTransparentHugePages");
        }
        return flags;
    }

    /** The label: it is what the command line shows and takes. */
    @Override
    public String toString() {
        return label();
    }
}
