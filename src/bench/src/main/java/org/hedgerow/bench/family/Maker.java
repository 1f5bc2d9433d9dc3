package org.hedgerow.bench.family;

import java.util.Locale;
import org.hedgerow.bench.peer.PeerVersion;

/** Whose collections are measured. */
public enum Maker {
    /** Ours. */
    HEDGEROW("Hedgerow", "org.hedgerow.collections.Long2LongHashMap", 0),
    /** Agrona's, without boxing. */
    AGRONA("Agrona", "org.agrona.collections.Long2LongHashMap", 96),
    /** The JDK's, of boxed numbers. */
    JDK("java.util", "java.lang.Object", 300);

    private final String title;
    private final String witness;
    private final long heapBytesPerEntry;

    Maker(final String title, final String witness, final long heapBytesPerEntry) {
        this.title = title;
        this.witness = witness;
        this.heapBytesPerEntry = heapBytesPerEntry;
    }

    /**
     * The name that people know.
     *
     * @return the name
     */
    public String title() {
        return title;
    }

    /**
     * What an entry may need in the heap while a collection grows, with room for the collector to work.
     *
     * @return bytes, 0 if entries are elsewhere
     */
    public long heapBytesPerEntry() {
        return heapBytesPerEntry;
    }

    /** The version on the class path. */
    String version() {
        return PeerVersion.of(witness);
    }

    /** What is thrown for a collection that it does not have. */
    UnsupportedOperationException hasNo(final Enum<?> kind) {
        return new UnsupportedOperationException(title + " is not measured for " + kind);
    }

    /** The name in lower case. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
