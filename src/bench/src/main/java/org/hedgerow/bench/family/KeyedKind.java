package org.hedgerow.bench.family;

import java.util.List;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;

/** The collections that find entries by keys. */
public enum KeyedKind {
    /** Both are longs. */
    LONG_TO_LONG_MAP("Long2LongHashMap", Verbs.OF_MAPS, Maker.AGRONA),
    /** Both are ints. */
    INT_TO_INT_MAP("Int2IntHashMap", Verbs.OF_MAPS, Maker.AGRONA),
    /** Agrona has none. */
    LONG_TO_INT_MAP("Long2IntHashMap", Verbs.OF_MAPS, Maker.JDK),
    /** Agrona has none. */
    INT_TO_LONG_MAP("Int2LongHashMap", Verbs.OF_MAPS, Maker.JDK),
    /** A set of longs. */
    LONG_SET("LongHashSet", Verbs.OF_SETS, Maker.AGRONA),
    /** A set of ints. */
    INT_SET("IntHashSet", Verbs.OF_SETS, Maker.AGRONA),
    /** Counts longs. */
    LONG_TO_LONG_COUNTERS("Long2LongCounterMap", Verbs.OF_COUNTERS, Maker.AGRONA),
    /** Counts ints. */
    INT_TO_INT_COUNTERS("Int2IntCounterMap", Verbs.OF_COUNTERS, Maker.AGRONA);

    private final String title;
    private final Verbs verbs;
    private final Maker rival;

    KeyedKind(final String title, final Verbs verbs, final Maker rival) {
        this.title = title;
        this.verbs = verbs;
        this.rival = rival;
    }

    /**
     * The name of the class.
     *
     * @return the name
     */
    public String title() {
        return title;
    }

    /**
     * Counts how much memory one of ours takes, by what its memory says.
     *
     * @param entries of how many entries
     * @return bytes outside of the heap
     */
    public long bytesOf(final long entries) {
        // Without a helper that populates memory, since a table would move at its pace, which is another each time.
        final MemoryOptions alone = MemoryOptions.ofSystemProperties().prefault(MemoryOptions.Prefault.LAZY);
        try (GuardedMemory memory = GuardedMemory.open(alone)) {
            final Keyed collection = create(Maker.HEDGEROW, memory);
            for (long i = 0; i < entries; i++) {
                collection.insert().on(collection.keyOfIndex().applyAsLong(i));
            }
            final long bytes = memory.stats().usedBytes();
            collection.closing().run();
            return bytes;
        }
    }

    /** An empty one. */
    Keyed create(final Maker maker, final GuardedMemory memory) {
        return switch (maker) {
            case HEDGEROW -> HedgerowKeyed.create(this, memory);
            case AGRONA -> AgronaKeyed.create(this);
            case JDK -> JdkKeyed.create(this);
        };
    }

    /** What is measured of it. */
    List<Row> rows() {
        return List.of(
                row("find", verbs.find),
                row("insert", verbs.insert),
                row("update", verbs.update),
                row("remove", verbs.remove));
    }

    private Row row(final String method, final String verb) {
        return new Row(title + " " + verb, KeyedBenchmark.class, method, name(), rival);
    }

    /** What the operations are called. */
    private enum Verbs {
        OF_MAPS("get", "put of new keys", "put over", "remove"),
        OF_SETS("contains", "add of new keys", "add again", "remove"),
        OF_COUNTERS("get", "incrementAndGet of new keys", "incrementAndGet", "remove");

        private final String find;
        private final String insert;
        private final String update;
        private final String remove;

        Verbs(final String find, final String insert, final String update, final String remove) {
            this.find = find;
            this.insert = insert;
            this.update = update;
            this.remove = remove;
        }
    }
}
