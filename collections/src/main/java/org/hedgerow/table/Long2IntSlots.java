package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a map from longs to ints, in native byte order.
 *
 * <pre>
 *   0               8       12
 *   +---------------+-------+
 *   |  key          | value |
 *   +---------------+-------+
 * </pre>
 *
 * <p>A slot is empty if its value is zero; then its key is zero, too. So fresh memory is an empty table.
 */
final class Long2IntSlots {

    static final int KEY_OFFSET = 0;
    static final int VALUE_OFFSET = KEY_OFFSET + Long.BYTES;
    /** 4 would align the slots, and take a few percent off the time where memory is waited for; 0 saves a quarter of that. */
    static final int PADDING_BYTES = 0;

    static final int SLOT_BYTES = VALUE_OFFSET + Integer.BYTES + PADDING_BYTES;

    private Long2IntSlots() {}

    static long key(final long slot) {
        return RawMemory.getLong(slot + KEY_OFFSET);
    }

    static int value(final long slot) {
        return RawMemory.getInt(slot + VALUE_OFFSET);
    }

    static boolean isEmpty(final long slot) {
        return RawMemory.getInt(slot + VALUE_OFFSET) == 0;
    }

    /** 0 for an empty slot, otherwise 1: by arithmetic. */
    static int filled(final long slot) {
        return Bits.isZero(RawMemory.getInt(slot + VALUE_OFFSET)) ^ 1;
    }

    static void setValue(final long slot, final int value) {
        RawMemory.putInt(slot + VALUE_OFFSET, value);
    }

    static void set(final long slot, final long key, final int value) {
        RawMemory.putLong(slot + KEY_OFFSET, key);
        RawMemory.putInt(slot + VALUE_OFFSET, value);
    }

    static void copy(final long from, final long to) {
        RawMemory.putLong(to + KEY_OFFSET, RawMemory.getLong(from + KEY_OFFSET));
        RawMemory.putInt(to + VALUE_OFFSET, RawMemory.getInt(from + VALUE_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putLong(slot + KEY_OFFSET, 0);
        RawMemory.putInt(slot + VALUE_OFFSET, 0);
    }
}
