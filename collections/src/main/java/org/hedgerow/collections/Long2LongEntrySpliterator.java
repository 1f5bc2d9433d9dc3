package org.hedgerow.collections;

import java.util.Map.Entry;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import org.hedgerow.table.Long2LongCursor;
import org.jspecify.annotations.Nullable;

/** The entries of a {@link Long2LongHashMap}, for streams: objects of their own, even where its iterator answers itself. */
final class Long2LongEntrySpliterator extends Long2LongSpliterator
        implements Spliterator<Entry</*K*/ Long, /*V*/ Long>> {

    private final Long2LongHashMap map;

    Long2LongEntrySpliterator(final Long2LongHashMap map) {
        super(map.table());
        this.map = map;
    }

    private Long2LongEntrySpliterator(final Long2LongEntrySpliterator whole, final Long2LongCursor cursor) {
        super(whole, cursor);
        this.map = whole.map;
    }

    @Override
    public boolean tryAdvance(final Consumer<? super Entry</*K*/ Long, /*V*/ Long>> action) {
        Objects.requireNonNull(action, "action");
        final Long2LongCursor entry = advance();
        if (entry == null) {
            return false;
        }
        action.accept(new Long2LongEntry(map, entry.key(), entry.value() + map.missingValue()));
        return true;
    }

    @Override
    public @Nullable Long2LongEntrySpliterator trySplit() {
        final Long2LongCursor half = split();
        return half == null ? null : new Long2LongEntrySpliterator(this, half);
    }

    @Override
    public int characteristics() {
        return super.characteristics() | DISTINCT;
    }
}
