package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegionTest {

    private static final long FIRST_BYTES = 64;

    private final AuditedMemory memory = AuditedMemory.open();
    private final Region region = Region.open(memory.memory(), FIRST_BYTES, "a test");

    @AfterEach
    void nothingIsLeft() {
        if (!region.toString().endsWith("closed")) {
            region.close();
        }
        memory.close();
    }

    @Test
    void aNewRegionIsEmptyAndTakesNoMemory() {
        assertEquals(0, region.start());
        assertEquals(0, region.end());
        assertEquals(0, memory.stats().mapCalls());
    }

    @Test
    void aRegionHasAnOwner() {
        final var e = assertThrows(NullPointerException.class, () -> Region.open(memory.memory(), FIRST_BYTES, null));
        assertEquals("owner", e.getMessage());
    }

    @Test
    void extendingAddsABlockAtTheEnd() {
        assertEquals(0, region.extend().start());
        assertEquals(FIRST_BYTES, region.end());
        assertEquals(FIRST_BYTES, region.extend().start());
        assertEquals(0, region.start());
        assertEquals(0, region.spanAt(FIRST_BYTES - 1).start());
        assertEquals(FIRST_BYTES, region.spanAt(FIRST_BYTES - 1).end());
        assertEquals(FIRST_BYTES, region.spanAt(FIRST_BYTES).start());
    }

    @Test
    void addressesFollowEachOtherWithinABlock() {
        region.extend();
        assertEquals(region.addressOf(0) + 8, region.addressOf(8));
        assertEquals(region.addressOf(0) + FIRST_BYTES - 1, region.addressOf(FIRST_BYTES - 1));
    }

    @Test
    void positionsOutsideAreRefused() {
        region.extend();
        final long second = region.extend().start();
        region.releaseBefore(second);
        for (final long position : new long[] {Long.MIN_VALUE, -1, 0, second - 1, region.end(), Long.MAX_VALUE}) {
            assertThrows(IndexOutOfBoundsException.class, () -> region.addressOf(position));
            assertThrows(IndexOutOfBoundsException.class, () -> region.spanAt(position));
            assertThrows(IndexOutOfBoundsException.class, () -> region.segmentAt(position));
        }
    }

    @Test
    void onlyWholeBlocksAreReleased() {
        region.extend();
        final long second = region.extend().start();
        final long third = region.extend().start();
        region.releaseBefore(second + 1);
        assertEquals(second, region.start());
        region.releaseFrom(third - 1);
        assertEquals(third, region.end());
    }

    @Test
    void theEndOfAnEmptiedRegionStaysWhereItWas() {
        region.extend();
        region.extend();
        region.releaseBefore(Long.MAX_VALUE);
        assertEquals(2 * FIRST_BYTES, region.start());
        assertEquals(2 * FIRST_BYTES, region.end());
        region.extend();
        region.releaseFrom(Long.MIN_VALUE);
        assertEquals(2 * FIRST_BYTES, region.end());
    }

    @Test
    void swingingAcrossABoundaryUsesOneBlock() {
        region.extend();
        final Set<Long> addresses = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            final long boundary = region.extend().start();
            addresses.add(region.addressOf(boundary));
            region.releaseFrom(boundary);
            assertEquals(2, memory.stats().liveBlocks(), "the block and the spare");
        }
        assertEquals(1, addresses.size());
    }

    @Test
    void aSteadyFlowAlternatesBetweenTwoBlocks() {
        region.extend();
        final Set<Long> addresses = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            final long next = region.extend().start();
            region.releaseBefore(next);
            addresses.add(region.addressOf(next));
        }
        assertEquals(2, addresses.size());
    }

    @Test
    void aDrainedRegionKeepsNoLargeBlock() {
        for (int i = 0; i < 100; i++) {
            region.extend();
        }
        final long peak = memory.stats().usedBytes();
        region.releaseBefore(region.end());
        assertTrue(peak > 100_000);
        assertTrue(memory.stats().usedBytes() <= 2 * FIRST_BYTES, () -> "still in use: " + memory.stats());
    }

    @Test
    void theSegmentEndsWithItsBlock() {
        region.extend();
        final MemorySegment segment = region.segmentAt(8);
        assertEquals(FIRST_BYTES, segment.byteSize());
        segment.set(ValueLayout.JAVA_LONG, 8, 42);
        assertEquals(42, RawMemory.getLong(region.addressOf(8)));
        region.releaseBefore(region.end());
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_LONG, 8));
        region.extend();
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_LONG, 8));
    }

    @Test
    void theSpareIsNotAccessibleInTheCheckedMode() {
        Assumptions.assumeTrue(RawMemory.CHECKED);
        region.extend();
        final long address = region.addressOf(0);
        region.releaseBefore(region.end());
        assertEquals(1, memory.stats().liveBlocks(), "the spare");
        assertThrows(IllegalStateException.class, () -> RawMemory.getLong(address));
        assertEquals(address, region.extend().address());
        assertEquals(0, RawMemory.getLong(address));
    }

    @Test
    void aRefusedExtensionChangesNothing() {
        final Region large = Region.open(memory.memory(), 1 << 20, "a test");
        large.extend();
        RawMemory.putLong(large.addressOf(0), 42);
        memory.os().mapLimit(memory.os().mappings());
        assertThrows(MapLimitException.class, large::extend);
        assertEquals(1 << 20, large.end());
        assertEquals(42, RawMemory.getLong(large.addressOf(0)));
        memory.audit();
        memory.os().mapLimit(100);
        memory.memory().trim();
        large.close();
    }

    @Test
    void aRegionThatAThreadIsWithinStaysOpenWithoutTheBlocksBehind() {
        for (int i = 0; i < 4; i++) {
            region.extend();
        }
        final long second = FIRST_BYTES;
        final long third = region.spanAt(second).end();
        WithinSegment.run(region.segmentAt(second), () -> {
            assertThrows(IllegalStateException.class, region::close);
            assertEquals(third, region.end());
            assertThrows(IllegalStateException.class, () -> region.releaseFrom(0));
            assertEquals(third, region.end());
            assertThrows(IllegalStateException.class, () -> region.releaseBefore(third));
            assertEquals(second, region.start());
        });
        assertEquals(third, region.extend().start());
        RawMemory.putLong(region.addressOf(second), 42);
        assertEquals(42, region.segmentAt(second).get(ValueLayout.JAVA_LONG, 0));
    }

    @Test
    void aSpareThatIsTooLargeForWhatClosingLeftMakesRoom() {
        for (int i = 0; i < 40; i++) {
            region.extend();
        }
        final Region.Span last = region.spanAt(region.end() - 1);
        assertTrue(last.bytes() > 2 * FIRST_BYTES);
        region.releaseFrom(last.start());
        WithinSegment.run(region.segmentAt(0), () -> assertThrows(IllegalStateException.class, region::close));
        assertEquals(2, memory.stats().liveBlocks(), "the block and the spare");
        assertEquals(FIRST_BYTES, region.extend().bytes());
        assertEquals(2, memory.stats().liveBlocks(), "both blocks");
    }

    static Stream<Named> usesAfterClose() {
        return Stream.of(
                new Named("start", Region::start),
                new Named("end", Region::end),
                new Named("extend", Region::extend),
                new Named("releaseBefore", region -> region.releaseBefore(0)),
                new Named("releaseFrom", region -> region.releaseFrom(0)),
                new Named("addressOf", region -> region.addressOf(0)),
                new Named("spanAt", region -> region.spanAt(0)),
                new Named("segmentAt", region -> region.segmentAt(0)),
                new Named("close", Region::close));
    }

    private interface Use {
        void of(Region region);
    }

    record Named(String name, Use use) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("usesAfterClose")
    void aClosedRegionSaysWhatToDo(final Named use) {
        region.extend();
        region.close();
        final Executable call = () -> use.use().of(region);
        final var e = assertThrows(IllegalStateException.class, call);
        assertEquals("the region of a test is closed: open another by Region.open", e.getMessage());
    }
}
