package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a set of longs, in native byte order: the key is the value, too.
 *
 * <pre>
 *   0               8
 *   +---------------+
 *   |  key          |
 *   +---------------+
 * </pre>
 *
 * <p>A slot is empty if its key is zero, so fresh memory is an empty table. Zero itself cannot be in it: sets keep apart
 * whether they have it.
 */
final class LongSlots {

    static final int KEY_OFFSET = 0;
    static final int SLOT_BYTES = KEY_OFFSET + Long.BYTES;

    private LongSlots() {}

    static long key(final long slot) {
        return RawMemory.getLong(slot + KEY_OFFSET);
    }

    static long value(final long slot) {
        return RawMemory.getLong(slot + KEY_OFFSET);
    }

    static boolean isEmpty(final long slot) {
        return RawMemory.getLong(slot + KEY_OFFSET) == 0;
    }

    /** 0 for an empty slot, otherwise 1: by arithmetic. */
    static int filled(final long slot) {
        return Bits.isZero(RawMemory.getLong(slot + KEY_OFFSET)) ^ 1;
    }

    /** Leaves the slot as it is, since the value can be none but the key. */
    @SuppressWarnings("unused")
    static void setValue(final long slot, final long value) {}

    /** Fills a slot; the value is the key. */
    @SuppressWarnings("unused")
    static void set(final long slot, final long key, final long value) {
        RawMemory.putLong(slot + KEY_OFFSET, key);
    }

    static void copy(final long from, final long to) {
        RawMemory.putLong(to + KEY_OFFSET, RawMemory.getLong(from + KEY_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putLong(slot + KEY_OFFSET, 0);
    }
}
