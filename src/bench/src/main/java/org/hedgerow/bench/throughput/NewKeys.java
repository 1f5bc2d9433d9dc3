package org.hedgerow.bench.throughput;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Keys to be put: they are removed again before the next, which is not measured. */
@State(Scope.Thread)
public class NewKeys {

    private KeyBatch batch;

    /** Begins behind the keys that are there. */
    @Setup
    public void begin(final FilledTable filled) {
        batch = new KeyBatch(filled.pattern, filled.entries, Math.max(filled.entries, KeyBatch.SIZE));
    }

    /** Takes the next keys. */
    @Setup(Level.Invocation)
    public void advance() {
        batch.advance();
    }

    /** Removes them. */
    @TearDown(Level.Invocation)
    public void remove(final FilledTable filled) {
        for (final long key : batch.keys()) {
            filled.table.remove(key);
        }
    }

    long[] keys() {
        return batch.keys();
    }
}
