package org.hedgerow.bench.throughput;

import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.peer.LongTable;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Keys that are looked up in one go, drawn at random before each time, which is not measured.
 *
 * <p>It is the map and not given one: JMH would give another one to each method that asks for it.
 */
public abstract class DrawnKeys extends FilledTable {

    static final int SIZE = 1_024;

    private final long[] keys = new long[SIZE];
    private final long[] values = new long[SIZE];

    /** Draws the next keys. */
    @Setup(Level.Invocation)
    public void draw() {
        for (int i = 0; i < SIZE; i++) {
            keys[i] = drawnKey();
        }
    }

    /** Checks the last answers: figures of a map that errs are worth nothing. */
    @TearDown(Level.Iteration)
    public void verify() {
        for (int i = 0; i < SIZE; i++) {
            final long single = table.get(keys[i]);
            if (values[i] != single || (single != LongTable.MISSING && single != KeyPattern.valueOf(keys[i]))) {
                throw new IllegalStateException(values[i] + " and " + single + " for the key " + keys[i]);
            }
        }
    }

    /** Looks them up, and returns the values. */
    long[] lookUp() {
        table.getAll(keys, 0, SIZE, values);
        return values;
    }

    /** One key. */
    abstract long drawnKey();
}
