package org.hedgerow.bench.workload;

import org.hedgerow.bench.keys.KeyPattern;
import org.hedgerow.bench.keys.RandomIndexes;
import org.hedgerow.bench.peer.LongTable;

/**
 * The entries of a map: they come and go in the order of their indexes, so that those alive are a window of indexes that
 * slides, and any of them can be drawn without a list of them.
 */
public final class Population {

    /** Out of ten operations, two change the map: one adds an entry, one removes one. */
    private static final int CYCLE = 10;

    private static final int CHANGES = 2;

    private final LongTable table;
    private final KeyPattern keys;
    private final RandomIndexes random = new RandomIndexes(1);
    private long oldest;
    private long next;
    private boolean removesNext;
    private long wrongAnswers;

    /**
     * Watches over an empty table.
     *
     * @param table the table
     * @param keys which keys it gets
     */
    public Population(final LongTable table, final KeyPattern keys) {
        this.table = table;
        this.keys = keys;
    }

    /**
     * Adds entries until there are as many as wanted.
     *
     * @param entries how many there shall be
     */
    public void growTo(final long entries) {
        while (next - oldest < entries) {
            add();
        }
    }

    /** Adds an entry with a key that was never there. */
    public void add() {
        final long key = keys.key(next++);
        table.put(key, KeyPattern.valueOf(key));
    }

    /** Removes the oldest entry. */
    public void removeOldest() {
        table.remove(keys.key(oldest++));
    }

    /** Looks an entry up that is there, and checks the answer. */
    public void lookUp() {
        final long key = keys.key(oldest + random.next(next - oldest));
        if (table.get(key) != KeyPattern.valueOf(key)) {
            wrongAnswers++;
        }
    }

    /** Does one operation: eight in ten look up, one adds, one removes, so that the size stays within one entry. */
    public void operate() {
        if (random.next(CYCLE) >= CHANGES) {
            lookUp();
        } else if (removesNext) {
            removesNext = false;
            removeOldest();
        } else {
            removesNext = true;
            add();
        }
    }

    /** Forgets all entries, after the table was cleared. */
    public void cleared() {
        oldest = next;
        removesNext = false;
    }

    /**
     * Counts the entries.
     *
     * @return how many there are
     */
    public long size() {
        return next - oldest;
    }

    /**
     * Checks the answers and the size.
     *
     * @throws IllegalStateException if one was wrong: figures of a map that errs are worth nothing
     */
    public void verify() {
        if (wrongAnswers != 0 || table.size() != size()) {
            throw new IllegalStateException(
                    wrongAnswers + " wrong answers, and " + table.size() + " entries instead of " + size());
        }
    }
}
