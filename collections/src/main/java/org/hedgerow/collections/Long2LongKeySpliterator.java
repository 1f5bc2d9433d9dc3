package org.hedgerow.collections;

import java.util.Objects;
import java.util.Spliterator;
import java.util.function.LongConsumer;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;
import org.jspecify.annotations.Nullable;

/** The keys of a {@link Long2LongHashMap}, for streams. */
final class Long2LongKeySpliterator extends Long2LongSpliterator implements Spliterator./*K*/ OfLong {

    Long2LongKeySpliterator(final Long2LongHashTable table) {
        super(table);
    }

    private Long2LongKeySpliterator(final Long2LongSpliterator whole, final Long2LongCursor cursor) {
        super(whole, cursor);
    }

    @Override
    public boolean tryAdvance(final /*K*/ LongConsumer action) {
        Objects.requireNonNull(action, "action");
        final Long2LongCursor entry = advance();
        if (entry == null) {
            return false;
        }
        action.accept(entry.key());
        return true;
    }

    @Override
    public @Nullable Long2LongKeySpliterator trySplit() {
        final Long2LongCursor half = split();
        return half == null ? null : new Long2LongKeySpliterator(this, half);
    }

    @Override
    public int characteristics() {
        return super.characteristics() | DISTINCT;
    }
}
