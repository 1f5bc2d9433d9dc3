package org.hedgerow.collections;

import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;

/** What the iterators of {@link Long2LongHashMap} have in common. */
abstract class Long2LongIterator {

    private final Long2LongHashTable table;
    private final /*V*/ long missingValue;
    private final Long2LongCursor cursor;
    private long remaining;

    Long2LongIterator(final Long2LongHashMap map) {
        this.table = map.table();
        this.missingValue = map.missingValue();
        this.cursor = new Long2LongCursor(table);
        this.remaining = table.size();
    }

    /** Goes back before the first entry. */
    final void reset() {
        cursor.reset();
        remaining = table.size();
    }

    /**
     * How many entries are to come.
     *
     * @return that number, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int remaining() {
        return Counts.saturated(remaining);
    }

    /**
     * Whether entries are to come.
     *
     * @return true if there are
     */
    public boolean hasNext() {
        table.checkOpen();
        return remaining > 0;
    }

    /**
     * Removes the entry that was last answered.
     *
     * @throws IllegalStateException if none was, or it was removed
     * @throws ConcurrentModificationException if entries were added or removed otherwise since then
     */
    public void remove() {
        current().remove();
    }

    /** Goes to the next entry. */
    final Long2LongCursor advance() {
        if (!hasNext() || !cursor.next()) {
            throw new NoSuchElementException();
        }
        remaining--;
        return cursor;
    }

    /** Whether {@link #current} has an entry to answer. */
    final boolean isAtEntry() {
        return cursor.hasCurrent();
    }

    /** The entry that was last answered. */
    final Long2LongCursor current() {
        table.checkOpen();
        if (!isAtEntry()) {
            throw new IllegalStateException("there is no entry here: next was not called, or remove was");
        }
        return cursor;
    }

    final /*V*/ long valueAt(final Long2LongCursor entry) {
        return entry.value() + missingValue;
    }
}
