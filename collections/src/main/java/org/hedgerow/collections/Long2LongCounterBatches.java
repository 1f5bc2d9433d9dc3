package org.hedgerow.collections;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.hedgerow.table.Long2LongHashTable;

/**
 * The batches of {@link Long2LongCounterMap}: one operation for many keys, in arrays or in segments. The memory of
 * many keys is waited for together; then each is dealt with as if it came alone.
 */
abstract class Long2LongCounterBatches extends TableCollection {

    @Override
    abstract Long2LongHashTable table();

    public abstract /*V*/ long initialValue();

    public abstract /*V*/ long get(/*K*/ long key);

    public abstract /*V*/ long getAndAdd(/*K*/ long key, /*V*/ long amount);

    public abstract /*V*/ long remove(/*K*/ long key);

    /**
     * The values of many counters. Faster than {@code get} for each where the map is larger than the processor's
     * caches, since it waits for the memory of many keys together.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param values receives the values at the indices of their keys; may be {@code keys} itself, where the types
     *     are the same
     * @throws IndexOutOfBoundsException if the range is not within both arrays
     */
    public void getAll(final /*K*/ long[] keys, final int offset, final int length, final /*V*/ long[] values) {
        final int end = endOf(table(), offset, length, Math.min(keys.length, values.length));
        final /*V*/ long initialValue = initialValue();
        int i = offset;
        while (i < end) {
            for (final int to = table().getAll(keys, i, end, values); i < to; i++) {
                values[i] += initialValue;
            }
        }
    }

    /**
     * Adds to many counters, in the order in which they stand there, to some of them perhaps more than once; see
     * {@link #getAll} for when that is faster than {@code getAndAdd} for each. If memory is refused for one, those before it
     * are added to.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param amounts what to add to the counters, at the indices of their keys
     * @throws IndexOutOfBoundsException if the range is not within both arrays, with nothing added
     */
    public void addAll(final /*K*/ long[] keys, final int offset, final int length, final /*V*/ long[] amounts) {
        final int end = endOf(table(), offset, length, Math.min(keys.length, amounts.length));
        int i = offset;
        while (i < end) {
            for (final int to = table().touch(keys, i, end); i < to; i++) {
                getAndAdd(keys[i], amounts[i]);
            }
        }
    }

    /**
     * Sets many counters to the initial value; see {@link #getAll} for when that is faster than {@code remove} for each.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @return how many of them were elsewhere
     * @throws IndexOutOfBoundsException if the range is not within the array, with nothing removed
     */
    public int removeAll(final /*K*/ long[] keys, final int offset, final int length) {
        final int end = endOf(table(), offset, length, keys.length);
        final long before = longSize();
        int i = offset;
        while (i < end) {
            for (final int to = table().touch(keys, i, end); i < to; i++) {
                remove(keys[i]);
            }
        }
        return (int) (before - longSize());
    }

    /**
     * The values of many counters, as {@link #getAll}; in segments, in native byte order.
     *
     * @param keys the keys
     * @param values receives the values; may be {@code keys} itself, where the types are the same
     * @throws IllegalArgumentException if the segments are not of as many keys as values
     */
    public void getAll(final MemorySegment keys, final MemorySegment values) {
        final long count = countOf(keys, values);
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(keys, i, count); i < to; i++) {
                values.set(/*V*/ JAVA_LONG_UNALIGNED, i * /*V*/ Long.BYTES, get(keyAt(keys, i)));
            }
        }
    }

    /**
     * Adds to many counters, as {@link #addAll}; in segments, in native byte order.
     *
     * @param keys the keys
     * @param amounts what to add to their counters
     * @throws IllegalArgumentException if the segments are not of as many keys as amounts, with nothing added
     */
    public void addAll(final MemorySegment keys, final MemorySegment amounts) {
        final long count = countOf(keys, amounts);
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(keys, i, count); i < to; i++) {
                getAndAdd(keyAt(keys, i), amounts.get(/*V*/ JAVA_LONG_UNALIGNED, i * /*V*/ Long.BYTES));
            }
        }
    }

    /**
     * Sets many counters to the initial value, as {@link #removeAll}; in a segment, in native byte order.
     *
     * @param keys the keys
     * @return how many of them were elsewhere
     * @throws IllegalArgumentException if the size of the segment is not a multiple of a key's, with nothing removed
     */
    public long removeAll(final MemorySegment keys) {
        final long count = countOf(keys);
        final long before = longSize();
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(keys, i, count); i < to; i++) {
                remove(keyAt(keys, i));
            }
        }
        return before - longSize();
    }

    /** How many keys a segment holds, for each of which there is a value beside it. */
    private long countOf(final MemorySegment keys, final MemorySegment values) {
        final long count = countOf(keys);
        if (values.byteSize() != count * /*V*/ Long.BYTES) {
            throw new IllegalArgumentException("a segment of " + values.byteSize() + " bytes of values: must be "
                    + /*V*/ Long.BYTES + " for each of " + count + " keys");
        }
        return count;
    }

    /** How many keys a segment holds. */
    private long countOf(final MemorySegment keys) {
        table().checkOpen();
        if (keys.byteSize() % /*K*/ Long.BYTES != 0) {
            throw new IllegalArgumentException(
                    "a segment of " + keys.byteSize() + " bytes of keys: must be a multiple of " + /*K*/ Long.BYTES);
        }
        return keys.byteSize() / /*K*/ Long.BYTES;
    }

    private static /*K*/ long keyAt(final MemorySegment keys, final long index) {
        return keys.get(/*K*/ JAVA_LONG_UNALIGNED, index * /*K*/ Long.BYTES);
    }
}
