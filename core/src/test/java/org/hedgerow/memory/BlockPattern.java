package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.hedgerow.memory.access.RawMemory;

/** Fills blocks with values that no other block holds, and checks that they are still there. */
final class BlockPattern {

    /** Of large blocks only every so many bytes are looked at. */
    private static final long MAX_STEP_BYTES = 1_000;

    private static final long DENSE_WORDS = 64;

    private BlockPattern() {}

    static void checkZero(final Block block) {
        visit(block, (address, offset) -> assertEquals(0, RawMemory.getLong(address), () -> "not zero at " + offset));
    }

    static void write(final Block block, final long seed) {
        visit(block, (address, offset) -> RawMemory.putLong(address, value(seed, offset)));
    }

    static void check(final Block block, final long seed) {
        visit(
                block,
                (address, offset) -> assertEquals(
                        value(seed, offset), RawMemory.getLong(address), () -> "changed at " + offset + ": " + block));
    }

    private static long value(final long seed, final long offset) {
        return seed * 0x9E3779B97F4A7C15L + offset + 1;
    }

    private interface Visitor {
        void visit(long address, long offset);
    }

    /** Visits words that do not overlap, the first and the last one among them. */
    private static void visit(final Block block, final Visitor visitor) {
        final long step = block.bytes() <= DENSE_WORDS * Long.BYTES ? Long.BYTES : MAX_STEP_BYTES;
        final long last = block.bytes() - Long.BYTES;
        for (long offset = 0; offset <= last - Long.BYTES; offset += step) {
            visitor.visit(block.address() + offset, offset);
        }
        if (last >= 0) {
            visitor.visit(block.address() + last, last);
        }
    }
}
