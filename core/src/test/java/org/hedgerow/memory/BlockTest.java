package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a block offers beside its address, for a slice, for a run of pages and for a chunk of its own. */
class BlockTest {

    private static final String SIZES = "{0} bytes";

    private final AuditedMemory memory =
            AuditedMemory.open(AuditedMemory.tinyOptions().largeBlockBytes(64 << 10));

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {1, 100, 40_000, 100_000})
    void theSegmentIsTheBlock(final long bytes) {
        final Block block = memory.memory().allocate(bytes);
        final MemorySegment segment = block.segment();
        assertSame(segment, block.segment());
        assertEquals(block.address(), segment.address());
        assertEquals(bytes, segment.byteSize());
        segment.set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) 42);
        assertThrows(IndexOutOfBoundsException.class, () -> segment.get(ValueLayout.JAVA_BYTE, bytes));
        memory.memory().release(block);
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {1, 100, 40_000, 100_000})
    void theSegmentEndsWithTheBlock(final long bytes) {
        final Block block = memory.memory().allocate(bytes);
        final MemorySegment segment = block.segment();
        memory.memory().release(block);
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_BYTE, 0));
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {1, 100, 40_000, 100_000})
    void aReleasedBlockOffersNothing(final long bytes) {
        final Block block = memory.memory().allocate(bytes, "the test");
        memory.memory().release(block);
        final var e = assertThrows(IllegalStateException.class, block::segment);
        assertTrue(e.getMessage().startsWith("the block of " + bytes + " bytes at 0x"), e.getMessage());
        assertThrows(IllegalStateException.class, () -> block.giveBackPrefix(0));
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {1, 100, 40_000, 100_000})
    void offsetsOutsideOfTheBlockAreRefused(final long bytes) {
        final Block block = memory.memory().allocate(bytes, "the test");
        for (final long offset : new long[] {Long.MIN_VALUE, -1, bytes + 1, Long.MAX_VALUE}) {
            for (final Executable call :
                    List.<Executable>of(() -> block.giveBackPrefix(offset), () -> block.prefaultedBytes(offset))) {
                final var e = assertThrows(IndexOutOfBoundsException.class, call);
                assertEquals("offset " + offset + " lies outside of the " + block, e.getMessage());
            }
        }
        block.prefaultedBytes(0);
        block.prefaultedBytes(bytes);
        memory.memory().release(block);
    }
}
