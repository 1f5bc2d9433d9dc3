package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyBatch;
import org.hedgerow.bench.keys.KeyPattern;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Keys to be removed: they are put back before the next, which is not measured.
 *
 * <p>It is the map and not given one: JMH would give another one to each method that asks for it.
 */
@State(Scope.Thread)
public class OldKeys extends FilledTable {

    private KeyBatch batch;

    /** Walks over the keys that are there. */
    @Setup
    public void begin() {
        batch = new KeyBatch(pattern::key, 0, entries);
    }

    /** Takes the next keys. */
    @Setup(Level.Invocation)
    public void advance() {
        batch.advance();
    }

    /** Puts them back. */
    @TearDown(Level.Invocation)
    public void putBack() {
        verifySize(entries - KeyBatch.SIZE);
        for (final long key : batch.keys()) {
            table.put(key, KeyPattern.valueOf(key));
        }
    }

    long[] keys() {
        return batch.keys();
    }
}
