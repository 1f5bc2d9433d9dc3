package org.hedgerow.table;

import org.hedgerow.memory.access.RawMemory;

/**
 * The bytes of a slot of a set of ints, in native byte order: nothing but the code. The value of every key is 1.
 *
 * <pre>
 *   0       4
 *   +-------+
 *   |  code |
 *   +-------+
 * </pre>
 *
 * <p>Instead of its key a slot has the {@linkplain Hash code} of its key, whose bits are the opposite of those of the hash. A
 * slot is empty if its code is zero, so fresh memory is an empty table, and an empty slot reads as one whose hash is greater
 * than all others. Zero, whose code is 0, cannot be in it: sets keep apart whether they have it.
 */
final class IntSlots {

    static final int CODE_OFFSET = 0;
    static final int SLOT_BYTES = CODE_OFFSET + Integer.BYTES;

    private static final int VALUE = 1;

    private IntSlots() {}

    static int code(final long slot) {
        return RawMemory.getInt(slot + CODE_OFFSET);
    }

    /** That of every key: whether there is one in the slot is not asked. */
    @SuppressWarnings("unused")
    static int value(final long slot) {
        return VALUE;
    }

    static boolean isEmpty(final long slot) {
        return RawMemory.getInt(slot + CODE_OFFSET) == 0;
    }

    /** 0 for an empty slot, otherwise 1: by arithmetic. */
    static int filled(final long slot) {
        return Bits.isZero(RawMemory.getInt(slot + CODE_OFFSET)) ^ 1;
    }

    /** Leaves the slot as it is, since a key can have no other value. */
    @SuppressWarnings("unused")
    static void setValue(final long slot, final int value) {}

    /** Leaves the slot as it is, too. */
    @SuppressWarnings("unused")
    static int exchange(final long slot, final int value) {
        return VALUE;
    }

    /** Whether an empty slot may have the code of a key, too: never. */
    @SuppressWarnings("unused")
    static boolean isAmbiguous(final int code) {
        return false;
    }

    /** Fills a slot; a value takes no bytes. */
    @SuppressWarnings("unused")
    static void set(final long slot, final int code, final int value) {
        RawMemory.putInt(slot + CODE_OFFSET, code);
    }

    static void copy(final long from, final long to) {
        RawMemory.putInt(to + CODE_OFFSET, RawMemory.getInt(from + CODE_OFFSET));
    }

    static void clear(final long slot) {
        RawMemory.putInt(slot + CODE_OFFSET, 0);
    }
}
