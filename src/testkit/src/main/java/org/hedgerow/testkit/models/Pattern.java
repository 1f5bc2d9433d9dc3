package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Fills memory with values that no other memory holds, and checks that they are still there. */
final class Pattern {

    /** Of large memory only every so many bytes are looked at. */
    private static final long STEP_BYTES = 1_024;

    private static final long DENSE_BYTES = 512;

    private Pattern() {}

    static void checkZero(final MemorySegment memory) {
        visit(memory, offset -> assertEquals(0, get(memory, offset), () -> "fresh memory is not zero at " + offset));
    }

    static void write(final MemorySegment memory, final long number) {
        visit(memory, offset -> memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, value(number, offset)));
    }

    static void check(final MemorySegment memory, final long number) {
        visit(
                memory,
                offset -> assertEquals(
                        value(number, offset),
                        get(memory, offset),
                        () -> "memory " + number + " of " + memory.byteSize() + " bytes changed at " + offset));
    }

    private static long get(final MemorySegment memory, final long offset) {
        return memory.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
    }

    private static long value(final long number, final long offset) {
        return number * 0x9E3779B97F4A7C15L + offset + 1;
    }

    private interface Visitor {
        void visit(long offset);
    }

    /** Visits words that do not overlap, the first and the last one among them. */
    private static void visit(final MemorySegment memory, final Visitor visitor) {
        final long step = memory.byteSize() <= DENSE_BYTES ? Long.BYTES : STEP_BYTES;
        final long last = memory.byteSize() - Long.BYTES;
        for (long offset = 0; offset <= last - Long.BYTES; offset += step) {
            visitor.visit(offset);
        }
        if (last >= 0) {
            visitor.visit(last);
        }
    }
}
