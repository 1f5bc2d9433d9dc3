package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a map from ints to longs, in native byte order.
 *
 * <pre>
 *   0       4               12
 *   +-------+---------------+
 *   |  key  |  value        |
 *   +-------+---------------+
 * </pre>
 *
 * <p>A slot is empty if its value is zero; then its key is zero, too. So fresh memory is an empty table.
 */
final class Int2LongSlots {

    static final int KEY_OFFSET = 0;
    /** 4 would align the slots, and take a few percent off the time where memory is waited for; 0 saves a quarter of that. */
    static final int PADDING_BYTES = 0;

    static final int VALUE_OFFSET = KEY_OFFSET + Integer.BYTES + PADDING_BYTES;
    static final int SLOT_BYTES = VALUE_OFFSET + Long.BYTES;

    private Int2LongSlots() {}

    static int key(final long slot) {
        return RawMemory.getInt(slot + KEY_OFFSET);
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

    static void set(final long slot, final int key, final long value) {
        RawMemory.putInt(slot + KEY_OFFSET, key);
        RawMemory.putLong(slot + VALUE_OFFSET, value);
    }

    static void copy(final long from, final long to) {
        RawMemory.putInt(to + KEY_OFFSET, RawMemory.getInt(from + KEY_OFFSET));
        RawMemory.putLong(to + VALUE_OFFSET, RawMemory.getLong(from + VALUE_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putInt(slot + KEY_OFFSET, 0);
        RawMemory.putLong(slot + VALUE_OFFSET, 0);
    }
}
