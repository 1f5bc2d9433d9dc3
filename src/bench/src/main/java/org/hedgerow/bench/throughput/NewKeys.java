package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Keys to be put: as many of the oldest are removed before the next, which is not measured.
 *
 * <p>It is the map and not given one: JMH would give another one to each method that asks for it.
 */
@State(Scope.Thread)
public class NewKeys extends FilledTable {

    private KeyBatch coming;
    private KeyBatch going;

    /** Begins behind the keys that are there. */
    @Setup
    public void begin() {
        coming = new KeyBatch(pattern::key, entries);
        going = new KeyBatch(pattern::key, 0);
    }

    /** Takes the next keys. */
    @Setup(Level.Invocation)
    public void advance() {
        coming.advance();
    }

    /** Removes the oldest. */
    @TearDown(Level.Invocation)
    public void removeOldest() {
        verifySize(entries + KeyBatch.SIZE);
        going.advance();
        for (final long key : going.keys()) {
            table.remove(key);
        }
    }

    long[] keys() {
        return coming.keys();
    }
}
