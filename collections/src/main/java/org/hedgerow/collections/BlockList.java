package org.hedgerow.collections;

import java.util.AbstractList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.LongPredicate;
import org.hedgerow.collections.BlockArray.Leeway;
import org.hedgerow.memory.GuardedMemory;

/**
 * How many elements a list has and where they lie in its {@link BlockArray}, whatever their size. What is within, and
 * all that users see, is a matter of the subclasses.
 *
 * <p>To add and to remove at the end takes a comparison with the {@link Leeway}, and does not count in {@code modCount}: whoever
 * goes over the elements is rare. He takes the leeway away when he begins, as does each change that he may make himself; so the
 * next one at the end goes the long way, where it counts.
 */
abstract class BlockList<E> extends AbstractList<E> implements List<E>, RandomAccess {

    private final BlockArray blocks;
    private final int elementBytes;
    private long size;
    private Leeway leeway = Leeway.NONE;
    private boolean closed;

    /** Whether closing has come to its end. */
    private boolean released;

    BlockList(final GuardedMemory memory, final int elementBytes, final String owner) {
        this.blocks = new BlockArray(memory, owner);
        this.elementBytes = elementBytes;
    }

    /** How many elements there are; none once the list is closed. */
    final long count() {
        return size;
    }

    /** How many elements there is room for. */
    final long slots() {
        checkOpen();
        return blocks.capacityBytes() / elementBytes;
    }

    /** Where an element lies, or is to lie: from 0 to {@link #slots()} - 1. Subclasses know the size of elements. */
    final long slot(final long index, final int bytes) {
        return blocks.addressOf(index * bytes);
    }

    /**
     * How many elements lie side by side in memory, from one on: at least that one, and no more than an int counts.
     *
     * @param index of the first one
     * @param slot where that is: even where several threads get here, a run never leaves the block of the slot
     */
    final int run(final long index, final long slot) {
        final long elements = blocks.bytesFrom(index * elementBytes, slot) / elementBytes;
        return Math.clamp(elements, 1, Math.max(1, Counts.saturated(size - index)));
    }

    /** The slot for one more element at the end. It counts only once {@link #added} is called. */
    final long slotBehindLast(final int bytes) {
        final long index = size;
        final Leeway known = leeway;
        return known.has(index) ? known.origin() + index * bytes : newSlot(index * bytes);
    }

    private long newSlot(final long position) {
        reserve(size + 1);
        leeway = blocks.leewayAt(position, elementBytes);
        return blocks.addressAtEnd(position);
    }

    final void added() {
        size++;
    }

    /** The slot of the last element of a list that has one. */
    final long lastSlot(final int bytes) {
        final long index = size - 1;
        final Leeway known = leeway;
        return known.has(index) ? known.origin() + index * bytes : blocks.addressAtEnd(index * bytes);
    }

    /** Removes the last element of a list that has one. */
    final void dropLast() {
        final long index = size - 1;
        size = index;
        if (!leeway.has(index)) {
            truncate(index);
            findLeeway();
        }
    }

    private void findLeeway() {
        try {
            leeway = blocks.leewayAt(size * elementBytes, elementBytes);
        } catch (final OutOfMemoryError e) {
            // The heap is full at the moment: later. What was to be removed is.
        }
    }

    /** Makes room for so many elements. All may lie elsewhere after that, so it counts as a change. */
    final void reserve(final long elements) {
        checkOpen();
        if (elements > GuardedMemory.MAX_BLOCK_BYTES / elementBytes) {
            throw new IllegalArgumentException(elements + " elements are more than any memory has room for: at most "
                    + GuardedMemory.MAX_BLOCK_BYTES / elementBytes);
        }
        if (elements > 0) {
            countChange();
            final long wanted = blocks.capacityBytes() == 0 ? Math.max(elements, minSlots()) : elements;
            blocks.growTo(size * elementBytes, wanted * elementBytes);
        }
    }

    /** How many elements there is to be room for with the first one. */
    abstract int minSlots();

    /** Removes all elements from an index on. */
    final void truncate(final long newSize) {
        size = newSize;
        countChange();
        blocks.shrinkFor(newSize * elementBytes);
    }

    final void trim() {
        checkOpen();
        countChange(); // All may lie elsewhere after that.
        blocks.trimTo(size * elementBytes);
    }

    /** Moves the elements from an index on, so that there is room for others before them; what is there is undefined. */
    final void openGap(final long index, final long elements) {
        checkIndexForAdd(index);
        reserve(size + elements);
        blocks.move(index * elementBytes, (index + elements) * elementBytes, (size - index) * elementBytes);
        size += elements;
        modCount++;
    }

    /** Removes elements. */
    final void closeGap(final long index, final long elements) {
        final long behind = index + elements;
        blocks.move(behind * elementBytes, index * elementBytes, (size - behind) * elementBytes);
        truncate(size - elements);
    }

    /** Copies elements of another list, or of this one, to places that are there. */
    final void copy(final BlockList<?> source, final long from, final long to, final long elements) {
        blocks.copyFrom(source.blocks, from * elementBytes, to * elementBytes, elements * elementBytes);
    }

    /** For sublists. */
    @Override
    protected final void removeRange(final int fromIndex, final int toIndex) {
        Objects.checkFromToIndex(fromIndex, toIndex, size); // Another thread may have removed them.
        closeGap(fromIndex, toIndex - fromIndex);
    }

    /** Removes all elements for whose index a filter answers true; it is asked about all of them first. */
    final boolean removeWhere(final LongPredicate filter) {
        return removeWhere(0, size, filter);
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
            blocks.move(begin * elementBytes, kept * elementBytes, (index - begin) * elementBytes);
            kept += index - begin;
            index++;
        }
        return kept;
    }

    private void countChange() {
        modCount++;
        leeway = Leeway.NONE;
    }

    /** For whoever goes over the elements: that they change is counted, from now on. */
    final int modifications() {
        leeway = Leeway.NONE;
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

    final void checkIndex(final long index) {
        try {
            // See BlockArray.addressOf.
            Objects.checkIndex(index, size);
        } catch (final IndexOutOfBoundsException e) {
            throw outOfBounds(index);
        }
    }

    private void checkIndexForAdd(final long index) {
        if (index < 0 || index > size) {
            throw outOfBounds(index);
        }
    }

    private IndexOutOfBoundsException outOfBounds(final long index) {
        checkOpen();
        return new IndexOutOfBoundsException("index=" + index + " size=" + size);
    }

    final void closeBlocks() {
        if (released) {
            throw blocks.closedException();
        }
        // First of all: should releasing come to no end, nobody looks for what is released, and it can be closed again.
        closed = true;
        size = 0;
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
