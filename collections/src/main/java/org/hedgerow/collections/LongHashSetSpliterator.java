package org.hedgerow.collections;

import java.util.Objects;
import java.util.Spliterator;
import java.util.function.LongConsumer;
import org.hedgerow.table.LongCursor;
import org.jspecify.annotations.Nullable;

/**
 * The values of a {@link LongHashSet}, for streams: it takes the set as it is when it is first used, knows its size until
 * it is split, and splits by groups of hashes.
 */
final class LongHashSetSpliterator implements Spliterator./*E*/ OfLong {

    private final AbstractLongHashSet set;
    private @Nullable LongCursor cursor;
    private boolean expectsZero;
    private boolean zeroIsToCome;
    private long remaining;
    private boolean isSized;

    LongHashSetSpliterator(final AbstractLongHashSet set) {
        this.set = set;
        this.isSized = true;
    }

    /** Creates the other part of one that is split; 0 is not in it. */
    private LongHashSetSpliterator(final LongHashSetSpliterator whole, final LongCursor cursor) {
        this.set = whole.set;
        this.cursor = cursor;
        this.expectsZero = whole.expectsZero;
        this.remaining = whole.remaining;
    }

    private LongCursor cursor() {
        LongCursor present = cursor;
        if (present == null) {
            present = new LongCursor(set.table());
            cursor = present;
            expectsZero = set.contains(0);
            zeroIsToCome = expectsZero;
            remaining = set.longSize();
        }
        return present;
    }

    @Override
    public boolean tryAdvance(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        final LongCursor values = cursor();
        if (expectsZero != set.contains(0)) {
            throw AbstractLongHashSet.zeroChanged();
        }
        /*E*/ long value = 0;
        if (values.next()) {
            value = values.key();
        } else if (zeroIsToCome) {
            zeroIsToCome = false;
        } else {
            remaining = 0;
            return false;
        }
        remaining = Math.max(0, remaining - 1);
        action.accept(value);
        return true;
    }

    @Override
    public @Nullable LongHashSetSpliterator trySplit() {
        final LongCursor half = cursor().split();
        if (half == null) {
            return null;
        }
        remaining /= 2;
        isSized = false;
        return new LongHashSetSpliterator(this, half);
    }

    @Override
    public long estimateSize() {
        return cursor == null ? set.longSize() : remaining;
    }

    @Override
    public int characteristics() {
        return DISTINCT | NONNULL | (isSized ? SIZED : 0);
    }
}
