package org.hedgerow.bench.throughput;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.trial.Timing;
import org.hedgerow.bench.trial.Trial;

/** The operations whose throughput is measured: the methods of the benchmarks. */
public enum Operation {
    /** The control. */
    DRAW_KEY("drawKey", Kind.ONCE),
    /** The limit, reads side by side. */
    INDEPENDENT_READ("independentRead", Kind.LIMIT),
    /** The limit, reads in a row. */
    DEPENDENT_READ("dependentRead", Kind.LIMIT),
    /** All hits. */
    GET_HIT("getHit", Kind.ENTRY),
    /** Half hits. */
    GET_HALF("getHalf", Kind.ENTRY),
    /** No hits. */
    GET_MISS("getMiss", Kind.ENTRY),
    /** All hits, many keys at once where the map can do that. */
    GET_BATCH("getBatch", Kind.ENTRY),
    /** Half hits, many keys at once where the map can do that. */
    GET_BATCH_HALF("getBatchHalf", Kind.ENTRY),
    /** Over another value. */
    PUT_OVER("putOver", Kind.ENTRY),
    /** Of a new key. */
    PUT_NEW("putNew", Kind.ENTRY),
    /** Of a key that is there. */
    REMOVE("remove", Kind.ENTRY),
    /** 80/10/10. */
    MIXED("mixed", Kind.ENTRY),
    /** By the iterator. */
    ITERATE("iterate", Kind.WHOLE_MAP),
    /** By the method with a visitor. */
    FOR_EACH_LONG("forEachLong", Kind.WHOLE_MAP);

    /** The operations that tell most of how keys lie. */
    public static final List<Operation> SENSITIVE_TO_KEYS = List.of(GET_HIT, GET_MISS, PUT_NEW);

    private enum Kind {
        /** Of a map, each time one entry. */
        ENTRY,
        /** Of a map, each time all entries. */
        WHOLE_MAP,
        /** Of no map, though beside keys. */
        ONCE,
        /** Of no map and no keys. */
        LIMIT
    }

    private final String method;
    private final Kind kind;

    Operation(final String method, final Kind kind) {
        this.method = method;
        this.kind = kind;
    }

    /**
     * The name on the command line and in results.
     *
     * @return the name of the benchmark's method
     */
    public String label() {
        return method;
    }

    /**
     * Whether it is the same for each map, so that it is measured once.
     *
     * @return true for controls and limits
     */
    public boolean ofNoMap() {
        return kind == Kind.ONCE || kind == Kind.LIMIT;
    }

    /**
     * Makes a trial of it.
     *
     * @param peer on which map
     * @param loadFactor of which load factor
     * @param keys with which keys
     * @param entries of how many entries
     * @param timing for how long
     * @param jvmFlags in which JVM
     * @return the trial, whose figure is the time of one operation on one entry
     */
    public Trial trial(
            final Peer peer,
            final float loadFactor,
            final KeyPattern keys,
            final long entries,
            final Timing timing,
            final List<String> jvmFlags) {
        final Map<String, String> parameters = new HashMap<>();
        parameters.put("entries", Long.toString(entries));
        if (kind != Kind.LIMIT) {
            parameters.put("peer", peer.name());
            parameters.put("pattern", keys.name());
            parameters.put("loadFactor", Float.toString(loadFactor));
        }
        final long shares = kind == Kind.WHOLE_MAP ? entries : 1;
        return new Trial(
                kind == Kind.LIMIT ? ReadLimitBenchmark.class : TableBenchmark.class,
                method,
                parameters,
                timing,
                jvmFlags,
                result -> new Figure(method, "ns", result.getPrimaryResult().getScore() / shares));
    }

    /** The label: it is what the command line shows and takes. */
    @Override
    public String toString() {
        return label();
    }
}
