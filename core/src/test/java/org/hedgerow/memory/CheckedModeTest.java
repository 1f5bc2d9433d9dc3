package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the checked mode finds out, for slices that fill their size class and slices that do not, for runs of pages and
 * for chunks of their own; and whom it names.
 *
 * <p>An access is an address and a length, so whose it is cannot be told. One that goes astray by so much that it lies
 * in another live block as a whole is not found out; one that goes past the end of its block by less than the red zone
 * behind it (16 bytes at least) is.
 */
class CheckedModeTest {

    private static final String SIZES = "{0} bytes";
    private static final int RED_ZONE_BYTES = 16;

    private final AuditedMemory memory =
            AuditedMemory.open(AuditedMemory.tinyOptions().largeBlockBytes(64 << 10));

    @BeforeEach
    void inTheCheckedModeAlone() {
        Assumptions.assumeTrue(RawMemory.CHECKED);
    }

    @AfterEach
    void nothingIsLeft() {
        memory.close();
    }

    private static String refusalOf(final Executable access) {
        return assertThrows(IllegalStateException.class, access).getMessage();
    }

    private static void assertNames(final Block block, final String owner, final String message) {
        final String name =
                "a block of " + block.bytes() + " bytes at 0x" + Long.toHexString(block.address()) + " of " + owner;
        assertTrue(message.contains("lies in no live block"), message);
        assertTrue(message.contains(name), message);
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {64, 100, 32 << 10, 40_000, 64 << 10, 100_000})
    void anAccessPastTheEndIsRefusedAndNamesTheBlock(final long bytes) {
        final Block block = memory.memory().allocate(bytes, "a map");
        final long end = block.address() + bytes;
        RawMemory.putLong(end - Long.BYTES, 42);
        assertNames(block, "a map", refusalOf(() -> RawMemory.getLong(end)));
        assertNames(block, "a map", refusalOf(() -> RawMemory.putLong(end - 1, 1)));
        assertNames(block, "a map", refusalOf(() -> RawMemory.zero(block.address(), bytes + 1)));
        assertNames(block, "a map", refusalOf(() -> RawMemory.copy(block.address() + 1, block.address(), bytes)));
        assertNames(block, "a map", refusalOf(() -> RawMemory.copy(block.address(), block.address() + 1, bytes)));
        assertEquals(42, RawMemory.getLong(end - Long.BYTES));
        memory.memory().release(block);
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {64, 100, 32 << 10, 40_000, 64 << 10, 100_000})
    void anAccessAfterReleaseIsRefusedAndNamesTheBlock(final long bytes) {
        final Block block = memory.memory().allocate(bytes, "a map");
        RawMemory.putLong(block.address(), 42);
        memory.memory().release(block);
        final String message = refusalOf(() -> RawMemory.getLong(block.address()));
        assertNames(block, "a map", message);
        assertTrue(message.endsWith(", released"), message);
        assertNames(block, "a map", refusalOf(() -> RawMemory.putLong(block.address() + bytes - Long.BYTES, 1)));
    }

    @ParameterizedTest(name = SIZES)
    @ValueSource(longs = {16, 64, 100, 32 << 10, 40_000, 60 << 10})
    void anAccessIntoANeighboursSliceIsRefusedAndNamesTheBlockItOverran(final long bytes) {
        final Block first = memory.memory().allocate(bytes, "a map");
        final Block second = memory.memory().allocate(bytes, "a queue");
        final Block lower = first.address() < second.address() ? first : second;
        final Block upper = lower == first ? second : first;
        final String owner = lower == first ? "a map" : "a queue";
        final long end = lower.address() + bytes;
        assertTrue(upper.address() - end >= RED_ZONE_BYTES, "the blocks touch");
        RawMemory.putLong(upper.address(), 42);
        for (int past = 0; past < RED_ZONE_BYTES; past++) {
            final long address = end + past;
            assertNames(lower, owner, refusalOf(() -> RawMemory.putLong(address, 1)));
        }
        // From the one into the other.
        assertNames(lower, owner, refusalOf(() -> RawMemory.zero(end - 1, upper.address() + 2 - end)));
        assertEquals(42, RawMemory.getLong(upper.address()));
        memory.memory().release(first);
        memory.memory().release(second);
    }
}
