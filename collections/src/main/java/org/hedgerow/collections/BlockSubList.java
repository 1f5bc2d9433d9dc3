package org.hedgerow.collections;

import java.util.AbstractList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A part of a {@link BlockList}, as {@link List#subList} has it. What is changed through it is changed in the list and in the
 * sublists that it is a part of; any other change that moves elements ends it. The JDK's own does not know that it has ended
 * when a sublist is made of it.
 *
 * <p>Its {@code modCount} is that of the list when the two last agreed.
 */
final class BlockSubList<E> extends AbstractList<E> implements RandomAccess {

    private final BlockList<E> list;

    /** The sublist that this is a part of; null where that is the list. */
    private final @Nullable BlockSubList<E> parent;

    /** Where it begins in the list. */
    private final int offset;

    private int size;

    BlockSubList(final BlockList<E> list, final int fromIndex, final int toIndex) {
        this(list, null, fromIndex, toIndex);
    }

    /** Of indices in the list. */
    private BlockSubList(
            final BlockList<E> list, final @Nullable BlockSubList<E> parent, final int fromIndex, final int toIndex) {
        this.list = list;
        this.parent = parent;
        this.offset = fromIndex;
        this.size = toIndex - fromIndex;
        this.modCount = list.modifications();
    }

    /** Checks indices as the sublists of the JDK do. */
    static void checkRange(final int fromIndex, final int toIndex, final int size) {
        if (fromIndex < 0 || toIndex > size) {
            throw new IndexOutOfBoundsException("from " + fromIndex + " to " + toIndex + ", size=" + size);
        }
        if (fromIndex > toIndex) {
            throw new IllegalArgumentException("from " + fromIndex + " to " + toIndex + ": it ends before it begins");
        }
    }

    @Override
    public int size() {
        list.checkUnchanged(modCount);
        return size;
    }

    @Override
    public E get(final int index) {
        return list.get(indexInList(index, size() - 1));
    }

    @Override
    public E set(final int index, final E element) {
        return list.set(indexInList(index, size() - 1), element);
    }

    @Override
    public boolean add(final E element) {
        add(size(), element);
        return true;
    }

    @Override
    public void add(final int index, final E element) {
        list.add(indexInList(index, size()), element);
        grownBy(1);
    }

    @Override
    public boolean addAll(final Collection<? extends E> elements) {
        return addAll(size(), elements);
    }

    @Override
    public boolean addAll(final int index, final Collection<? extends E> elements) {
        final long before = list.count();
        final boolean changed = list.addAll(indexInList(index, size()), elements);
        grownBy((int) (list.count() - before));
        return changed;
    }

    @Override
    public E remove(final int index) {
        final E removed = list.remove(indexInList(index, size() - 1));
        grownBy(-1);
        return removed;
    }

    @Override
    protected void removeRange(final int fromIndex, final int toIndex) {
        list.removeRange(offset + fromIndex, offset + toIndex);
        grownBy(fromIndex - toIndex);
    }

    @Override
    public boolean removeIf(final Predicate<? super E> filter) {
        Objects.requireNonNull(filter, "filter");
        final int end = offset + size();
        final long before = list.count();
        final boolean changed = list.removeWhere(offset, end, index -> filter.test(list.get((int) index)));
        grownBy((int) (list.count() - before));
        return changed;
    }

    @Override
    public boolean removeAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return removeIf(values::contains);
    }

    @Override
    public boolean retainAll(final Collection<?> values) {
        Objects.requireNonNull(values, "values");
        return removeIf(element -> !values.contains(element));
    }

    @Override
    public List<E> subList(final int fromIndex, final int toIndex) {
        checkRange(fromIndex, toIndex, size());
        return new BlockSubList<>(list, this, offset + fromIndex, offset + toIndex);
    }

    private int indexInList(final int index, final int last) {
        if (index < 0 || index > last) {
            throw new IndexOutOfBoundsException("index=" + index + " size=" + size);
        }
        return offset + index;
    }

    private void grownBy(final int elements) {
        for (BlockSubList<E> part = this; part != null; part = part.parent) {
            part.size += elements;
            part.modCount = list.modifications();
        }
    }
}
