package org.hedgerow.table;

import org.hedgerow.memory.GuardedMemory;

/** Creates tables as maps have them, but with seeds of their own, where the system property gives all the same. */
public final class SeededTable {

    private SeededTable() {}

    /** Creates a table that is like that of a map. */
    public static Long2LongHashTable create(final GuardedMemory memory, final long seed) {
        return new Long2LongHashTable(memory, 0, 0.65f, "table", MovePace.DEFAULT, seed);
    }
}
