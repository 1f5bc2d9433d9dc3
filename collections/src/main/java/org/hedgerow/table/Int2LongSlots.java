package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a map from ints to longs, in native byte order.
 *
 * <pre>
 *   0       4               12
 *   +-------+---------------+
 *   |  code |  value        |
 *   +-------+---------------+
 * </pre>
 *
 * <p>Instead of its key a slot has the {@linkplain Hash code} of its key, whose bits are the opposite of those of the hash. A
 * slot is empty if its value is zero; then its code is zero, too. So fresh memory is an empty table, and an empty slot reads as
 * one whose hash is greater than all others.
 */
final class Int2LongSlots {

    static final int CODE_OFFSET = 0;
    /** 4 would align the slots, and take a few percent off the time where memory is waited for; 0 saves a quarter of that. */
    static final int PADDING_BYTES = 0;

    static final int VALUE_OFFSET = CODE_OFFSET + Integer.BYTES + PADDING_BYTES;
    static final int SLOT_BYTES = VALUE_OFFSET + Long.BYTES;

    private Int2LongSlots() {}

    static int code(final long slot) {
        return RawMemory.getInt(slot + CODE_OFFSET);
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

    /** Sets the value, and answers the one that was there. */
    static long exchange(final long slot, final long value) {
        final long previous = value(slot);
        setValue(slot, value);
        return previous;
    }

    /** Whether an empty slot may have the code of a key, too. */
    static boolean isAmbiguous(final int code) {
        return code == 0;
    }

    static void set(final long slot, final int code, final long value) {
        RawMemory.putInt(slot + CODE_OFFSET, code);
        RawMemory.putLong(slot + VALUE_OFFSET, value);
    }

    static void copy(final long from, final long to) {
        RawMemory.putInt(to + CODE_OFFSET, RawMemory.getInt(from + CODE_OFFSET));
        RawMemory.putLong(to + VALUE_OFFSET, RawMemory.getLong(from + VALUE_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putInt(slot + CODE_OFFSET, 0);
        RawMemory.putLong(slot + VALUE_OFFSET, 0);
    }
}
