package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.hedgerow.memory.MemoryOptions.Decommit;
import org.hedgerow.memory.MemoryOptions.HugePages;
import org.hedgerow.memory.MemoryOptions.Prefault;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.LinuxOs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks of which only what their owner asks for counts as in use. */
class GrowingBlockTest {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private static final MemoryOptions OPTIONS =
            AuditedMemory.tinyOptions().maxBytes(4 * MIB).hugePages(HugePages.NEVER);

    private AuditedMemory memory = AuditedMemory.open(OPTIONS);

    @AfterEach
    void nothingIsLeft() {
        assertEquals(0, memory.stats().usedBytes());
        memory.close();
    }

    private Block allocate(final long bytes) {
        return memory.memory().allocateGrowing(bytes, "a test");
    }

    @Test
    void whatIsAskedForCountsInWholePieces() {
        final Block block = allocate(64 * MIB);
        assertEquals(0, block.neededBytes());
        assertEquals(0, memory.stats().usedBytes());
        block.need(1);
        assertEquals(256 * KIB, block.neededBytes());
        block.need(256 * KIB);
        assertEquals(256 * KIB, memory.stats().usedBytes());
        block.need(600 * KIB);
        assertEquals(768 * KIB, block.neededBytes());
        block.need(300 * KIB);
        assertEquals(768 * KIB, memory.stats().usedBytes());
        memory.memory().release(block);
    }

    @Test
    void moreThanTheLimitIsRefusedAndNothingChanges() {
        final Block block = allocate(64 * MIB);
        block.need(3 * MIB);
        assertThrows(MemoryLimitException.class, () -> block.need(5 * MIB));
        assertEquals(3 * MIB, block.neededBytes());
        assertEquals(3 * MIB, memory.stats().usedBytes());
        block.need(4 * MIB);
        assertThrows(MemoryLimitException.class, () -> memory.memory().allocate(64 * KIB));
        assertTrue(block.giveBackSuffix(3 * MIB));
        memory.memory().release(memory.memory().allocate(64 * KIB));
        memory.memory().release(block);
        memory.memory().trim();
        memory.memory().release(memory.memory().allocate(4 * MIB));
    }

    @Test
    void whatIsGivenBackAtTheEndIsZeroAgain() {
        final Block block = allocate(MIB);
        block.need(MIB);
        BlockPattern.write(block, 1);
        assertFalse(block.giveBackSuffix(800 * KIB), "less than a piece");
        assertTrue(block.giveBackSuffix(500 * KIB));
        assertEquals(768 * KIB, block.neededBytes());
        assertTrue(block.giveBackSuffix(500 * KIB));
        assertFalse(block.giveBackSuffix(500 * KIB));
        assertEquals(512 * KIB, memory.stats().usedBytes());
        block.need(MIB);
        for (long offset = 512 * KIB; offset < MIB; offset += Long.BYTES) {
            assertEquals(0, RawMemory.getLong(block.address() + offset));
        }
        memory.memory().release(block);
    }

    @Test
    void theLastPieceMayBeASmallOne() {
        final Block block = allocate(300 * KIB);
        block.need(299 * KIB);
        assertEquals(300 * KIB, block.neededBytes());
        assertFalse(block.giveBackSuffix(100 * KIB));
        assertTrue(block.giveBackSuffix(0));
        assertEquals(256 * KIB, block.neededBytes());
        assertTrue(block.giveBackSuffix(0));
        assertEquals(0, block.neededBytes());
        assertFalse(block.giveBackSuffix(0));
        memory.memory().release(block);
    }

    @Test
    void bothEndsCanBeGivenBack() {
        final Block block = allocate(2 * MIB);
        block.need(MIB);
        assertTrue(block.giveBackPrefix(512 * KIB));
        assertFalse(block.giveBackPrefix(512 * KIB));
        assertTrue(block.giveBackSuffix(700 * KIB));
        assertEquals(256 * KIB, memory.stats().usedBytes());
        memory.memory().release(block);
    }

    @Test
    void whatDoesNotCountIsNotGivenBackOfEitherEnd() {
        final Block block = allocate(2 * MIB);
        block.need(300 * KIB);
        assertTrue(block.giveBackPrefix(2 * MIB));
        assertFalse(block.giveBackPrefix(2 * MIB), "it was not asked for");
        assertEquals(0, memory.stats().usedBytes());
        block.need(MIB);
        assertFalse(block.giveBackPrefix(768 * KIB), "it was the last one");
        assertEquals(256 * KIB, memory.stats().usedBytes());
        assertTrue(block.giveBackSuffix(0));
        assertFalse(block.giveBackSuffix(0), "it was given back");
        assertEquals(0, memory.stats().usedBytes());
        memory.memory().release(block);
    }

    @Test
    void whatNobodyAskedForIsNotGivenBackBeforeItIsReused() {
        for (final Decommit decommit : Decommit.values()) {
            nothingIsLeft();
            memory = AuditedMemory.open(OPTIONS.retainBytes(64 * MIB).decommit(decommit));
            final Block first = allocate(2 * MIB);
            first.need(MIB);
            RawMemory.fill(first.address(), MIB, (byte) 1);
            assertTrue(first.giveBackSuffix(700 * KIB));
            memory.memory().release(first);
            assertTrue(
                    memory.stats().retiredBytes() <= MIB, () -> memory.stats().toString());
            memory.memory().reclaim(MIB);
            assertEquals(0, memory.stats().retiredBytes());
            assertEquals(2 * MIB, memory.stats().retainedBytes());
            memory.memory().release(memory.memory().allocate(2 * MIB)); // What is stale is dropped for the next one.
            memory.memory().reclaim(Long.MAX_VALUE);
            final Block second = memory.memory().allocate(2 * MIB);
            BlockPattern.checkZero(second);
            memory.memory().release(second);
        }
    }

    @Test
    void nothingIsGivenBackTwiceByBothEnds() {
        final Block block = allocate(2 * MIB);
        block.need(MIB);
        assertTrue(block.giveBackPrefix(512 * KIB));
        assertFalse(block.giveBackPrefix(512 * KIB));
        assertTrue(block.giveBackSuffix(0));
        assertTrue(block.giveBackSuffix(0));
        assertFalse(block.giveBackSuffix(0));
        assertEquals(512 * KIB, block.neededBytes());
        assertEquals(0, memory.stats().usedBytes());
        assertFalse(block.giveBackPrefix(2 * MIB));
        block.need(MIB);
        assertEquals(512 * KIB, memory.stats().usedBytes());
        memory.memory().release(block);
        checkThatAllOfTheLimitIsThere();
    }

    private void checkThatAllOfTheLimitIsThere() {
        memory.memory().trim();
        assertThrows(MemoryLimitException.class, () -> memory.memory().allocate(4 * MIB + 1));
        memory.memory().release(memory.memory().allocate(4 * MIB));
    }

    @Test
    void atTheStartOnlyWhatWasAskedForIsGivenBack() {
        final Block block = allocate(MIB);
        assertFalse(block.giveBackPrefix(MIB));
        block.need(512 * KIB);
        assertTrue(block.giveBackPrefix(MIB));
        assertFalse(block.giveBackPrefix(MIB));
        assertFalse(block.giveBackPrefix(MIB));
        assertEquals(0, memory.stats().usedBytes());
        block.need(MIB);
        assertEquals(512 * KIB, memory.stats().usedBytes());
        memory.memory().release(block);
    }

    @Test
    void ofOtherBlocksAllCounts() {
        final Block growing = allocate(1_000);
        final Block chunk = memory.memory().allocate(MIB);
        for (final Block block : new Block[] {growing, chunk}) {
            assertEquals(block.bytes(), block.neededBytes());
            block.need(block.bytes());
            assertEquals(block.bytes(), block.neededBytes());
        }
        assertFalse(growing.giveBackSuffix(0));
        assertTrue(chunk.giveBackSuffix(0));
        memory.memory().release(growing);
        memory.memory().release(chunk);
    }

    @Test
    void whatIsResidentYetCounts() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.prefault(Prefault.AHEAD));
        final Block before = memory.memory().allocate(MIB);
        BlockPattern.write(before, 1);
        memory.memory().release(before);
        final Block block = allocate(MIB);
        assertEquals(before.address(), block.address(), "reused at once");
        assertEquals(MIB, block.neededBytes());
        assertEquals(MIB, memory.stats().usedBytes());
        memory.memory().release(block);
    }

    @Test
    void ofAChunkThatIsReusedOnlyWhatWasAskedForBeforeCounts() {
        final Block before = allocate(64 * MIB);
        before.need(300 * KIB);
        memory.memory().release(before);
        final Block block = allocate(64 * MIB);
        assertEquals(before.address(), block.address(), "the limit has room for that");
        assertTrue(block.neededBytes() <= 512 * KIB, () -> block.neededBytes() + " count at once");
        assertEquals(block.neededBytes(), memory.stats().usedBytes());
        block.need(4 * MIB);
        assertThrows(MemoryLimitException.class, () -> block.need(4 * MIB + 1));
        memory.memory().release(block);
        checkThatAllOfTheLimitIsThere();
    }

    @Test
    void ofAChunkThatWasGivenBackNothingCounts() {
        final Block before = allocate(MIB / 4);
        before.need(MIB / 4);
        memory.memory().release(before);
        memory.memory().reclaim(Long.MAX_VALUE);
        final Block block = allocate(MIB / 4);
        assertEquals(1, memory.stats().mapCalls(), "reused");
        assertEquals(0, block.neededBytes());
        memory.memory().release(block);
    }

    @Test
    void whereTheSystemRefusesNothingIsGivenBack() {
        final Block block = allocate(MIB);
        block.need(MIB);
        memory.os().faults(Faults.nth(1, Errno.EAGAIN));
        assertFalse(block.giveBackSuffix(0));
        assertEquals(MIB, memory.stats().usedBytes());
        memory.os().faults(Faults.fullHeap(1, 1));
        assertFalse(block.giveBackSuffix(0));
        memory.os().faults(Faults.none());
        assertTrue(block.giveBackSuffix(0));
        memory.memory().release(block);
    }

    @Test
    void whatIsGivenBackAtTheEndIsZeroAgainWhereElseMemoryIsFreedLazily() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.decommit(Decommit.FREE));
        final Block block = allocate(MIB);
        block.need(MIB);
        BlockPattern.write(block, 1);
        while (block.giveBackSuffix(0)) {
            // The next piece.
        }
        assertEquals(0, memory.stats().usedBytes());
        block.need(MIB);
        BlockPattern.checkZero(block);
        memory.memory().release(block);
        checkThatAllOfTheLimitIsThere();
    }

    @ParameterizedTest
    @ValueSource(longs = {4 * KIB - 100, 4 * KIB, 4 * KIB + 1, 300 * KIB, 700 * KIB + 1})
    void theLimitIsAsItWasWhenAllIsReleased(final long bytes) {
        for (int i = 0; i < 20; i++) {
            final Block block = allocate(bytes);
            block.need(1);
            assertTrue(block.neededBytes() <= bytes);
            block.need(bytes);
            assertEquals(bytes, block.neededBytes());
            memory.memory().release(block);
        }
        checkThatAllOfTheLimitIsThere();
    }

    @Test
    void ofTheLargestThatSharesAChunkAllCounts() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.largeBlockBytes(256 * KIB).maxBytes(MIB));
        final Block[] blocks = {allocate(256 * KIB), allocate(256 * KIB), allocate(256 * KIB)};
        assertThrows(MemoryLimitException.class, () -> memory.memory().allocate(300 * KIB));
        for (final Block block : blocks) {
            assertEquals(256 * KIB, block.neededBytes());
            memory.memory().release(block);
        }
    }

    @Test
    void aResidentChunkForWhichTheLimitHasNoRoomIsNotTaken() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.prefault(Prefault.AHEAD));
        final Block other = memory.memory().allocate(2 * MIB);
        final Block before = memory.memory().allocate(2 * MIB);
        memory.memory().release(before);
        final Block resident = allocate(2 * MIB);
        assertEquals(2 * MIB, resident.neededBytes());
        final Block fresh = allocate(2 * MIB);
        assertEquals(0, fresh.neededBytes());
        assertThrows(MemoryLimitException.class, () -> fresh.need(1));
        memory.memory().release(resident);
        fresh.need(2 * MIB);
        memory.memory().release(fresh);
        memory.memory().release(other);
        checkThatAllOfTheLimitIsThere();
    }

    @Test
    void eagerlyWhatIsAskedForIsBacked() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.prefault(Prefault.EAGER));
        final Block block = allocate(8 * MIB);
        assertEquals(0, residentBytes(block));
        block.need(300 * KIB);
        assertEquals(512 * KIB, residentBytes(block));
        block.need(MIB);
        assertEquals(MIB, residentBytes(block));
        memory.memory().release(block);
    }

    @Test
    void ofAChunkThatIsReusedNoMoreIsBackedThanWasAskedForBefore() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.prefault(Prefault.EAGER).maxBytes(Long.MAX_VALUE));
        final Block before = allocate(64 * MIB);
        before.need(300 * KIB);
        memory.memory().release(before);
        final Block block = allocate(64 * MIB);
        assertEquals(before.address(), block.address(), "reused at once");
        assertTrue(residentBytes(block) <= 512 * KIB, () -> residentBytes(block) + " are backed");
        memory.memory().release(block);
    }

    private static long residentBytes(final Block block) {
        final LinuxOs os = LinuxOs.instance();
        long pages = 0;
        for (long offset = 0; offset < block.bytes(); offset += os.pageBytes()) {
            pages += os.mincore(block.address() + offset);
        }
        return pages * os.pageBytes();
    }

    @Test
    void whatTheHeapHasNoRoomToBackIsThereAllTheSame() {
        nothingIsLeft();
        memory = AuditedMemory.open(OPTIONS.prefault(Prefault.EAGER));
        final Block block = allocate(MIB);
        memory.os().faults(Faults.fullHeap(1, 1));
        block.need(MIB);
        memory.os().faults(Faults.none());
        BlockPattern.write(block, 1);
        BlockPattern.check(block, 1);
        memory.memory().release(block);
    }

    @Test
    void boundsAreChecked() {
        final Block block = allocate(MIB);
        assertThrows(IndexOutOfBoundsException.class, () -> block.need(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> block.need(MIB + 1));
        assertThrows(IndexOutOfBoundsException.class, () -> block.giveBackSuffix(-1));
        assertThrows(IndexOutOfBoundsException.class, () -> block.giveBackSuffix(MIB + 1));
        memory.memory().release(block);
        assertThrows(IllegalStateException.class, () -> block.need(1));
        assertThrows(IllegalStateException.class, () -> block.giveBackSuffix(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whatCountsIsWhatIsBetweenBothEnds(final long seed) {
        final Random random = new Random(seed);
        final long bytes = 8 * MIB + 40 * KIB;
        final Block block = allocate(bytes);
        long from = 0;
        for (int i = 0; i < 300; i++) {
            final long before = block.neededBytes();
            final long offset = Math.min(bytes, from + random.nextLong(4 * MIB));
            final int choice = random.nextInt(8);
            if (choice < 3) {
                block.giveBackSuffix(offset);
            } else if (choice > 3) {
                attempt(() -> block.need(offset));
            } else if (before - from >= 256 * KIB) {
                from += 256 * KIB;
                block.giveBackPrefix(from);
            }
            assertEquals(block.neededBytes() - from, memory.stats().usedBytes());
            memory.audit();
        }
        memory.memory().release(block);
    }

    private static void attempt(final Runnable operation) {
        try {
            operation.run();
        } catch (final MemoryLimitException e) {
            assertTrue(e.getMessage().contains("limit"), e.getMessage());
        }
    }
}
