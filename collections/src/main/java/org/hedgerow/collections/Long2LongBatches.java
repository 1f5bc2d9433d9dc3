package org.hedgerow.collections;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import org.hedgerow.table.Long2LongCursor;

/**
 * The batches of {@link Long2LongHashMap}: one operation for many keys, in arrays or in segments. The memory of
 * many keys is waited for together; then each is dealt with as if it came alone.
 */
abstract class Long2LongBatches extends AbstractLong2LongMap {

    /** As many entries of another map are put together. */
    private static final int ENTRIES_TOGETHER = 256;

    /**
     * The values of many keys. Faster than {@code get} for each where the map is larger than the processor's caches,
     * since it waits for the memory of many keys together.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param values receives the values, or the missing value, at the indices of their keys; may be {@code keys}
     *     itself, where the types are the same
     * @throws IndexOutOfBoundsException if the range is not within both arrays
     */
    public void getAll(final /*K*/ long[] keys, final int offset, final int length, final /*V*/ long[] values) {
        final int end = endOf(table(), offset, length, Math.min(keys.length, values.length));
        final /*V*/ long missingValue = missingValue();
        int i = offset;
        while (i < end) {
            for (final int to = table().getAll(keys, i, end, values); i < to; i++) {
                values[i] += missingValue;
            }
        }
    }

    /**
     * Whether many keys are there; see {@link #getAll} for when that is faster than {@code containsKey} for each.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param contained receives, at the indices of the keys, true for those that have a value
     * @throws IndexOutOfBoundsException if the range is not within both arrays
     */
    public void containsAll(final /*K*/ long[] keys, final int offset, final int length, final boolean[] contained) {
        final int end = endOf(table(), offset, length, Math.min(keys.length, contained.length));
        int i = offset;
        while (i < end) {
            i = table().containsAll(keys, i, end, contained);
        }
    }

    /**
     * Sets the values of many keys, in the order in which they stand there; see {@link #getAll} for when that is faster
     * than {@code put} for each. If memory is refused for one, those before it are put.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @param values their values from now on, at the same indices
     * @throws IndexOutOfBoundsException if the range is not within both arrays, with nothing put
     * @throws IllegalArgumentException if one of the values is the missing value, with nothing put
     */
    public void putAll(final /*K*/ long[] keys, final int offset, final int length, final /*V*/ long[] values) {
        final int end = endOf(table(), offset, length, Math.min(keys.length, values.length));
        for (int i = offset; i < end; i++) {
            requireStorable(values[i], CANNOT_ACCEPT);
        }
        int i = offset;
        while (i < end) {
            for (final int to = table().touch(keys, i, end); i < to; i++) {
                put(keys[i], values[i]);
            }
        }
    }

    /** Puts the entries of another map, many at a time. */
    final void putTogether(final Long2LongHashMap that) {
        final int length = (int) Math.min(ENTRIES_TOGETHER, that.longSize());
        final /*K*/ long[] keys = new /*K*/ long[length];
        final /*V*/ long[] values = new /*V*/ long[length];
        final Long2LongCursor entries = new Long2LongCursor(that.table());
        int count = 0;
        while (entries.next()) {
            keys[count] = entries.key();
            values[count] = entries.value() + that.missingValue();
            count++;
            if (count == length) {
                putAll(keys, 0, count, values);
                count = 0;
            }
        }
        putAll(keys, 0, count, values);
    }

    /**
     * Removes many keys; see {@link #getAll} for when that is faster than {@code remove} for each.
     *
     * @param keys the keys
     * @param offset the index of the first of them
     * @param length how many there are
     * @return how many of them had a value
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
     * The values of many keys, as {@link #getAll}; in segments, in native byte order.
     *
     * @param keys the keys
     * @param values receives the values, or the missing value; may be {@code keys} itself, where the types are the same
     * @throws IllegalArgumentException if the segments are not of as many keys as values
     */
    public void getAll(final MemorySegment keys, final MemorySegment values) {
        final long count = countOf(keys, values, /*V*/ Long.BYTES);
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(keys, i, count); i < to; i++) {
                setValueAt(values, i, get(keyAt(keys, i)));
            }
        }
    }

    /**
     * Whether many keys are there, as {@link #containsAll}; in segments, in native byte order.
     *
     * @param keys the keys
     * @param contained receives for each key a byte: 1 if it has a value, otherwise 0
     * @throws IllegalArgumentException if the segments are not of as many keys as bytes
     */
    public void containsAll(final MemorySegment keys, final MemorySegment contained) {
        final long count = countOf(keys, contained, Byte.BYTES);
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(keys, i, count); i < to; i++) {
                contained.set(JAVA_BYTE, i, (byte) (containsKey(keyAt(keys, i)) ? 1 : 0));
            }
        }
    }

    /**
     * Sets the values of many keys, as {@link #putAll}; in segments, in native byte order.
     *
     * @param keys the keys
     * @param values their values from now on
     * @throws IllegalArgumentException if the segments are not of as many keys as values; or if one of the values is the
     *     missing value; with nothing put
     */
    public void putAll(final MemorySegment keys, final MemorySegment values) {
        final long count = countOf(keys, values, /*V*/ Long.BYTES);
        for (long i = 0; i < count; i++) {
            requireStorable(valueAt(values, i), CANNOT_ACCEPT);
        }
        long i = 0;
        while (i < count) {
            for (final long to = table().touch(keys, i, count); i < to; i++) {
                put(keyAt(keys, i), valueAt(values, i));
            }
        }
    }

    /**
     * Removes many keys, as {@link #removeAll}; in a segment, in native byte order.
     *
     * @param keys the keys
     * @return how many of them had a value
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

    /** How many keys a segment holds, for each of which there are so many bytes in another one. */
    private long countOf(final MemorySegment keys, final MemorySegment others, final int otherBytes) {
        final long count = countOf(keys);
        if (others.byteSize() != count * otherBytes) {
            throw new IllegalArgumentException("a segment of " + others.byteSize() + " bytes: must be " + otherBytes
                    + " for each of " + count + " keys");
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

    private static /*V*/ long valueAt(final MemorySegment values, final long index) {
        return values.get(/*V*/ JAVA_LONG_UNALIGNED, index * /*V*/ Long.BYTES);
    }

    private static void setValueAt(final MemorySegment values, final long index, final /*V*/ long value) {
        values.set(/*V*/ JAVA_LONG_UNALIGNED, index * /*V*/ Long.BYTES, value);
    }
}
