package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a map from longs to longs, in native byte order.
 *
 * <pre>
 *   0               8               16
 *   +---------------+---------------+
 *   |  key          |  value        |
 *   +---------------+---------------+
 * </pre>
 *
 * <p>A slot is empty if its value is zero; then its key is zero, too. So fresh memory is an empty table.
 */
final class Long2LongSlots {

    static final int KEY_OFFSET = 0;
    static final int VALUE_OFFSET = KEY_OFFSET + Long.BYTES;
    static final int SLOT_BYTES = VALUE_OFFSET + Long.BYTES;

    private Long2LongSlots() {}

    static long key(final long slot) {
        return RawMemory.getLong(slot + KEY_OFFSET);
    }

    static long value(final long slot) {
        return RawMemory.getLong(slot + VALUE_OFFSET);
    }

    static boolean isEmpty(final long slot) {
        return RawMemory.getLong(slot + VALUE_OFFSET) == 0;
    }

    /** 0 for an empty slot, otherwise 1: by arithmetic. */
    static int filled(final long slot) {
        return Bits.isZero(RawMemory.getLong(slot + VALUE_OFFSET)) ^ 1;
    }

    static void setValue(final long slot, final long value) {
        RawMemory.putLong(slot + VALUE_OFFSET, value);
    }

    static void set(final long slot, final long key, final long value) {
        RawMemory.putLong(slot + KEY_OFFSET, key);
        RawMemory.putLong(slot + VALUE_OFFSET, value);
    }

    static void copy(final long from, final long to) {
        RawMemory.putLong(to + KEY_OFFSET, RawMemory.getLong(from + KEY_OFFSET));
        RawMemory.putLong(to + VALUE_OFFSET, RawMemory.getLong(from + VALUE_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putLong(slot + KEY_OFFSET, 0);
        RawMemory.putLong(slot + VALUE_OFFSET, 0);
    }
}
