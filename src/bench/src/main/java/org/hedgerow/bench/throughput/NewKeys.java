package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Keys to be put: they are removed again before the next, which is not measured.
 *
 * <p>It is the map and not given one: JMH would give another one to each method that asks for it.
 */
@State(Scope.Thread)
public class NewKeys extends FilledTable {

    private KeyBatch batch;

    /** Begins behind the keys that are there. */
    @Setup
    public void begin() {
        batch = new KeyBatch(pattern::key, entries, Math.max(entries, KeyBatch.SIZE));
    }

    /** Takes the next keys. */
    @Setup(Level.Invocation)
    public void advance() {
        batch.advance();
    }

    /** Removes them. */
    @TearDown(Level.Invocation)
    public void remove() {
        verifySize(entries + KeyBatch.SIZE);
        for (final long key : batch.keys()) {
            table.remove(key);
        }
    }

    long[] keys() {
        return batch.keys();
    }
}
