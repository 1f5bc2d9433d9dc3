package org.hedgerow.bench.peer;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/** The maps that are measured. */
public enum Peer {
    /** Ours. */
    HEDGEROW("Hedgerow", Place.OFF_HEAP, Loads.SAME),
    /** Agrona's {@code Long2LongHashMap}: what ours replaces. */
    AGRONA("Agrona", Place.PRIMITIVES, Loads.SAME),
    /** fastutil's {@code Long2LongOpenHashMap}. */
    FASTUTIL("fastutil", Place.PRIMITIVES, Loads.SAME_AND_OWN),
    /** HPPC's {@code LongLongHashMap}. */
    HPPC("HPPC", Place.PRIMITIVES, Loads.SAME_AND_OWN),
    /** Eclipse Collections' {@code LongLongHashMap}. */
    ECLIPSE("Eclipse Collections", Place.PRIMITIVES, Loads.OWN),
    /** The JDK's {@code HashMap<Long, Long>}. */
    HASHMAP("HashMap", Place.OBJECTS, Loads.SAME_AND_OWN),
    /** The JDK's {@code ConcurrentHashMap<Long, Long>}: it takes a load factor for its first table only. */
    CONCURRENTHASHMAP("ConcurrentHashMap", Place.OBJECTS, Loads.OWN),
    /** Chronicle Map. */
    CHRONICLE("Chronicle Map", Place.OFF_HEAP, Loads.OWN),
    /** OHC. */
    OHC("OHC", Place.OFF_HEAP, Loads.SAME_AND_OWN),
    /** MapDB's {@code HTreeMap} in direct memory. */
    MAPDB("MapDB", Place.OFF_HEAP, Loads.OWN),
    /** No map at all: the control. */
    NONE("no map", Place.OFF_HEAP, Loads.OWN);

    /** Where the entries are. */
    private enum Place {
        OFF_HEAP(0),
        /** Old and new arrays at once, at their emptiest. */
        PRIMITIVES(96),
        /** Two numbers and a node, beside the arrays, with room for the collector to work. */
        OBJECTS(200);

        private final long heapBytesPerEntry;

        Place(final long heapBytesPerEntry) {
            this.heapBytesPerEntry = heapBytesPerEntry;
        }
    }

    /** Which load factors are worth measuring. */
    private enum Loads {
        /** Its own is the one that all are measured with. */
        SAME,
        /** Its own is another. */
        SAME_AND_OWN,
        /** It cannot be told one. */
        OWN
    }

    private static final float JAVA_LOAD_FACTOR = 0.75f;
    private static final int JAVA_CAPACITY = 16;

    private final String title;
    private final Place place;
    private final Loads loads;

    Peer(final String title, final Place place, final Loads loads) {
        this.title = title;
        this.place = place;
        this.loads = loads;
    }

    /**
     * The name on the command line and in results.
     *
     * @return in lower case
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
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
     * Whether its entries are in the Java heap.
     *
     * @return true if a larger heap helps it
     */
    public boolean onHeap() {
        return place != Place.OFF_HEAP;
    }

    /**
     * The load factors worth measuring: the one that all share, and its own, where they are two.
     *
     * @return one or two, the shared one first
     */
    public List<Float> loadFactors() {
        return switch (loads) {
            case SAME -> List.of(TableShape.COMMON);
            case SAME_AND_OWN -> List.of(TableShape.COMMON, TableShape.OWN);
            case OWN -> List.of(TableShape.OWN);
        };
    }

    /**
     * What its entries may need in the heap while it grows.
     *
     * @return bytes for each entry, 0 if they are not there
     */
    public long heapBytesPerEntry() {
        return place.heapBytesPerEntry;
    }

    /**
     * The flags without which it does not run on this JDK.
     *
     * @return flags of the java command
     */
    public List<String> jvmFlags() {
        return switch (this) {
            case CHRONICLE -> ForeignFlags.CHRONICLE;
            case OHC -> ForeignFlags.OHC;
            case MAPDB -> ForeignFlags.MAPDB;
            default -> List.of();
        };
    }

    /**
     * A class of the peer's library, whose jar tells the version.
     *
     * @return the name of a class
     */
    String witness() {
        return switch (this) {
            case HEDGEROW -> "org.hedgerow.collections.Long2LongHashMap";
            case AGRONA -> "org.agrona.collections.Long2LongHashMap";
            case FASTUTIL -> "it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap";
            case HPPC -> "com.carrotsearch.hppc.LongLongHashMap";
            case ECLIPSE -> "org.eclipse.collections.impl.map.mutable.primitive.LongLongHashMap";
            case CHRONICLE -> "net.openhft.chronicle.map.ChronicleMap";
            case OHC -> "org.caffinitas.ohc.OHCache";
            case MAPDB -> "org.mapdb.HTreeMap";
            case HASHMAP, CONCURRENTHASHMAP, NONE -> "java.lang.Object";
        };
    }

    /**
     * Makes an empty table. Only this peer's class is loaded.
     *
     * @param shape how to make it
     * @return the table
     */
    public LongTable newTable(final TableShape shape) {
        return switch (this) {
            case HEDGEROW -> new HedgerowTable(shape);
            case AGRONA -> new AgronaTable(shape);
            case FASTUTIL -> new FastutilTable(shape);
            case HPPC -> new HppcTable(shape);
            case ECLIPSE -> new EclipseTable();
            case HASHMAP -> new JavaTable(new HashMap<>(JAVA_CAPACITY, shape.loadFactorOr(JAVA_LOAD_FACTOR)));
            case CONCURRENTHASHMAP -> new JavaTable(new ConcurrentHashMap<>());
            case CHRONICLE -> new ChronicleTable(shape);
            case OHC -> new OhcTable(shape);
            case MAPDB -> new MapDbTable();
            case NONE -> new NoTable();
        };
    }

    /** The label: it is what the command line shows and takes. */
    @Override
    public String toString() {
        return label();
    }
}
