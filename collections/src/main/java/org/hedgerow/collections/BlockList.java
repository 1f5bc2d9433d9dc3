package org.hedgerow.collections;

import java.util.AbstractList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.LongPredicate;
import org.hedgerow.memory.GuardedMemory;
import org.jspecify.annotations.Nullable;

/**
 * How a list uses its {@link BlockArray}, whatever the size of its elements. What is within, and all that users see, is a
 * matter of the subclasses.
 *
 * <p>To add and to remove within the {@linkplain BlockSpan leeway} of the end does not count in {@code modCount}: whoever
 * goes over the elements is rare. He takes the leeway away when he begins, as does each change that he may make himself; so the
 * next one at the end goes the long way, where it counts.
 */
abstract class BlockList<E> extends AbstractList<E> implements List<E>, RandomAccess {

    private final BlockArray blocks;

    /** Where all elements are; null while they move, or if that is far. */
    private @Nullable BlockSpan only = BlockSpan.NONE;

    /** Where the last one and the next one are. */
    private BlockSpan end = BlockSpan.NONE;

    private boolean closed;

    /** Whether closing has come to its end. */
    private boolean released;

    BlockList(final GuardedMemory memory, final int elementBytes, final String owner) {
        this.blocks = new BlockArray(memory, elementBytes, owner, this::moved);
    }

    private void moved(final @Nullable BlockSpan newOnly, final BlockSpan newEnd) {
        only = newOnly;
        end = newEnd;
    }

    /** How many elements there are; none once the list is closed. */
    final long count() {
        return end.count();
    }

    /** How many elements there is room for. */
    final long slots() {
        checkOpen();
        return blocks.capacity();
    }

    /** Where an element lies. Subclasses know the size of elements. */
    final long slotAt(final long index, final int bytes) {
        try {
            return addressOf(index, bytes);
        } catch (final IndexOutOfBoundsException e) {
            throw outOfBounds(index);
        }
    }

    /** Where an element lies that is known to be there. */
    final long slot(final long index, final int bytes) {
        try {
            return addressOf(index, bytes);
        } catch (final IndexOutOfBoundsException e) {
            throw blocks.usedByOthers();
        }
    }

    private long addressOf(final long index, final int bytes) {
        final BlockSpan span = only;
        return span == null ? blocks.addressOf(index, bytes) : span.nearAddressOf(index, bytes);
    }

    /**
     * How many elements lie side by side in memory, from one on: at least that one, and no more than an int counts.
     *
     * @param index of the first one
     * @param slot where that is: even where several threads get here, a run never leaves the block of the slot
     */
    final int run(final long index, final long slot) {
        return Math.clamp(blocks.elementsFrom(index, slot), 1, Math.max(1, Counts.saturated(count() - index)));
    }

    /** Counts one more element at the end, and answers its slot, which is to be written at once. */
    final long append(final int bytes) {
        final BlockSpan span = end;
        final long index = span.nearCount();
        if (!span.takes(index)) {
            return appendAnyway(bytes);
        }
        span.countTaken(index);
        return span.slot(index, bytes);
    }

    private long appendAnyway(final int bytes) {
        final long index = count();
        reserve(index + 1);
        blocks.extend(index + 1);
        return blocks.addressOfPresent(index, bytes);
    }

    /**
     * The slot of the last element, which is to be read before {@link #dropLast} is called.
     *
     * @throws NoSuchElementException if there is none
     */
    final long lastSlot(final int bytes) {
        final BlockSpan span = end;
        final long index = span.nearCount() - 1;
        return span.spares(index) ? span.slot(index, bytes) : lastSlotAnyway(bytes);
    }

    private long lastSlotAnyway(final int bytes) {
        final long index = count() - 1;
        if (index < 0) {
            checkOpen();
            throw new NoSuchElementException();
        }
        return blocks.addressOfPresent(index, bytes);
    }

    /** Removes the last element, which is there. */
    final void dropLast() {
        final BlockSpan span = end;
        final long index = span.nearCount() - 1;
        if (span.spares(index)) {
            span.countSpared(index);
        } else {
            countChange();
            blocks.truncate(count() - 1);
        }
    }

    /** Makes room for so many elements. All may lie elsewhere after that, so it counts as a change. */
    final void reserve(final long elements) {
        checkOpen();
        if (elements > blocks.maxElements()) {
            throw new IllegalArgumentException(
                    elements + " elements are more than any memory has room for: at most " + blocks.maxElements());
        }
        if (elements > 0) {
            countChange();
            blocks.reserve(blocks.capacity() == 0 ? Math.max(elements, minSlots()) : elements);
        }
    }

    /** How many elements there is to be room for with the first one. */
    abstract int minSlots();

    /** Has so many elements: the first ones, or others at the end as well, for which room was reserved. */
    final void resize(final long elements) {
        countChange();
        blocks.count(elements);
    }

    final void trim() {
        checkOpen();
        countChange(); // All may lie elsewhere after that.
        blocks.trim();
    }

    /** Moves the elements from an index on, so that there is room for others before them; what is there is undefined. */
    final void openGap(final long index, final long elements) {
        final long before = count();
        if (index < 0 || index > before) {
            throw outOfBounds(index);
        }
        reserve(before + elements);
        blocks.move(index, index + elements, before - index);
        resize(before + elements);
    }

    /** Removes elements. */
    final void closeGap(final long index, final long elements) {
        final long before = count();
        final long behind = index + elements;
        blocks.move(behind, index, before - behind);
        resize(before - elements);
    }

    /** Copies elements of another list, or of this one, to places that are there. */
    final void copy(final BlockList<?> source, final long from, final long to, final long elements) {
        blocks.copyFrom(source.blocks, from, to, elements);
    }

    /** For sublists. */
    @Override
    protected final void removeRange(final int fromIndex, final int toIndex) {
        Objects.checkFromToIndex(fromIndex, toIndex, count()); // Another thread may have removed them.
        closeGap(fromIndex, toIndex - fromIndex);
    }

    /** Removes all elements for whose index a filter answers true; it is asked about all of them first. */
    final boolean removeWhere(final LongPredicate filter) {
        return removeWhere(0, count(), filter);
    }

    /** The same for the elements from an index to another. */
    final boolean removeWhere(final long from, final long to, final LongPredicate filter) {
        checkOpen();
        final int modifications = modifications();
        final Selection removed = new Selection(to - from);
        for (long i = from; i < to; i++) {
            removed.add(i - from, filter.test(i));
            checkUnchanged(modifications);
        }
        final long kept = keepOthers(removed, from, to);
        if (kept < to) {
            closeGap(kept, to - kept);
        }
        return kept < to;
    }

    /**
     * Moves the elements that are not removed to the front, as many at once as follow one another.
     *
     * @return the index behind them
     */
    private long keepOthers(final Selection removed, final long from, final long to) {
        long kept = from;
        long index = from;
        while (index < to) {
            final long begin = index;
            while (index < to && !removed.has(index - from)) {
                index++;
            }
            blocks.move(begin, kept, index - begin);
            kept += index - begin;
            index++;
        }
        return kept;
    }

    private void countChange() {
        modCount++;
        blocks.closeLeeway();
    }

    /** For whoever goes over the elements: that they change is counted, from now on. */
    final int modifications() {
        blocks.closeLeeway();
        return modCount;
    }

    @Override
    public final ListIterator<E> listIterator(final int index) {
        modifications();
        return super.listIterator(index);
    }

    @Override
    public final List<E> subList(final int fromIndex, final int toIndex) {
        BlockSubList.checkRange(fromIndex, toIndex, size());
        return new BlockSubList<>(this, fromIndex, toIndex);
    }

    final void checkUnchanged(final int modifications) {
        if (modCount != modifications) {
            checkOpen();
            throw new ConcurrentModificationException(
                    "this " + name() + " was changed since the iteration, or the sublist, began");
        }
    }

    private IndexOutOfBoundsException outOfBounds(final long index) {
        checkOpen();
        return new IndexOutOfBoundsException("index=" + index + " size=" + count());
    }

    final void closeBlocks() {
        if (released) {
            throw blocks.closedException();
        }
        closed = true; // First of all: should releasing come to no end, it can be closed again.
        countChange();
        blocks.close();
        released = true;
    }

    final void checkOpen() {
        if (closed) {
            throw blocks.closedException();
        }
    }

    private String name() {
        return getClass().getSimpleName();
    }
}
