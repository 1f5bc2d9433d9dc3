package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a map from longs to longs, in native byte order.
 *
 * <pre>
 *   0               8               16
 *   +---------------+---------------+
 *   |  code         |  value        |
 *   +---------------+---------------+
 * </pre>
 *
 * <p>Instead of its key a slot has the {@linkplain Hash code} of its key, whose bits are the opposite of those of the hash. A
 * slot is empty if its value is zero; then its code is zero, too. So fresh memory is an empty table, and an empty slot reads as
 * one whose hash is greater than all others.
 */
final class Long2LongSlots {

    static final int CODE_OFFSET = 0;
    static final int VALUE_OFFSET = CODE_OFFSET + Long.BYTES;
    static final int SLOT_BYTES = VALUE_OFFSET + Long.BYTES;

    private Long2LongSlots() {}

    static long code(final long slot) {
        return RawMemory.getLong(slot + CODE_OFFSET);
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
    static boolean isAmbiguous(final long code) {
        return code == 0;
    }

    static void set(final long slot, final long code, final long value) {
        RawMemory.putLong(slot + CODE_OFFSET, code);
        RawMemory.putLong(slot + VALUE_OFFSET, value);
    }

    /** Copies a slot, in a loop, which is an access less for the compiler to count. */
    static void copy(final long from, final long to) {
        for (int offset = 0; offset < SLOT_BYTES; offset += Long.BYTES) {
            RawMemory.putLong(to + offset, RawMemory.getLong(from + offset));
        }
    }

    static void clear(final long slot) {
        RawMemory.putLong(slot + CODE_OFFSET, 0);
        RawMemory.putLong(slot + VALUE_OFFSET, 0);
    }
}
