package org.hedgerow.bench.workload;

import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.LongTable;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.TableShape;
import org.hedgerow.harness.WarmMemory;

/**
 * What a child JVM is asked to do.
 *
 * @param peer to which map
 * @param loadFactor of which load factor
 * @param keys with which keys
 * @param entries how many entries there are at the peak
 * @param steadySeconds how long it goes on at the peak
 * @param ratePerSecond how many operations arrive in each of those seconds
 * @param idleSeconds how long the machine is watched without a map
 * @param sizes at how many sizes the memory is measured
 */
public record Workload(
        Peer peer,
        float loadFactor,
        KeyPattern keys,
        long entries,
        double steadySeconds,
        long ratePerSecond,
        double idleSeconds,
        int sizes) {

    /** More than any table takes for an entry while it grows: what has to be warm. */
    private static final long WARM_BYTES_PER_ENTRY = 100;

    /**
     * Makes the table.
     *
     * @return an empty table
     */
    LongTable newTable() {
        return peer.newTable(new TableShape(loadFactor, mostEntries()));
    }

    /** There is one entry more than at the peak when one has come and none has gone. */
    private long mostEntries() {
        return entries + 1;
    }

    /** Checks a table's answers, if there is a table. */
    void verify(final Population population) {
        if (peer != Peer.NONE) {
            population.verify();
        }
    }

    /** Warms as much memory as the table will need. */
    void warmMemory() {
        WarmMemory.touch(entries * WARM_BYTES_PER_ENTRY);
    }
}
