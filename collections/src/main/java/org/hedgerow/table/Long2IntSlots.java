package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a map from longs to ints, in native byte order.
 *
 * <pre>
 *   0               8       12
 *   +---------------+-------+
 *   |  code         | value |
 *   +---------------+-------+
 * </pre>
 *
 * <p>Instead of its key a slot has the {@linkplain Hash code} of its key, whose bits are the opposite of those of the hash. A
 * slot is empty if its value is zero; then its code is zero, too. So fresh memory is an empty table, and an empty slot reads as
 * one whose hash is greater than all others.
 */
final class Long2IntSlots {

    static final int CODE_OFFSET = 0;
    static final int VALUE_OFFSET = CODE_OFFSET + Long.BYTES;
    /** 4 would align the slots, and take a few percent off the time where memory is waited for; 0 saves a quarter of that. */
    static final int PADDING_BYTES = 0;

    static final int SLOT_BYTES = VALUE_OFFSET + Integer.BYTES + PADDING_BYTES;

    private Long2IntSlots() {}

    static long code(final long slot) {
        return RawMemory.getLong(slot + CODE_OFFSET);
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

    /** Sets the value, and answers the one that was there. */
    static int exchange(final long slot, final int value) {
        final int previous = value(slot);
        setValue(slot, value);
        return previous;
    }

    /** Whether an empty slot may have the code of a key, too. */
    static boolean isAmbiguous(final long code) {
        return code == 0;
    }

    static void set(final long slot, final long code, final int value) {
        RawMemory.putLong(slot + CODE_OFFSET, code);
        RawMemory.putInt(slot + VALUE_OFFSET, value);
    }

    static void copy(final long from, final long to) {
        RawMemory.putLong(to + CODE_OFFSET, RawMemory.getLong(from + CODE_OFFSET));
        RawMemory.putInt(to + VALUE_OFFSET, RawMemory.getInt(from + VALUE_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putLong(slot + CODE_OFFSET, 0);
        RawMemory.putInt(slot + VALUE_OFFSET, 0);
    }
}
