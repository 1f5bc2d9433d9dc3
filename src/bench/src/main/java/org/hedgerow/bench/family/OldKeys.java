package org.hedgerow.bench.family;

import org.hedgerow.bench.keys.KeyBatch;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/** Keys to be removed, the oldest: as many new ones are put before the next, which is not measured. */
public class OldKeys extends FilledKeyed {

    private KeyBatch coming;
    private KeyBatch going;

    /** Begins with the first key that was put. */
    @Setup
    public void begin() {
        coming = new KeyBatch(collection.keyOfIndex(), entries);
        going = new KeyBatch(collection.keyOfIndex(), 0);
    }

    /** Takes the next keys. */
    @Setup(Level.Invocation)
    public void advance() {
        going.advance();
    }

    /** Puts new ones. */
    @TearDown(Level.Invocation)
    public void putNew() {
        verifySize(entries - KeyBatch.SIZE);
        coming.advance();
        for (final long key : coming.keys()) {
            collection.insert().on(key);
        }
    }

    long[] keys() {
        return going.keys();
    }
}
