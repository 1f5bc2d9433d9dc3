package org.hedgerow.collections;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * The batches of {@link LongHashSet}: one operation for many values, in arrays or in segments. The memory of many
 * values is waited for together; then each is dealt with as if it came alone.
 */
abstract class LongHashSetBatches extends AbstractLongHashSet {

    /** As many values of another set are added together. */
    private static final int VALUES_TOGETHER = 256;

    /**
     * Whether many values are there. Faster than {@link #contains} for each where the set is larger than the
     * processor's caches, since it waits for the memory of many values together.
     *
     * @param values the values
     * @param offset the index of the first of them
     * @param length how many there are
     * @param contained receives, at the indices of the values, true for those that are there
     * @throws IndexOutOfBoundsException if the range is not within both arrays
     */
    public void containsAll(final /*E*/ long[] values, final int offset, final int length, final boolean[] contained) {
        final int end = TableCollection.endOf(table(), offset, length, Math.min(values.length, contained.length));
        int i = offset;
        while (i < end) {
            for (final int to = table().containsAll(values, i, end, contained); i < to; i++) {
                // Which the table cannot hold.
                if (values[i] == 0) {
                    contained[i] = contains(0);
                }
            }
        }
    }

    /**
     * Adds many values; see {@link #containsAll} for when that is faster than {@code add} for each. If memory is refused for
     * one, those before it are added.
     *
     * @param values the values
     * @param offset the index of the first of them
     * @param length how many there are
     * @return how many of them were not there
     * @throws IndexOutOfBoundsException if the range is not within the array, with nothing added
     */
    public int addAll(final /*E*/ long[] values, final int offset, final int length) {
        final int end = TableCollection.endOf(table(), offset, length, values.length);
        final long before = longSize();
        int i = offset;
        while (i < end) {
            for (final int to = table().touch(values, i, end); i < to; i++) {
                add(values[i]);
            }
        }
        return (int) (longSize() - before);
    }

    /** Adds the values of another set, many at a time. */
    final void addTogether(final LongHashSet that) {
        final int length = (int) Math.min(VALUES_TOGETHER, that.longSize());
        final /*E*/ long[] values = new /*E*/ long[length];
        final LongHashSet.LongIterator iterator = that.new LongIterator();
        int count = 0;
        while (iterator.hasNext()) {
            values[count] = iterator.nextValue();
            count++;
            if (count == length) {
                addAll(values, 0, count);
                count = 0;
            }
        }
        addAll(values, 0, count);
    }

    /**
     * Removes many values; see {@link #containsAll} for when that is faster than {@code remove} for each.
     *
     * @param values the values
     * @param offset the index of the first of them
     * @param length how many there are
     * @return how many of them were there
     * @throws IndexOutOfBoundsException if the range is not within the array, with nothing removed
     */
    public int removeAll(final /*E*/ long[] values, final int offset, final int length) {
        final int end = TableCollection.endOf(table(), offset, length, values.length);
        final long before = longSize();
        int i = offset;
        while (i < end) {
            for (final int to = table().touch(values, i, end); i < to; i++) {
                remove(values[i]);
            }
        }
        return (int) (before - longSize());
    }

    /**
     * Whether many values are there, as {@link #containsAll}; in segments, in native byte order.
     *
     * @param values the values
     * @param contained receives for each value a byte: 1 if it is there, otherwise 0
     * @throws IllegalArgumentException if the first segment has not a whole value for each byte of the second
     */
    public void containsAll(final MemorySegment values, final MemorySegment contained) {
        final long count = countOf(values);
        if (contained.byteSize() != count) {
            throw new IllegalArgumentException(
                    "a segment of " + contained.byteSize() + " bytes: must be one for each of " + count + " values");
        }
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(values, i, count); i < to; i++) {
                contained.set(JAVA_BYTE, i, (byte) (contains(valueAt(values, i)) ? 1 : 0));
            }
        }
    }

    /**
     * Adds many values, as {@link #addAll}; in a segment, in native byte order.
     *
     * @param values the values
     * @return how many of them were not there
     * @throws IllegalArgumentException if the size of the segment is not a multiple of a value's, with nothing added
     */
    public long addAll(final MemorySegment values) {
        final long count = countOf(values);
        final long before = longSize();
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(values, i, count); i < to; i++) {
                add(valueAt(values, i));
            }
        }
        return longSize() - before;
    }

    /**
     * Removes many values, as {@link #removeAll}; in a segment, in native byte order.
     *
     * @param values the values
     * @return how many of them were there
     * @throws IllegalArgumentException if the size of the segment is not a multiple of a value's, with nothing removed
     */
    public long removeAll(final MemorySegment values) {
        final long count = countOf(values);
        final long before = longSize();
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(values, i, count); i < to; i++) {
                remove(valueAt(values, i));
            }
        }
        return before - longSize();
    }

    /** How many values a segment holds. */
    private long countOf(final MemorySegment values) {
        table().checkOpen();
        if (values.byteSize() % /*E*/ Long.BYTES != 0) {
            throw new IllegalArgumentException("a segment of " + values.byteSize()
                    + " bytes of values: must be a multiple of " + /*E*/ Long.BYTES);
        }
        return values.byteSize() / /*E*/ Long.BYTES;
    }

    private static /*E*/ long valueAt(final MemorySegment values, final long index) {
        return values.get(/*E*/ JAVA_LONG_UNALIGNED, index * /*E*/ Long.BYTES);
    }
}
