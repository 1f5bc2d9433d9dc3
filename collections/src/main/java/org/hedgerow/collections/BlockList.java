package org.hedgerow.collections;

import java.util.AbstractList;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.LongPredicate;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.jspecify.annotations.Nullable;

/**
 * How many elements a list has and where they lie in its {@link BlockArray}, whatever their size. What is within, and
 * all that users see, is a matter of the subclasses.
 */
abstract class BlockList<E> extends AbstractList<E> implements List<E>, RandomAccess {

    private final BlockArray blocks;
    private final int elementBytes;
    private long size;

    /**
     * The address behind the last element, and the block that it lies in, if that is known: so adding and removing at the
     * end take a comparison. A block never changes, so even where several threads get here, they meet no address beside it.
     */
    private long end;

    private @Nullable Block endBlock;

    private boolean closed;

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
     * How many elements lie side by side in memory, from one on: at least that one, and no more than an int counts. Taken from
     * the block that the slot lies in, so that even where several threads get here, a run never leaves it.
     *
     * @param index of the first one
     * @param slot where that is
     */
    final int run(final long index, final long slot) {
        final Block block = blocks.blockAt(index * elementBytes);
        final long offset = slot - block.address();
        if (Long.compareUnsigned(offset, block.bytes()) >= 0) {
            return 1;
        }
        return Math.clamp((block.bytes() - offset) / elementBytes, 1, Math.max(1, saturated(size - index)));
    }

    /** The slot for one more element at the end. It counts only once {@link #added} is called. */
    final long slotBehindLast(final int bytes) {
        return isInEndBlock(end) ? end : findEnd(bytes);
    }

    private boolean isInEndBlock(final long slot) {
        final Block block = endBlock;
        return block != null && Long.compareUnsigned(slot - block.address(), block.bytes()) < 0;
    }

    private long findEnd(final int bytes) {
        final long position = size * bytes;
        if (position >= blocks.capacityBytes()) {
            reserve(size + 1);
        }
        endBlock = blocks.blockAt(position);
        end = blocks.addressOf(position);
        return end;
    }

    final void added(final int bytes) {
        size++;
        modCount++;
        end += bytes;
    }

    /** The slot of the last element of a list that has one. */
    final long lastSlot(final int bytes) {
        return isInEndBlock(end - bytes) ? end - bytes : blocks.addressOf((size - 1) * bytes);
    }

    final void removeLast(final int bytes) {
        if (isInEndBlock(end - bytes)) {
            end -= bytes;
        } else {
            endBlock = null;
        }
        size--;
        modCount++;
        shrink(size * bytes);
    }

    /** Gives up blocks that so few bytes do not need, perhaps. */
    private void shrink(final long usedBytes) {
        if (blocks.shrinkFor(usedBytes)) {
            endBlock = null;
        }
    }

    /** Makes room for so many elements. */
    final void reserve(final long elements) {
        checkOpen();
        if (elements > Long.MAX_VALUE / elementBytes / 2) {
            throw new IllegalArgumentException(elements + " elements are more than any memory has room for");
        }
        if (elements > 0) {
            endBlock = null;
            blocks.growTo(Math.max(elements, minSlots()) * elementBytes);
        }
    }

    /** How many elements there is to be room for with the first one. */
    abstract int minSlots();

    /** Removes all elements from an index on. */
    final void truncate(final long newSize) {
        size = newSize;
        modCount++;
        endBlock = null;
        shrink(newSize * elementBytes);
    }

    final void trim() {
        checkOpen();
        endBlock = null;
        blocks.trimTo(size * elementBytes);
    }

    /** Moves the elements from an index on, so that there is room for others before them; what is there is undefined. */
    final void openGap(final long index, final long elements) {
        checkIndexForAdd(index);
        if (elements > Long.MAX_VALUE - size) {
            throw new IllegalArgumentException(elements + " elements more than " + size);
        }
        reserve(size + elements);
        blocks.move(index * elementBytes, (index + elements) * elementBytes, (size - index) * elementBytes);
        size += elements;
        modCount++;
        endBlock = null;
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

    @Override
    protected final void removeRange(final int fromIndex, final int toIndex) {
        closeGap(fromIndex, toIndex - fromIndex);
    }

    /** Removes all elements for whose index a filter answers true; it is asked about all of them first. */
    final boolean removeWhere(final LongPredicate filter) {
        checkOpen();
        final long before = size;
        final int modifications = modCount;
        final Selection removed = new Selection(before);
        for (long i = 0; i < before; i++) {
            removed.add(i, filter.test(i));
            checkUnchanged(modifications);
        }
        final long kept = keepOthers(removed, before);
        if (kept < before) {
            truncate(kept);
        }
        return kept < before;
    }

    /** Moves the elements that are not removed to the front, as many at once as follow one another. */
    private long keepOthers(final Selection removed, final long before) {
        long kept = 0;
        long index = 0;
        while (index < before) {
            final long begin = index;
            while (index < before && !removed.has(index)) {
                index++;
            }
            blocks.move(begin * elementBytes, kept * elementBytes, (index - begin) * elementBytes);
            kept += index - begin;
            index++;
        }
        return kept;
    }

    /** For whoever goes over the elements. */
    final int modifications() {
        return modCount;
    }

    final void checkUnchanged(final int modifications) {
        if (modCount != modifications) {
            checkOpen();
            throw new ConcurrentModificationException("this " + name() + " was changed since the iteration began");
        }
    }

    final void checkIndex(final long index) {
        if (Long.compareUnsigned(index, size) >= 0) {
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
        checkOpen();
        blocks.close();
        endBlock = null;
        closed = true;
        size = 0;
        modCount++;
    }

    final void checkOpen() {
        if (closed) {
            throw new IllegalStateException(
                    "this " + name() + " is closed: it is closed once, by its one owner, and not used after that");
        }
    }

    private String name() {
        return getClass().getSimpleName();
    }

    static int saturated(final long count) {
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
