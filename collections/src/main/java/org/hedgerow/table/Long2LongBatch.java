package org.hedgerow.table;

import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;

/**
 * Some keys of a {@link Long2LongHashTable} whose memory is waited for together.
 *
 * <p>First one slot of each key's home is read. These reads do not depend on one another, so that the processor waits for
 * all of them at once. Then the homes are in the cache, and each key is looked up there. Keys that are not in their homes,
 * which are few, are set aside without a branch and come last: whether a key is one of them cannot be predicted.
 */
final class Long2LongBatch {

    /** The most keys: the more, the less often nothing is under way; and their homes stay in the cache. */
    private static final int MOST_KEYS = 128;

    private final Long2LongHashTable hashTable;
    private final long[] homes = new long[MOST_KEYS];
    private final /*K*/ long[] codes = new /*K*/ long[MOST_KEYS];
    private final int[] elsewhere = new int[MOST_KEYS];
    private final /*K*/ long[] keysElsewhere = new /*K*/ long[MOST_KEYS];

    /** What was read. It means nothing, but were it not kept, the compiler would drop the reads. */
    @SuppressWarnings("unused")
    private long read;

    Long2LongBatch(final Long2LongHashTable hashTable) {
        this.hashTable = hashTable;
    }

    /**
     * Reads a slot of the homes of the next keys.
     *
     * @param keys the keys
     * @param from the index of the first
     * @param end one past that of the last that may be among them
     * @return one past that of the last that is
     */
    int touch(final /*K*/ long[] keys, final int from, final int end) {
        final int count = Math.min(end - from, MOST_KEYS);
        for (int i = 0; i < count; i++) {
            noteHome(i, keys[from + i]);
        }
        readHomes(count);
        return from + count;
    }

    /** The same for keys in a segment, in native byte order. */
    long touch(final MemorySegment keys, final long from, final long end) {
        final int count = (int) Math.min(end - from, MOST_KEYS);
        for (int i = 0; i < count; i++) {
            noteHome(i, keys.get(/*K*/ JAVA_LONG_UNALIGNED, (from + i) * /*K*/ Long.BYTES));
        }
        readHomes(count);
        return from + count;
    }

    private void noteHome(final int i, final /*K*/ long key) {
        final /*K*/ long code = hashTable.codeOf(key);
        codes[i] = code;
        homes[i] = hashTable.tableOf(code).home(code);
    }

    /** Apart from the hashing, since the fewer instructions there are between reads, the more of them are under way. */
    private void readHomes(final int count) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += Long2LongSlots.code(homes[i]);
        }
        read = sum;
    }

    /**
     * Looks the next keys up.
     *
     * @param keys the keys
     * @param from the index of the first
     * @param end one past that of the last that may be among them
     * @param values receives their values, or 0, at the same indices; may be {@code keys}
     * @return one past the index of the last that is among them
     */
    int getAll(final /*K*/ long[] keys, final int from, final int end, final /*V*/ long[] values) {
        final int to = touch(keys, from, end);
        int others = 0;
        for (int i = from; i < to; i++) {
            final /*K*/ long code = codes[i - from];
            final long place = Long2LongTable.likelyPlace(homes[i - from], code);
            elsewhere[others] = i;
            keysElsewhere[others] = keys[i];
            others += Long2LongTable.isAt(place, code) ? 0 : 1;
            values[i] = Long2LongSlots.value(place);
        }
        for (int i = 0; i < others; i++) {
            values[elsewhere[i]] = hashTable.get(keysElsewhere[i]);
        }
        return to;
    }

    /**
     * Whether the next keys are there; the parameters and what it answers are as those of {@link #getAll}.
     *
     * @param contained receives true for those that are
     */
    int containsAll(final /*K*/ long[] keys, final int from, final int end, final boolean[] contained) {
        final int to = touch(keys, from, end);
        int others = 0;
        for (int i = from; i < to; i++) {
            final /*K*/ long code = codes[i - from];
            final boolean isThere = Long2LongTable.isAt(Long2LongTable.likelyPlace(homes[i - from], code), code);
            elsewhere[others] = i;
            others += isThere ? 0 : 1;
            contained[i] = isThere;
        }
        for (int i = 0; i < others; i++) {
            contained[elsewhere[i]] = hashTable.get(keys[elsewhere[i]]) != 0;
        }
        return to;
    }
}
