package org.hedgerow.collections;

import java.util.Objects;
import java.util.Spliterator;
import java.util.function.LongConsumer;
import org.hedgerow.table.Long2LongCursor;
import org.hedgerow.table.Long2LongHashTable;
import org.jspecify.annotations.Nullable;

/** The values of a {@link Long2LongHashMap}, for streams. */
final class Long2LongValueSpliterator extends Long2LongSpliterator implements Spliterator./*V*/ OfLong {

    private final /*V*/ long missingValue;

    Long2LongValueSpliterator(final Long2LongHashTable table, final /*V*/ long missingValue) {
        super(table);
        this.missingValue = missingValue;
    }

    private Long2LongValueSpliterator(final Long2LongValueSpliterator whole, final Long2LongCursor cursor) {
        super(whole, cursor);
        this.missingValue = whole.missingValue;
    }

    @Override
    public boolean tryAdvance(final /*V*/ LongConsumer action) {
        Objects.requireNonNull(action, "action");
        final Long2LongCursor entry = advance();
        if (entry == null) {
            return false;
        }
        action.accept(entry.value() + missingValue);
        return true;
    }

    @Override
    public @Nullable Long2LongValueSpliterator trySplit() {
        final Long2LongCursor half = split();
        return half == null ? null : new Long2LongValueSpliterator(this, half);
    }
}
