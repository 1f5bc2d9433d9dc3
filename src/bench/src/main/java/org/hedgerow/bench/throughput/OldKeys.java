package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyPattern;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Keys to be removed: they are put back before the next, which is not measured. */
@State(Scope.Thread)
public class OldKeys {

    private KeyBatch batch;

    /** Walks over the keys that are there. */
    @Setup
    public void begin(final FilledTable filled) {
        batch = new KeyBatch(filled.pattern, 0, filled.entries);
    }

    /** Takes the next keys. */
    @Setup(Level.Invocation)
    public void advance() {
        batch.advance();
    }

    /** Puts them back. */
    @TearDown(Level.Invocation)
    public void putBack(final FilledTable filled) {
        for (final long key : batch.keys()) {
            filled.table.put(key, KeyPattern.valueOf(key));
        }
    }

    long[] keys() {
        return batch.keys();
    }
}
