package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.memory.MemoryOptions.Decommit;
import org.hedgerow.memory.MemoryOptions.HugePages;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Decommit#FREE} changes: what was given back may still be there, and no block ever shows it. */
class LazyDecommitTest {

    private static final long PIECE_BYTES = Chunk.SMALL_PIECE_BYTES;
    private static final long LARGE_BYTES = 8 * PIECE_BYTES;
    private static final MemoryOptions OPTIONS = AuditedMemory.tinyOptions()
            .largeBlockBytes(64 << 10)
            .retainBytes(1L << 30)
            .hugePages(HugePages.NEVER)
            .decommit(Decommit.FREE);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<AuditedMemory> opened = new ArrayList<>();

    private AuditedMemory open(final MemoryOptions options, final FaultyOs os) {
        final AuditedMemory memory = AuditedMemory.open(options, os);
        opened.add(memory);
        return memory;
    }

    private AuditedMemory open(final MemoryOptions options) {
        return open(options, FaultyOs.ofLinux());
    }

    @AfterEach
    void nothingIsLeft() {
        opened.forEach(AuditedMemory::close);
    }

    private static long use(final AuditedMemory memory, final long bytes) {
        final Block block = memory.memory().allocate(bytes);
        BlockPattern.checkZero(block);
        BlockPattern.write(block, 1);
        memory.memory().release(block);
        return block.address();
    }

    private static long useAndReclaim(final AuditedMemory memory, final long bytes) {
        final long address = use(memory, bytes);
        memory.memory().reclaim(Long.MAX_VALUE);
        memory.audit();
        return address;
    }

    @Test
    void whatWasGivenBackInPartIsNotTakenToBeZero() {
        final AuditedMemory memory = open(OPTIONS);
        final long address = use(memory, LARGE_BYTES); // Beside the release, a piece was given back.
        assertTrue(memory.stats().retiredBytes() < LARGE_BYTES);
        final Block block = memory.memory().allocateUnzeroed(LARGE_BYTES, "a test");
        assertEquals(address, block.address(), "reused");
        assertTrue(block.zeroPiece(LARGE_BYTES));
        BlockPattern.checkZero(block);
        memory.memory().release(block);
    }

    @Test
    void ofWhatIsToBeUnmappedOnlyWhatWasAskedForIsDropped() {
        final AuditedMemory memory = open(OPTIONS.retainBytes(0));
        final Block block = memory.memory().allocateGrowing(LARGE_BYTES, "a test");
        block.need(LARGE_BYTES / 2);
        memory.memory().release(block);
        memory.memory().reclaim(Long.MAX_VALUE);
        assertEquals(0, memory.stats().mappedBytes());
        assertEquals(0, memory.stats().retiredBytes());
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 20_000, 50_000, PIECE_BYTES, LARGE_BYTES})
    void whatWasGivenBackStaysUntilTheSystemTakesIt(final long bytes) {
        final AuditedMemory memory = open(OPTIONS);
        // A page that was touched on one processor and is given back on another may slip the kernel's notice: then once
        // more.
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            long address;
            do {
                address = useAndReclaim(memory, bytes);
                assertEquals(0, memory.stats().retiredBytes());
                assertEquals(1, memory.os().mincore(address));
                memory.os().takeLazilyFreed();
            } while (memory.os().mincore(address) != 0);
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pagesThatAreTakenAgainReadAsZero(final boolean taken) {
        final AuditedMemory memory = open(OPTIONS);
        final Block keeper = memory.memory().allocate(100);
        final long address = useAndReclaim(memory, 50_000);
        if (taken) {
            memory.os().takeLazilyFreed();
        }
        final Block block = memory.memory().allocate(50_000);
        assertEquals(address, block.address());
        BlockPattern.checkZero(block);
        BlockPattern.write(block, 2);
        memory.os().takeLazilyFreed();
        BlockPattern.check(block, 2);
        memory.memory().release(block);
        memory.memory().release(keeper);
    }

    @Test
    void pagesGivenBackAreNotGivenBackAgain() {
        final AuditedMemory memory = open(OPTIONS);
        final Block keeper = memory.memory().allocate(100);
        useAndReclaim(memory, 50_000);
        assertEquals(0, memory.memory().reclaim(Long.MAX_VALUE));
        memory.memory().release(keeper);
    }

    @Test
    void aRetainedChunkMayBeSharedAsItIs() {
        final AuditedMemory memory = open(OPTIONS.minChunkBytes(1 << 20));
        final long address = useAndReclaim(memory, 1 << 20);
        final Block block = memory.memory().allocate(50_000);
        assertEquals(address, block.address());
        BlockPattern.checkZero(block);
        memory.memory().release(block);
        assertEquals(1, memory.stats().mapCalls());
    }

    @Test
    void aChunkOfOnePieceIsReused() {
        final AuditedMemory memory = open(OPTIONS);
        final long address = useAndReclaim(memory, PIECE_BYTES);
        assertEquals(address, useAndReclaim(memory, PIECE_BYTES));
        assertEquals(1, memory.stats().mapCalls());
    }

    @Test
    void aChunkThatTheSystemWillNotDropIsNotReused() {
        final AuditedMemory memory = open(OPTIONS);
        final long address = useAndReclaim(memory, PIECE_BYTES);
        // The first call is the dropping.
        memory.os().faults(Faults.nth(1, Errno.EAGAIN));
        assertNotEquals(address, use(memory, PIECE_BYTES));
        memory.audit();
    }

    @Test
    void aLargerChunkServesNotThisBlockButTheNext() {
        final AuditedMemory memory = open(OPTIONS);
        final long address = useAndReclaim(memory, LARGE_BYTES);
        final Block other = memory.memory().allocate(LARGE_BYTES);
        BlockPattern.checkZero(other);
        assertNotEquals(address, other.address());
        assertTrue(memory.memory().reclaim(Long.MAX_VALUE) > 0, "nothing was dropped");
        assertEquals(address, use(memory, LARGE_BYTES));
        memory.memory().release(other);
        assertEquals(2, memory.stats().mapCalls());
    }

    @Test
    void operationsDropWhatTheNextBlockWants() {
        final AuditedMemory memory = open(OPTIONS);
        final Block keeper = memory.memory().allocate(100);
        final long address = useAndReclaim(memory, LARGE_BYTES);
        final Block other = memory.memory().allocate(LARGE_BYTES);
        for (int i = 0; i < 20; i++) {
            memory.memory().release(memory.memory().allocate(100));
        }
        assertEquals(address, use(memory, LARGE_BYTES));
        memory.memory().release(other);
        memory.memory().release(keeper);
    }

    @Test
    void whatTheSystemWillNotDropForANextBlockIsWantedNoMoreUntilThatComes() {
        final AuditedMemory memory = open(OPTIONS);
        final long address = useAndReclaim(memory, LARGE_BYTES);
        final Block other = memory.memory().allocate(LARGE_BYTES);
        memory.os().faults(Faults.every(Faults.Call.MADVISE, Errno.EAGAIN));
        assertEquals(0, memory.memory().reclaim(Long.MAX_VALUE));
        final long calls = memory.os().calls(Faults.Call.MADVISE);
        assertEquals(0, memory.memory().reclaim(Long.MAX_VALUE));
        assertEquals(calls, memory.os().calls(Faults.Call.MADVISE), "it is asked once");
        assertEquals(LARGE_BYTES, memory.stats().retainedBytes());
        memory.os().faults(Faults.none());
        assertEquals(0, memory.memory().reclaim(Long.MAX_VALUE));
        final Block next = memory.memory().allocate(LARGE_BYTES);
        assertNotEquals(address, next.address());
        assertTrue(memory.memory().reclaim(Long.MAX_VALUE) > 0, "nothing was dropped");
        assertEquals(address, use(memory, LARGE_BYTES));
        memory.memory().release(other);
        memory.memory().release(next);
    }

    @Test
    void largeBlocksThatComeAndGoTakeTwoChunks() {
        final AuditedMemory memory = open(OPTIONS);
        for (int i = 0; i < 10; i++) {
            useAndReclaim(memory, LARGE_BYTES);
        }
        assertEquals(2, memory.stats().mapCalls());
    }

    @Test
    void aChunkThatIsWantedMayBeTakenOrUnmappedMeanwhile() {
        final AuditedMemory memory = open(OPTIONS.minChunkBytes(1 << 20).maxMappings(2));
        final long address = useAndReclaim(memory, 1 << 20);
        final Block other = memory.memory().allocate(1 << 20);
        final Block small = memory.memory().allocate(100);
        assertEquals(address, small.address());
        memory.memory().reclaim(Long.MAX_VALUE);
        BlockPattern.checkZero(small);
        memory.memory().release(small);
        memory.memory().release(other);
        memory.memory().reclaim(Long.MAX_VALUE);
        final Block third = memory.memory().allocate(2 << 20);
        memory.memory().release(memory.memory().allocate(2 << 20));
        memory.audit();
        memory.memory().release(third);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, LARGE_BYTES, 2 * LARGE_BYTES})
    void whatIsTooMuchIsDroppedInPiecesBeforeItIsUnmapped(final long retainBytes) {
        final AuditedMemory memory = open(OPTIONS.retainBytes(retainBytes));
        final int count = (int) (retainBytes / LARGE_BYTES) + 1;
        final List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            blocks.add(memory.memory().allocate(LARGE_BYTES));
            BlockPattern.write(blocks.getLast(), i);
        }
        blocks.forEach(memory.memory()::release);
        while (memory.memory().reclaim(1) > 0) {
            final long resident = memory.stats().retiredBytes();
            final long unmaps = memory.os().calls(Faults.Call.MUNMAP);
            assertTrue(unmaps == 0 || resident == 0, () -> "unmapped with " + resident + " bytes to drop");
            memory.audit();
        }
        assertEquals(1, memory.os().calls(Faults.Call.MUNMAP));
        assertEquals(retainBytes, memory.stats().retainedBytes());
    }

    @Test
    void droppingGoesOnWithEachOperation() {
        final AuditedMemory memory = open(OPTIONS.retainBytes(0));
        final Block keeper = memory.memory().allocate(100);
        use(memory, LARGE_BYTES);
        for (int i = 0; i < 20; i++) {
            final long before = memory.stats().retiredBytes();
            memory.memory().release(memory.memory().allocate(100));
            assertTrue(before - memory.stats().retiredBytes() <= 4 * PIECE_BYTES, "too much at once");
        }
        assertTrue(
                memory.stats().mappedBytes() < LARGE_BYTES, () -> memory.stats().toString());
        memory.memory().release(keeper);
    }

    @Test
    void whatCannotBeDroppedIsUnmapped() {
        final AuditedMemory memory = open(OPTIONS.retainBytes(0));
        use(memory, LARGE_BYTES);
        while (memory.os().calls(Faults.Call.MADVISE) < 12) {
            memory.memory().reclaim(1);
        }
        memory.os().faults(Faults.every(Faults.Call.MADVISE, Errno.EAGAIN));
        final long left = memory.stats().retiredBytes();
        assertTrue(left > 0 && left < LARGE_BYTES, () -> memory.stats().toString());
        assertEquals(left, memory.memory().reclaim(Long.MAX_VALUE));
        assertEquals(0, memory.stats().mappedBytes());
    }

    @Test
    void aChunkThatIsWantedAndUnmappedForItsMappingIsWantedNoMore() {
        final AuditedMemory memory = open(OPTIONS.maxMappings(2));
        useAndReclaim(memory, LARGE_BYTES);
        final Block other = memory.memory().allocate(LARGE_BYTES);
        final Block larger = memory.memory().allocate(3 * LARGE_BYTES);
        assertEquals(0, memory.stats().retainedBytes());
        assertEquals(0, memory.memory().reclaim(Long.MAX_VALUE));
        memory.memory().release(other);
        memory.memory().release(larger);
    }

    @Test
    void aMappingThatIsNeededIsTakenFromWhatIsStale() {
        final AuditedMemory memory = open(OPTIONS.maxMappings(1));
        useAndReclaim(memory, LARGE_BYTES);
        useAndReclaim(memory, 3 * LARGE_BYTES);
        use(memory, LARGE_BYTES);
        assertEquals(3, memory.stats().mapCalls());
    }

    @Test
    void aPrefixIsGivenBackAndDoesNotCount() {
        final AuditedMemory memory =
                open(OPTIONS.maxBytes(LARGE_BYTES + 100_000).prefault(MemoryOptions.Prefault.LAZY));
        final Block block = memory.memory().allocate(LARGE_BYTES);
        BlockPattern.write(block, 1);
        while (block.giveBackPrefix(LARGE_BYTES / 2)) {
            // The next piece.
        }
        assertEquals(LARGE_BYTES / 2, memory.stats().usedBytes());
        assertEquals(1, memory.os().mincore(block.address()));
        use(memory, LARGE_BYTES / 2);
        memory.memory().release(block);
        memory.memory().reclaim(Long.MAX_VALUE);
        use(memory, LARGE_BYTES);
    }

    @Test
    void aKernelWithoutItDropsAtOnce() {
        final AuditedMemory memory = open(OPTIONS, FaultyOs.ofLinux().withoutLazyFree());
        final long address = useAndReclaim(memory, LARGE_BYTES);
        assertEquals(0, memory.os().mincore(address));
        assertEquals(address, useAndReclaim(memory, LARGE_BYTES));
        assertEquals(1, memory.stats().mapCalls());
    }
}
