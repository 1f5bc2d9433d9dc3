package org.hedgerow.collections;

import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a list from an index to another: it knows how many, and splits them into halves. To who takes them boxed, null is
 * null.
 */
final class LongArrayListSpliterator implements Spliterator./*E*/ OfLong {

    private final AbstractLongArrayList list;
    private long index;
    /** Where it ends; -1 as long as it has not begun, since the list may still change until then. */
    private long end = -1;

    private int modifications;

    LongArrayListSpliterator(final AbstractLongArrayList list) {
        this.list = list;
    }

    private LongArrayListSpliterator(
            final AbstractLongArrayList list, final long index, final long end, final int modifications) {
        this.list = list;
        this.index = index;
        this.end = end;
        this.modifications = modifications;
    }

    private long end() {
        if (end < 0) {
            end = list.longSize();
            modifications = list.modifications();
        }
        return end;
    }

    @Override
    public @Nullable LongArrayListSpliterator trySplit() {
        final long begin = index;
        final long middle = (begin + end()) >>> 1;
        if (middle <= begin) {
            return null;
        }
        index = middle;
        return new LongArrayListSpliterator(list, begin, middle, modifications);
    }

    @Override
    public boolean tryAdvance(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        if (index >= end()) {
            return false;
        }
        list.checkUnchanged(modifications);
        action.accept(list.valueAt(index++));
        list.checkUnchanged(modifications);
        return true;
    }

    @Override
    public void forEachRemaining(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        final long last = end();
        final long begin = index;
        index = last;
        list.forEachIn(begin, last, modifications, action);
    }

    @Override
    public boolean tryAdvance(final Consumer<? super /*E*/ Long> action) {
        return tryAdvance(boxing(action));
    }

    @Override
    public void forEachRemaining(final Consumer<? super /*E*/ Long> action) {
        forEachRemaining(boxing(action));
    }

    private LongConsumer boxing(final Consumer<? super /*E*/ Long> action) {
        Objects.requireNonNull(action, "action");
        // What a stream of primitives does with each element is handed over as what takes them boxed.
        return action instanceof LongConsumer primitive ? primitive : element -> action.accept(list.boxed(element));
    }

    @Override
    public long estimateSize() {
        return end() - index;
    }

    @Override
    public int characteristics() {
        return ORDERED | SIZED | SUBSIZED;
    }
}
