package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyBatch;
import org.hedgerow.bench.keys.KeyPattern;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Keys to be removed, the oldest: as many new ones are put before the next, which is not measured.
 *
 * <p>It is the map and not given one: JMH would give another one to each method that asks for it.
 */
@State(Scope.Thread)
public class OldKeys extends FilledTable {

    private KeyBatch coming;
    private KeyBatch going;

    /** Begins with the first key that was put. */
    @Setup
    public void begin() {
        coming = new KeyBatch(pattern::key, entries);
        going = new KeyBatch(pattern::key, 0);
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
            table.put(key, KeyPattern.valueOf(key));
        }
    }

    long[] keys() {
        return going.keys();
    }
}
