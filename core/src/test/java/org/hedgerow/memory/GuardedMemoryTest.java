package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a memory, by example; {@link GuardedMemoryPropertyTest} has the general case. */
class GuardedMemoryTest {

    private static final long LARGE_BYTES = 100_000;

    private final List<AuditedMemory> opened = new ArrayList<>();

    private AuditedMemory open(final MemoryOptions options) {
        final AuditedMemory memory = AuditedMemory.open(options);
        opened.add(memory);
        return memory;
    }

    private AuditedMemory open() {
        return open(AuditedMemory.tinyOptions());
    }

    @AfterEach
    void nothingIsLeft() {
        opened.forEach(AuditedMemory::close);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE, GuardedMemory.MAX_BLOCK_BYTES + 1, Long.MAX_VALUE})
    void sizesOutOfBoundsAreRefused(final long bytes) {
        final AuditedMemory memory = open();
        final var e = assertThrows(
                IllegalArgumentException.class, () -> memory.memory().allocate(bytes));
        assertTrue(e.getMessage().contains(bytes + " bytes"), e.getMessage());
        assertEquals(0, memory.stats().mapCalls());
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 20_000, LARGE_BYTES})
    void aBlockThatNeedNotBeZeroIsWhatWasReleasedAndIsZeroedInPieces(final long bytes) {
        final AuditedMemory memory =
                open(AuditedMemory.tinyOptions().minChunkBytes(1 << 20).largeBlockBytes(64 << 10));
        final Block first = memory.memory().allocate(bytes);
        assertTrue(first.isZeroed());
        BlockPattern.write(first, 1);
        memory.memory().release(first);
        final Block second = memory.memory().allocateUnzeroed(bytes, "a test");
        assertEquals(first.address(), second.address());
        assertFalse(second.isZeroed());
        if (!RawMemory.CHECKED) {
            BlockPattern.check(second, 1);
        }
        assertFalse(second.zeroPiece(bytes - 1));
        assertTrue(second.zeroPiece(bytes));
        assertTrue(second.isZeroed());
        BlockPattern.checkZero(second);
        memory.memory().release(second);
        assertThrows(IllegalStateException.class, () -> second.zeroPiece(1));
    }

    @Test
    void ofAChunkThatWasGivenBackInPartTheRestIsZeroed() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().minChunkBytes(1 << 20));
        final long bytes = 3 * Chunk.SMALL_PIECE_BYTES;
        final Block first = memory.memory().allocate(bytes);
        BlockPattern.write(first, 1);
        first.giveBackPrefix(bytes);
        memory.memory().release(first);
        final Block second = memory.memory().allocateUnzeroed(bytes, "a test");
        assertEquals(first.address(), second.address());
        assertFalse(second.isZeroed());
        assertTrue(second.zeroPiece(bytes));
        BlockPattern.checkZero(second);
        memory.memory().release(second);
    }

    @Test
    void ofFreshMemoryNothingIsToBeZeroed() {
        final AuditedMemory memory = open(MemoryOptions.defaults().mapReserve(0));
        final Block block = memory.memory().allocateUnzeroed(64L << 30, "a test");
        assertTrue(block.isZeroed());
        assertTrue(block.zeroPiece(1));
        memory.memory().release(block);
    }

    @Test
    void aBlockMayBeLargerThanTheMachine() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(64L << 30);
        RawMemory.putLong(block.address() + block.bytes() - Long.BYTES, 42);
        assertEquals(42, RawMemory.getLong(block.address() + block.bytes() - Long.BYTES));
        memory.memory().release(block);
    }

    @Test
    void nothingIsMappedBeforeTheFirstBlock() {
        assertEquals(0, open().stats().mappedBytes());
    }

    @Test
    void manySmallBlocksTakeFewMappings() {
        final AuditedMemory memory = open(MemoryOptions.defaults());
        final List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            blocks.add(memory.memory().allocate(100));
        }
        assertTrue(memory.stats().mappings() <= 20, () -> memory.stats().toString());
        blocks.forEach(memory.memory()::release);
    }

    @Test
    void aLargeBlockHasAChunkOfItsOwn() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(LARGE_BYTES);
        assertEquals(1, memory.stats().mapCalls());
        assertEquals(0, memory.stats().sharedChunks());
        assertEquals(0, block.address() % memory.os().pageBytes());
        memory.memory().release(block);
    }

    @Test
    void aReleasedBlockIsRetiredThenRetainedThenReused() {
        final AuditedMemory memory = open();
        final long address = allocateAndRelease(memory, LARGE_BYTES);
        memory.memory().reclaim(Long.MAX_VALUE);
        assertEquals(0, memory.stats().retiredBytes());
        assertTrue(memory.stats().retainedBytes() >= LARGE_BYTES);
        assertEquals(address, allocateAndRelease(memory, LARGE_BYTES));
        assertEquals(1, memory.stats().mapCalls());
    }

    @ParameterizedTest
    @EnumSource
    void aSharedChunkIsReusedWhateverItsPages(final MemoryOptions.HugePages hugePages) {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions()
                .minChunkBytes(4 << 20)
                .largeBlockBytes(64 << 10)
                .retainBytes(4 << 20)
                .hugePages(hugePages));
        for (final boolean reclaims : new boolean[] {true, false, true}) {
            allocateAndRelease(memory, 40_000);
            if (reclaims) {
                memory.memory().reclaim(Long.MAX_VALUE);
            }
        }
        assertEquals(1, memory.stats().mapCalls());
    }

    private static long allocateAndRelease(final AuditedMemory memory, final long bytes) {
        final Block block = memory.memory().allocate(bytes);
        BlockPattern.checkZero(block);
        BlockPattern.write(block, 1);
        memory.memory().release(block);
        return block.address();
    }

    @Test
    void withoutRetainingAChunkIsUnmappedAsSoonAsItIsGivenBack() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(0));
        allocateAndRelease(memory, LARGE_BYTES);
        memory.memory().reclaim(Long.MAX_VALUE);
        assertEquals(0, memory.stats().mappedBytes());
    }

    @Test
    void reclaimGivesBackNoMoreThanItIsAskedFor() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().hugePages(MemoryOptions.HugePages.NEVER));
        allocateAndRelease(memory, 4 << 20);
        final long retired = memory.stats().retiredBytes();
        assertEquals(0, memory.memory().reclaim(0));
        assertEquals(retired, memory.stats().retiredBytes());
        final long bytes = memory.memory().reclaim(1);
        assertEquals(Chunk.SMALL_PIECE_BYTES, bytes);
        assertEquals(retired - bytes, memory.stats().retiredBytes());
    }

    @Test
    void trimUnmapsWhatIsNotInUse() {
        final AuditedMemory memory = open();
        final Block kept = memory.memory().allocate(LARGE_BYTES);
        allocateAndRelease(memory, LARGE_BYTES);
        memory.memory().trim();
        assertEquals(memory.stats().usedBytes(), memory.stats().mappedBytes());
        memory.memory().release(kept);
    }

    @Test
    void aPrefixGivenBackReadsAsZeroAndIsNotInUse() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions()
                .hugePages(MemoryOptions.HugePages.NEVER)
                .prefault(MemoryOptions.Prefault.LAZY));
        final Block block = memory.memory().allocate(4 << 20);
        BlockPattern.write(block, 1);
        final long used = memory.stats().usedBytes();
        assertTrue(block.giveBackPrefix(2 << 20));
        assertEquals(used - Chunk.SMALL_PIECE_BYTES, memory.stats().usedBytes());
        assertEquals(0, block.segment().get(ValueLayout.JAVA_LONG, 0));
        memory.memory().release(block);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, (4 << 20) + 1, Long.MAX_VALUE, Long.MIN_VALUE})
    void aPrefixBeyondTheBlockIsRefused(final long upTo) {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(4 << 20);
        assertThrows(IndexOutOfBoundsException.class, () -> block.giveBackPrefix(upTo));
        memory.memory().release(block);
    }

    @Test
    void aBlockHasAnOwner() {
        final AuditedMemory memory = open();
        for (final long bytes : new long[] {100, 40_000, LARGE_BYTES}) {
            for (final Executable call : List.<Executable>of(
                    () -> memory.memory().allocate(bytes, null),
                    () -> memory.memory().allocateUnzeroed(bytes, null))) {
                assertEquals(
                        "owner", assertThrows(NullPointerException.class, call).getMessage());
            }
        }
        assertEquals(0, memory.stats().mapCalls());
        assertEquals(0, memory.stats().usedBytes());
    }

    @Test
    void aBlockIsReleasedOnce() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(100, "the test");
        memory.memory().release(block);
        final var e =
                assertThrows(IllegalStateException.class, () -> memory.memory().release(block));
        assertTrue(e.getMessage().contains("of the test was released"), e.getMessage());
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void aBlockIsReleasedByItsOwnMemory() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(100, "the test");
        final GuardedMemory other = open().memory();
        final var e = assertThrows(IllegalArgumentException.class, () -> other.release(block));
        assertTrue(e.getMessage().contains("of the test was allocated by another memory"), e.getMessage());
        memory.memory().release(block);
    }

    @Test
    void aMemoryWithLiveBlocksStaysOpen() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(100);
        final var e = assertThrows(IllegalStateException.class, memory.memory()::close);
        assertTrue(e.getMessage().startsWith("1 blocks of this memory are in use"), e.getMessage());
        BlockPattern.checkZero(block);
        memory.memory().release(block);
    }

    @Test
    void aClosedMemoryRefusesAllButStats() {
        final GuardedMemory memory = GuardedMemory.open(AuditedMemory.tinyOptions());
        final Block block = memory.allocate(100);
        memory.release(block);
        memory.close();
        assertThrows(IllegalStateException.class, memory::close);
        final var e = assertThrows(IllegalStateException.class, () -> memory.allocate(100));
        assertEquals("this memory is closed: open another by GuardedMemory.open", e.getMessage());
        assertThrows(IllegalStateException.class, () -> memory.release(block));
        assertEquals(0, memory.stats().mappedBytes());
        assertEquals(0, memory.reclaim(Long.MAX_VALUE));
        memory.trim();
    }

    @Test
    void theSharedMemoryIsOneAndCannotBeClosed() {
        assertSame(GuardedMemory.shared(), GuardedMemory.shared());
        final var e = assertThrows(IllegalStateException.class, GuardedMemory.shared()::close);
        assertTrue(e.getMessage().contains("cannot be closed"), e.getMessage());
        final Block block = GuardedMemory.shared().allocate(100);
        GuardedMemory.shared().release(block);
    }

    @Test
    void theLimitOfBytesIsKeptAndNamed() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().maxBytes(10_000));
        // With the red zone of the checked mode or without, it occupies a page.
        final Block block = memory.memory().allocate(4_080);
        final var e =
                assertThrows(MemoryLimitException.class, () -> memory.memory().allocate(8_000));
        assertEquals(10_000, e.maxBytes());
        assertEquals(4_096, e.bytesInUse());
        assertEquals(8_000, e.bytesAskedFor());
        assertEquals(
                "the memory limit is spent: 4096 of at most 10000 bytes are in use, and 8000 more were asked for."
                        + " Remove data, close collections, or raise MemoryOptions.maxBytes.",
                e.getMessage());
        memory.memory().release(block);
        memory.memory().release(memory.memory().allocate(8_000));
    }

    @Test
    void theLimitOfBytesCountsWhatABlockOccupies() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().maxBytes(100));
        assertThrows(MemoryLimitException.class, () -> memory.memory().allocate(100));
        memory.memory().release(memory.memory().allocate(80));
    }

    @Test
    void retiredMemoryIsGivenBackBeforeTheLimitRefuses() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().maxBytes(8 << 20));
        for (int i = 0; i < 20; i++) {
            allocateAndRelease(memory, 6 << 20);
        }
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void aBlockInALargerChunkCountsAsThat() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions()
                .hugePages(MemoryOptions.HugePages.NEVER)
                .retainBytes(1L << 30)
                .maxBytes(6_600 << 10));
        final Block kept = memory.memory().allocate(2_000 << 10);
        allocateAndRelease(memory, 4_000 << 10);
        final Block within = memory.memory().allocateUnzeroed(3_200 << 10, "a test");
        assertEquals(6_000 << 10, memory.stats().usedBytes());
        assertEquals(memory.stats().mappedBytes(), memory.stats().usedBytes());
        assertThrows(MemoryLimitException.class, () -> memory.memory().allocate(700 << 10));
        memory.memory().release(within);
        final Block more = memory.memory().allocate(900 << 10);
        final Block exact = memory.memory().allocateUnzeroed(3_200 << 10, "a test");
        assertEquals(6_100 << 10, memory.stats().usedBytes(), "the larger chunk would pass the limit");
        memory.audit();
        memory.memory().release(exact);
        memory.memory().release(more);
        memory.memory().release(kept);
    }

    @Test
    void theLimitOfMappingsOfOneMemoryIsKeptAndNamed() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().maxMappings(1));
        final Block block = memory.memory().allocate(LARGE_BYTES);
        final var e =
                assertThrows(MapLimitException.class, () -> memory.memory().allocate(LARGE_BYTES));
        assertEquals(1, e.limit());
        assertEquals(1, e.count());
        assertEquals(0, e.reserve());
        assertTrue(e.getMessage().contains("MemoryOptions.maxMappings"), e.getMessage());
        assertEquals(1, memory.stats().refusedMaps());
        memory.memory().release(block);
    }

    @Test
    void aRetiredChunkYieldsItsMappingToANewOne() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().maxMappings(1));
        allocateAndRelease(memory, LARGE_BYTES);
        allocateAndRelease(memory, 3 * LARGE_BYTES);
        allocateAndRelease(memory, LARGE_BYTES);
        assertEquals(3, memory.stats().mapCalls());
    }

    @Test
    void theBudgetRefusesBeforeTheKernelIsAsked() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().mapReserve(10));
        memory.os().mapLimit(10);
        final long calls = memory.os().calls(Faults.Call.MMAP);
        assertThrows(MapLimitException.class, () -> memory.memory().allocate(100));
        assertEquals(calls, memory.os().calls(Faults.Call.MMAP));
        memory.os().mapLimit(12);
        memory.memory().trim();
        allocateAndReleaseEventually(memory);
    }

    /** A refusal holds for a moment, in which the process is not counted again. */
    private static void allocateAndReleaseEventually(final AuditedMemory memory) {
        while (true) {
            try {
                allocateAndRelease(memory, 100);
                return;
            } catch (final MapLimitException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aFailedCallIsNamedWithItsErrorAndLikelyCause() {
        final AuditedMemory memory = open();
        memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.EMFILE));
        final var e = assertThrows(OsException.class, () -> memory.memory().allocate(LARGE_BYTES));
        assertEquals(Errno.EMFILE.number(), e.errno());
        assertEquals(
                "mmap(0x0, 106496 bytes) failed with EMFILE (24): the process has too many open files (ulimit -n)",
                e.getMessage());
        memory.audit();
    }

    @Test
    void whatIsRetainedGivesWayWhereTheSystemHasNoMemory() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(1L << 30));
        allocateAndRelease(memory, LARGE_BYTES);
        allocateAndRelease(memory, 3 * LARGE_BYTES);
        memory.memory().reclaim(Long.MAX_VALUE);
        memory.os()
                .faults((call, number) ->
                        call == Faults.Call.MMAP && memory.os().mappings() > 0 ? Errno.ENOMEM : null);
        allocateAndRelease(memory, 9 * LARGE_BYTES);
        assertEquals(1, memory.stats().mappings());
        assertEquals(0, memory.stats().refusedMaps());
    }

    /** To count reads a file that tells all mappings of the process. */
    @Test
    void mappingsThatComeAndGoAreCountedOnce() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(0));
        memory.os().mapLimit(100);
        for (int i = 0; i < 200; i++) {
            allocateAndRelease(memory, LARGE_BYTES);
            memory.memory().trim();
        }
        assertEquals(200, memory.os().calls(Faults.Call.MUNMAP));
        assertEquals(1, memory.os().countings());
    }

    @Test
    void theSmallestOfTheRetainedChunksThatSuitIsUsedAgain() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(1L << 30));
        final Block larger = memory.memory().allocate(LARGE_BYTES + LARGE_BYTES / 5);
        final Block smaller = memory.memory().allocate(LARGE_BYTES);
        final long address = smaller.address();
        memory.memory().release(larger);
        memory.memory().release(smaller);
        memory.memory().reclaim(Long.MAX_VALUE);
        final Block block = memory.memory().allocate(LARGE_BYTES);
        assertEquals(address, block.address());
        memory.memory().release(block);
    }

    @Test
    void aChunkThatIsTooLargeToBeRetainedLeavesOthersRetained() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(2 * LARGE_BYTES));
        allocateAndRelease(memory, LARGE_BYTES);
        memory.memory().reclaim(Long.MAX_VALUE);
        final long retainedBytes = memory.stats().retainedBytes();
        assertTrue(retainedBytes >= LARGE_BYTES);
        allocateAndRelease(memory, 10 * LARGE_BYTES);
        memory.memory().reclaim(Long.MAX_VALUE);
        assertEquals(retainedBytes, memory.stats().retainedBytes());
    }

    /** Each holds a mapping, and is looked at when one is needed. */
    @Test
    void noMoreThanSoManyChunksAreRetained() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(1L << 30));
        final List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            blocks.add(memory.memory().allocate(LARGE_BYTES));
        }
        blocks.forEach(memory.memory()::release);
        memory.memory().reclaim(Long.MAX_VALUE);
        assertEquals(256, memory.stats().mappings());
    }

    @Test
    void whatIsRetainedStaysWhereTheSystemRefusesForAnotherReason() {
        final AuditedMemory memory = open(AuditedMemory.tinyOptions().retainBytes(1L << 30));
        allocateAndRelease(memory, LARGE_BYTES);
        memory.memory().reclaim(Long.MAX_VALUE);
        final long retainedBytes = memory.stats().retainedBytes();
        memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.EINVAL));
        final OsException e = assertThrows(OsException.class, () -> allocateAndRelease(memory, 9 * LARGE_BYTES));
        assertEquals(Errno.EINVAL.number(), e.errno());
        assertEquals(retainedBytes, memory.stats().retainedBytes());
        assertEquals(1, memory.stats().refusedMaps());
    }

    @Test
    void eachOfTheFirstCallsMayFail() {
        for (int n = 1; n <= 6; n++) {
            final AuditedMemory memory = open();
            memory.os().faults(Faults.nth(n, Errno.ENOMEM));
            try {
                memory.memory().release(memory.memory().allocate(3 << 20));
            } catch (final OsException e) {
                assertEquals(Errno.ENOMEM.number(), e.errno());
            }
            memory.audit();
        }
    }

    @Test
    void whatCannotBeUnmappedIsKeptAndTriedAgain() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(LARGE_BYTES);
        allocateAndRelease(memory, LARGE_BYTES);
        memory.memory().release(block);
        memory.os().faults(Faults.every(Faults.Call.MUNMAP, Errno.ENOMEM));
        memory.memory().trim();
        assertEquals(0, memory.stats().mappedBytes());
        assertTrue(memory.stats().strandedBytes() >= 2 * LARGE_BYTES);
        assertTrue(memory.stats().failedUnmaps() >= 1);
        memory.audit();
        memory.os().faults(Faults.none());
        memory.memory().trim();
        assertEquals(0, memory.stats().strandedBytes());
    }

    @Test
    void whatTheSystemWillNotTakeBackIsUnmapped() {
        final AuditedMemory memory = open();
        final Block block = memory.memory().allocate(3 << 20);
        memory.os().faults(Faults.every(Faults.Call.MADVISE, Errno.EINVAL));
        memory.memory().release(block);
        memory.memory().reclaim(Long.MAX_VALUE);
        assertEquals(0, memory.stats().retiredBytes());
        assertEquals(0, memory.stats().mappedBytes());
        memory.audit();
    }

    @Test
    void whereMemoryIsLockedWhatIsMappedDoesNotGrow() {
        for (final MemoryOptions.Decommit decommit : MemoryOptions.Decommit.values()) {
            final AuditedMemory memory = open(MemoryOptions.defaults()
                    .mapReserve(0)
                    .decommit(decommit)
                    .prefault(MemoryOptions.Prefault.LAZY)
                    .maxBytes(64 << 20));
            memory.memory().release(memory.memory().allocate(16 << 20));
            memory.os().withoutDropping();
            for (int i = 0; i < 100; i++) {
                final Block block = memory.memory().allocate(16 << 20);
                block.giveBackPrefix(8 << 20);
                memory.memory().release(block);
                memory.audit();
            }
            assertTrue(memory.stats().mappedBytes() <= 64 << 20, memory.stats()::toString);
        }
    }

    @Test
    void whatWasUnmappedForItsMappingIsNotToBeReclaimed() {
        final MemoryOptions options = MemoryOptions.defaults()
                .prefault(MemoryOptions.Prefault.LAZY)
                .largeBlockBytes(64 << 10)
                .mapReserve(0)
                .maxMappings(2)
                .maxBytes(1L << 20);
        try (AuditedMemory limited = AuditedMemory.open(options)) {
            final Block small = limited.memory().allocate(64);
            limited.memory().release(limited.memory().allocate(512 << 10));
            assertEquals(512 << 10, limited.stats().retiredBytes());
            limited.os().faults(Faults.every(Faults.Call.MMAP, Errno.ENOMEM));
            assertThrows(OsException.class, () -> limited.memory().allocate(100 << 10));
            limited.os().faults(Faults.none());
            assertEquals(0, limited.stats().retiredBytes());
            limited.memory().release(limited.memory().allocate(768 << 10));
            limited.memory().release(small);
        }
    }

    @Test
    void theFirstChunkKeepsToTheLimitOfMappingsWhereSeparatorsTakeOne() {
        final MemoryOptions options = MemoryOptions.defaults().mapReserve(0).maxMappings(1);
        for (final FaultyOs os : List.of(
                FaultyOs.ofLinux().withoutZeroDevice(), FaultyOs.ofLinux().withoutGuards())) {
            try (AuditedMemory limited = AuditedMemory.open(options, os)) {
                assertThrows(MapLimitException.class, () -> limited.memory().allocate(64));
                assertEquals(0, limited.stats().mappings());
            }
        }
    }

    @Test
    void allEmptySlabsGoBack() {
        final MemoryOptions options = MemoryOptions.defaults().mapReserve(0).prefault(MemoryOptions.Prefault.LAZY);
        try (AuditedMemory others = AuditedMemory.open(options)) {
            final List<Block> first = slabOf(others.memory());
            final List<Block> second = slabOf(others.memory());
            second.forEach(others.memory()::release);
            others.memory().release(first.removeFirst()); // Now it lies before the one that is empty.
            others.memory().trim();
            final MemoryStats stats = others.stats();
            assertTrue(stats.sharedBytes() - stats.freeBytes() <= 8 * (32 << 10), stats::toString);
            first.forEach(others.memory()::release);
        }
    }

    private static List<Block> slabOf(final GuardedMemory memory) {
        return Stream.generate(() -> memory.allocate(30_000)).limit(8).collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void whatReadsAsZeroWasNoOthersWhereBlocksOfWholePagesWereBefore() {
        final MemoryOptions options = MemoryOptions.defaults().mapReserve(0).prefault(MemoryOptions.Prefault.LAZY);
        final int bytes = 10 * 4096;
        try (AuditedMemory others = AuditedMemory.open(options)) {
            final GuardedMemory shared = others.memory();
            final Block written = shared.allocate(bytes + 4096 - 16);
            RawMemory.fill(written.address(), written.bytes(), (byte) -1);
            final Block keeping = shared.allocate(50 << 10);
            shared.release(written);
            shared.release(shared.allocate(bytes));
            final Block before = shared.allocate(bytes - 16);
            shared.release(keeping);
            shared.reclaim(Long.MAX_VALUE);
            final Block zero = shared.allocate(bytes - 16);
            for (long offset = 0; offset <= zero.bytes() - Long.BYTES; offset += Long.BYTES) {
                assertEquals(0, RawMemory.getLong(zero.address() + offset));
            }
            shared.release(before);
            shared.release(zero);
        }
    }

    /** Or each block of a thread that takes and releases one at a time would take pages and give them back. */
    @Test
    void theLastSlabOfASizeStaysUntilMemoryIsReclaimed() {
        try (AuditedMemory audited = AuditedMemory.open()) {
            final GuardedMemory slices = audited.memory();
            final Block block = slices.allocate(100);
            final long freeBytes = slices.stats().freeBytes();
            slices.release(block);
            assertEquals(freeBytes, slices.stats().freeBytes());
            slices.reclaim(Long.MAX_VALUE);
            assertEquals(0, slices.stats().sharedBytes());
        }
    }
}
