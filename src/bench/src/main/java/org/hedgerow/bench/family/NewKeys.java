package org.hedgerow.bench.family;

import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Keys to be stored: as many of the oldest are removed before the next, which is not measured. */
public class NewKeys extends FilledKeyed {

    private KeyBatch coming;
    private KeyBatch going;

    /** Begins behind the keys that are there. */
    @Setup
    public void begin() {
        coming = new KeyBatch(collection.keyOfIndex(), entries);
        going = new KeyBatch(collection.keyOfIndex(), 0);
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
            collection.remove().on(key);
        }
    }

    long[] keys() {
        return coming.keys();
    }
}
