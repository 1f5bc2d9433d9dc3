package org.hedgerow.collections;

import java.util.Spliterator;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;
import org.jspecify.annotations.Nullable;

/**
 * What the spliterators of {@link Long2LongHashMap} have in common: they take the map as it is when they are first used,
 * know its size until they are split, and split by groups of hashes.
 */
abstract class Long2LongSpliterator {

    private final Long2LongHashTable table;
    private @Nullable Long2LongCursor cursor;
    private long remaining;
    private boolean isSized = true;

    Long2LongSpliterator(final Long2LongHashTable table) {
        this.table = table;
    }

    /** Creates the other part of one that is split. */
    Long2LongSpliterator(final Long2LongSpliterator whole, final Long2LongCursor cursor) {
        this.table = whole.table;
        this.cursor = cursor;
        this.remaining = whole.remaining;
        this.isSized = false;
    }

    /** The cursor, at the next entry; null if there is none. */
    final @Nullable Long2LongCursor advance() {
        final Long2LongCursor present = cursor();
        if (!present.next()) {
            remaining = 0;
            return null;
        }
        remaining = Math.max(0, remaining - 1);
        return present;
    }

    /** A cursor for half of the entries that are to come; null if they are too few. */
    final @Nullable Long2LongCursor split() {
        final Long2LongCursor other = cursor().split();
        if (other != null) {
            remaining /= 2;
            isSized = false;
        }
        return other;
    }

    private Long2LongCursor cursor() {
        Long2LongCursor present = cursor;
        if (present == null) {
            present = new Long2LongCursor(table);
            cursor = present;
            remaining = table.size();
        }
        return present;
    }

    public long estimateSize() {
        return cursor == null ? table.size() : remaining;
    }

    public int characteristics() {
        return Spliterator.NONNULL | (isSized ? Spliterator.SIZED : 0);
    }
}
