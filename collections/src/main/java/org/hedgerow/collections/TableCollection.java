package org.hedgerow.collections;

import java.util.Objects;
import org.hedgerow.table.HashTable;

/** A collection in a hash table: what maps and sets of any types have in common. */
abstract class TableCollection implements AutoCloseable {

    /** The table beneath. */
    abstract HashTable table();

    /**
     * Retires the memory of the collection. Costs a bounded time.
     *
     * @throws IllegalStateException if the collection is closed already
     */
    @Override
    public void close() {
        table().close();
    }

    /**
     * Which part of the slots may be filled.
     *
     * @return as given to the constructor
     */
    public float loadFactor() {
        return table().loadFactor();
    }

    /**
     * The number of slots.
     *
     * @return a power of two, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int capacity() {
        return Counts.saturated(longCapacity());
    }

    /**
     * The number of slots.
     *
     * @return a power of two
     */
    public long longCapacity() {
        return table().capacity();
    }

    /**
     * The size beyond which the collection grows.
     *
     * @return that size, or {@link Integer#MAX_VALUE} if it is larger
     */
    public int resizeThreshold() {
        return Counts.saturated(table().resizeThreshold());
    }

    /**
     * The number of elements.
     *
     * @return that number, or {@link Integer#MAX_VALUE} if it is larger: see {@link #longSize()}
     */
    public int size() {
        return Counts.saturated(longSize());
    }

    /**
     * The number of elements.
     *
     * @return that number
     */
    public long longSize() {
        return table().size();
    }

    /**
     * Whether there are no elements.
     *
     * @return true if there are none
     */
    public boolean isEmpty() {
        return longSize() == 0;
    }

    /**
     * Removes all elements, and retires the memory, but for at most 256 KiB where a collection of as many elements as there were
     * needs them. Costs a bounded time.
     */
    public void clear() {
        table().clear();
    }

    /**
     * Gives the collection the least capacity for its elements, at once: the one operation whose cost grows with the
     * capacity and that is not asked to visit elements. Collections shrink without it, too; but from then on it may shrink to
     * that however large its initial capacity was.
     *
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare; nothing changed then
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed; nothing changed
     *     then
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason; nothing changed then
     */
    public void compact() {
        table().compact();
    }

    /** The index behind a range of elements, of which so many are available. */
    static int endOf(final HashTable table, final int offset, final int length, final int available) {
        table.checkOpen();
        Objects.checkFromIndexSize(offset, length, available);
        return offset + length;
    }
}
