package org.hedgerow.bench.family;

import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Keys to be removed: they are put back before the next, which is not measured. */
public class OldKeys extends FilledKeyed {

    private KeyBatch batch;

    /** Walks over the keys that are there. */
    @Setup
    public void begin() {
        batch = new KeyBatch(collection.keyOfIndex(), 0, entries);
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
            collection.insert().on(key);
        }
    }

    long[] keys() {
        return batch.keys();
    }
}
