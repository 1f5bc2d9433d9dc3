package org.hedgerow.bench.family;

import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Keys to be stored: they are removed again before the next, which is not measured. */
public class NewKeys extends FilledKeyed {

    private KeyBatch batch;

    /** Begins behind the keys that are there. */
    @Setup
    public void begin() {
        batch = new KeyBatch(collection.keyOfIndex(), entries, Math.max(entries, KeyBatch.SIZE));
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
            collection.remove().on(key);
        }
    }

    long[] keys() {
        return batch.keys();
    }
}
