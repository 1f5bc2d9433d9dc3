package org.hedgerow.bench.throughput;

import java.io.IOException;
import org.hedgerow.bench.keys.KeyBatch;
import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.keys.RandomIndexes;
import org.hedgerow.bench.peer.LongTable;
import org.hedgerow.bench.peer.Peer;
import org.hedgerow.bench.peer.PeerVersion;
import org.hedgerow.bench.peer.TableShape;
import org.hedgerow.bench.trial.TrialInfo;
import org.hedgerow.bench.workload.Population;
import org.hedgerow.harness.WarmMemory;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A map that holds the keys of the indexes from 0 to the number of entries. */
@State(Scope.Thread)
public class FilledTable {

    private static final long WARM_BYTES_PER_ENTRY = 100;

    /** Which map. */
    @Param({"HEDGEROW", "AGRONA"})
    public Peer peer;

    /** Which keys. */
    @Param({"RANDOM"})
    public KeyPattern pattern;

    /** How many entries. */
    @Param({"1000", "1000000"})
    public long entries;

    /** The load factor, or 0 for the map's own. */
    @Param({"0.65"})
    public float loadFactor;

    LongTable table;
    Population population;
    private final RandomIndexes random = new RandomIndexes(2);

    /** Fills the map, in memory that is warm. */
    @Setup
    public void fill() throws IOException {
        WarmMemory.touch(entries * WARM_BYTES_PER_ENTRY);
        table = peer.newTable(new TableShape(loadFactor, entries + KeyBatch.SIZE));
        population = new Population(table, pattern);
        population.growTo(entries);
        TrialInfo.tell(PeerVersion.of(peer));
    }

    /** Frees it. */
    @TearDown
    public void close() {
        table.close();
    }

    /** Checks that operations did what they are measured for. */
    void verifySize(final long expected) {
        if (table.size() != expected) {
            throw new IllegalStateException(table.size() + " entries instead of " + expected);
        }
    }

    /** The key of any entry. */
    long presentKey() {
        return pattern.key(random.next(entries));
    }

    /** A key that is there every second time. */
    long eitherKey() {
        return pattern.key(random.next(2 * entries));
    }

    /** A key that is not there. */
    long absentKey() {
        return pattern.key(entries + random.next(entries));
    }
}
