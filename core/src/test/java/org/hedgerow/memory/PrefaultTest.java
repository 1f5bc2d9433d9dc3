package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Blocks whose memory is there before it is touched. */
class PrefaultTest {

    private static final long BLOCK_BYTES = 16 << 20;
    private static final MemoryOptions SMALL_PAGES =
            MemoryOptions.defaults().mapReserve(0).hugePages(MemoryOptions.HugePages.NEVER);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void lazyBlocksArePopulatedByTouchAlone() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.LAZY, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            assertEquals(Long.MAX_VALUE, block.prefaultedBytes(BLOCK_BYTES), "there is nothing to wait for");
            assertEquals(0, residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void eagerBlocksAreThereAtOnce() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.EAGER, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            assertEquals(BLOCK_BYTES / pageBytes(), residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void whatIsNeededIsThereAtOnceAPieceAtATime() {
        final List<Long> calls = new ArrayList<>();
        final MemoryOptions options = MemoryOptions.defaults().mapReserve(0).prefault(MemoryOptions.Prefault.EAGER);
        try (GuardedMemory memory = GuardedMemory.open(options, whilePopulating(calls::add))) {
            final Block block = memory.allocateGrowing(BLOCK_BYTES, "a test");
            assertEquals(List.of(), calls);
            final long half = BLOCK_BYTES / 2;
            block.need(half);
            assertEquals(half / pageBytes(), residentPages(block), "no more than is needed");
            block.need(BLOCK_BYTES);
            assertEquals(BLOCK_BYTES / pageBytes(), residentPages(block));
            final long pieceBytes = ((Chunk) block.origin()).pieceBytes();
            assertEquals(Collections.nCopies(Math.toIntExact(BLOCK_BYTES / pieceBytes), pieceBytes), calls);
            memory.release(block);
        }
    }

    @Test
    void blocksArePopulatedAheadAsFarAsTheirOwnerAsks() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            assertEquals(0, residentPages(block));
            final long goal = 4 << 20;
            await(() -> block.prefaultedBytes(goal) >= goal);
            assertEquals(goal / pageBytes(), residentPages(block));
            assertEquals(0, RawMemory.getLong(block.address()), "what is populated reads as zero");
            await(() -> block.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES);
            assertEquals(BLOCK_BYTES / pageBytes(), residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void whatWasGivenBackAtTheEndIsPopulatedAgain() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocateGrowing(BLOCK_BYTES, "a test");
            final long half = BLOCK_BYTES / 2;
            block.need(half);
            await(() -> block.prefaultedBytes(BLOCK_BYTES) >= half);
            assertEquals(half / pageBytes(), residentPages(block), "no more than is needed");
            block.need(BLOCK_BYTES);
            await(() -> block.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES);
            while (block.giveBackSuffix(half)) {
                // The next piece.
            }
            assertEquals(half, block.prefaultedBytes(half));
            assertEquals(half / pageBytes(), residentPages(block));
            block.need(BLOCK_BYTES);
            await(() -> block.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES);
            assertEquals(BLOCK_BYTES / pageBytes(), residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void whatLiesBehindTheBlockThatWasBeforeIsPopulatedAsWell() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux())) {
            final Block before = memory.memory().allocateGrowing(BLOCK_BYTES, "a test");
            before.need(1);
            memory.memory().release(before);
            final Block block = memory.memory().allocateGrowing(BLOCK_BYTES, "a test");
            assertEquals(before.address(), block.address(), "reused at once");
            block.need(BLOCK_BYTES);
            await(() -> block.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES);
            assertEquals(BLOCK_BYTES / pageBytes(), residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void whatIsGivenBackBehindTheEndOfABlockKeepsNothingFromBeingPopulated() {
        try (AuditedMemory memory = AuditedMemory.open(SMALL_PAGES, FaultyOs.ofLinux())) {
            memory.memory().release(memory.memory().allocate(BLOCK_BYTES));
            memory.memory().reclaim(1); // so that the next block need not be touched to be zero
            final long bytes = BLOCK_BYTES - BLOCK_BYTES / 4 + 1;
            final Block block = memory.memory().allocateGrowing(bytes, "a test");
            await(() -> block.prefaultedBytes(bytes) >= bytes);
            while (block.giveBackSuffix(bytes)) {
                // The next piece.
            }
            block.prefaultedBytes(bytes);
            final Block other = memory.memory().allocate(BLOCK_BYTES);
            await(() -> other.prefaultedBytes(1) >= 1); // which comes after the first
            memory.memory().release(other);
            while (block.giveBackSuffix(0)) {
                // The next piece.
            }
            block.need(bytes);
            await(() -> block.prefaultedBytes(bytes) >= bytes);
            assertEquals(bytes / pageBytes() + 1, residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void nobodyWaitsForMemoryThatDoesNotCome() {
        final FaultyOs os = FaultyOs.ofLinux();
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, os)) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            os.faults(Faults.every(Faults.Call.MADVISE, Errno.EINVAL));
            await(() -> block.prefaultedBytes(1) == Long.MAX_VALUE);
            memory.memory().release(block);
        }
    }

    @Test
    void smallBlocksAreNotWaitedFor() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(100);
            assertEquals(Long.MAX_VALUE, block.prefaultedBytes(100));
            memory.memory().release(block);
        }
    }

    @Test
    void aPieceOfAnEarlierLifeOfAChunkCountsUntilItIsOver() {
        final List<Chunk> chunks = new ArrayList<>();
        final List<Boolean> answers = new ArrayList<>();
        final Os os = whilePopulating(_ -> {
            final Chunk chunk = chunks.getFirst();
            new Populating(chunk).raise(1);
            answers.add(chunk.isBeingPopulated());
        });
        final ChunkPool pool =
                new ChunkPool("prefault", MemoryOptions.defaults().mapReserve(0), new ChunkFactory(os));
        final Chunk chunk = pool.takeZero(BLOCK_BYTES);
        chunks.add(chunk);
        final Populating populating = new Populating(chunk);
        populating.raise(1);
        populating.doPiece();
        assertEquals(List.of(true), answers, "during the piece, in the next life");
        assertFalse(chunk.isBeingPopulated(), "after the piece");
        pool.retire(chunk);
        pool.unmapUnused();
    }

    @Test
    void whatWasGivenBackDuringAPieceIsNotPopulated() {
        final List<Populating> populatings = new ArrayList<>();
        final Os os = whilePopulating(_ -> {
            if (populatings.getFirst().populatedBytes() == 3 * Chunk.SMALL_PIECE_BYTES) {
                populatings.getFirst().lower(Chunk.SMALL_PIECE_BYTES);
            }
        });
        final ChunkPool pool = new ChunkPool("prefault", SMALL_PAGES, new ChunkFactory(os));
        final Chunk chunk = pool.takeZero(BLOCK_BYTES);
        chunk.beginUse();
        final Populating populating = new Populating(chunk);
        populatings.add(populating);
        populating.raise(BLOCK_BYTES);
        while (populating.doPiece()) {
            // The next piece.
        }
        assertEquals(Chunk.SMALL_PIECE_BYTES, populating.populatedBytes());
        pool.retire(chunk);
        pool.unmapUnused();
    }

    @Test
    void whatIsNotNeededAnyMoreIsSkippedInWholePieces() {
        withPopulating((populating, os) -> {
            populating.skip(Chunk.SMALL_PIECE_BYTES + 1);
            assertEquals(Chunk.SMALL_PIECE_BYTES, populating.populatedBytes());
            populating.raise(3 * Chunk.SMALL_PIECE_BYTES);
            while (populating.doPiece()) {
                // The next piece.
            }
            assertEquals(3 * Chunk.SMALL_PIECE_BYTES, populating.populatedBytes());
        });
    }

    @Test
    void whereTheHeapIsFullNobodyWaits() {
        withPopulating((populating, os) -> {
            populating.raise(BLOCK_BYTES);
            os.faults(Faults.fullHeap(1, 1));
            assertFalse(populating.doPiece());
            assertEquals(Long.MAX_VALUE, populating.populatedBytes());
            populating.lower(0);
            assertEquals(Long.MAX_VALUE, populating.populatedBytes(), "nor later on");
        });
    }

    private static void withPopulating(final BiConsumer<Populating, FaultyOs> action) {
        final FaultyOs os = FaultyOs.ofLinux();
        final ChunkPool pool = new ChunkPool("prefault", SMALL_PAGES, new ChunkFactory(os));
        final Chunk chunk = pool.takeZero(BLOCK_BYTES);
        chunk.beginUse();
        action.accept(new Populating(chunk), os);
        pool.retire(chunk);
        pool.unmapUnused();
    }

    @Test
    void whatIsZeroedBeforeItIsWrittenIsNotWaitedFor() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux())) {
            final Block before = memory.memory().allocate(BLOCK_BYTES);
            memory.memory().release(before);
            final Block block = memory.memory().allocateUnzeroed(BLOCK_BYTES, "a test");
            assertEquals(before.address(), block.address(), "reused at once");
            assertEquals(Long.MAX_VALUE, block.prefaultedBytes(BLOCK_BYTES));
            memory.memory().release(block);
        }
    }

    @Test
    void ofAPieceOfAnEarlierLifeNoMoreIsGivenBackThanWasAskedForThen() {
        final ChunkPool pool = new ChunkPool("prefault", SMALL_PAGES, new ChunkFactory(FaultyOs.ofLinux()));
        final Chunk chunk = pool.takeAny(BLOCK_BYTES);
        chunk.beginToGrow();
        chunk.noteNeededUpTo(Chunk.SMALL_PIECE_BYTES);
        pool.retire(chunk);
        assertEquals(Chunk.SMALL_PIECE_BYTES, pool.giveBackPiece());
        assertEquals(chunk, pool.takeAny(BLOCK_BYTES));
        chunk.setBeingPopulated(true);
        chunk.beginToGrow();
        chunk.setBeingPopulated(false);
        assertEquals(0, chunk.neededBytes());
        pool.retire(chunk);
        assertEquals(Chunk.SMALL_PIECE_BYTES, pool.retiredBytes());
        pool.unmapUnused();
    }

    /** Its addresses might be another's before the piece is over. */
    @Test
    void aChunkIsNotUnmappedDuringAPiece() throws InterruptedException {
        final FaultyOs os = FaultyOs.ofLinux();
        final MemoryOptions options = MemoryOptions.defaults().mapReserve(0).retainBytes(0);
        final ChunkPool pool = new ChunkPool("prefault", options, new ChunkFactory(os));
        final Chunk chunk = pool.takeZero(pageBytes());
        chunk.beginUse();
        chunk.setBeingPopulated(true);
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> pool.retire(chunk), "who releases it does not wait");
        assertEquals(pageBytes(), pool.retiredBytes());
        final Thread unmapping = Thread.ofPlatform().start(pool::unmapUnused);
        assertFalse(unmapping.join(Duration.ofMillis(100)), "who unmaps it does");
        assertEquals(1, os.mappings());
        chunk.setBeingPopulated(false);
        assertTrue(unmapping.join(PATIENCE));
        assertEquals(0, os.mappings());
    }

    /** The running system, with something to be done during each call that populates so many bytes. */
    private static Os whilePopulating(final LongConsumer action) {
        final Os real = LinuxOs.instance();
        return (Os) Proxy.newProxyInstance(
                Os.class.getClassLoader(), new Class<?>[] {Os.class}, (_, method, arguments) -> {
                    if (method.getName().equals("madvise") && arguments[2].equals(Os.MADV_POPULATE_WRITE)) {
                        action.accept((long) arguments[1]);
                    }
                    return method.invoke(real, arguments);
                });
    }

    @Test
    void theHelperIsADaemonAndEndsWithItsMemory() {
        final AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux());
        final Block block = memory.memory().allocate(BLOCK_BYTES);
        final long before = helpers();
        await(() -> block.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES);
        assertTrue(Thread.getAllStackTraces().keySet().stream()
                .filter(PrefaultTest::isHelper)
                .allMatch(Thread::isDaemon));
        memory.memory().release(block);
        memory.close();
        await(() -> helpers() <= before);
    }

    private static AuditedMemory open(final MemoryOptions.Prefault prefault, final FaultyOs os) {
        return AuditedMemory.open(MemoryOptions.defaults().mapReserve(0).prefault(prefault), os);
    }

    private static void await(final BooleanSupplier condition) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> {
            while (!condition.getAsBoolean()) {
                Thread.onSpinWait();
            }
        });
    }

    private static long residentPages(final Block block) {
        long resident = 0;
        for (long offset = 0; offset < block.bytes(); offset += pageBytes()) {
            resident += LinuxOs.instance().mincore(block.address() + offset);
        }
        return resident;
    }

    private static int pageBytes() {
        return LinuxOs.instance().pageBytes();
    }

    private static long helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(PrefaultTest::isHelper)
                .count();
    }

    private static boolean isHelper(final Thread thread) {
        return thread.getName().equals("hedgerow-helper");
    }

    @Test
    void whatIsGivenBackIsNotPopulatedAfterThat() {
        try (AuditedMemory memory = AuditedMemory.open(SMALL_PAGES, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            block.prefaultedBytes(BLOCK_BYTES);
            while (block.giveBackPrefix(BLOCK_BYTES)) {
                // The next piece.
            }
            assertEquals(BLOCK_BYTES, block.prefaultedBytes(BLOCK_BYTES), "there is nothing to wait for");
            memory.memory().release(block);
            while (memory.memory().reclaim(Long.MAX_VALUE) > 0) {
                // The next piece.
            }
            // One piece at the most was under way.
            assertTrue(residentPages(block) <= Chunk.SMALL_PIECE_BYTES / pageBytes());
        }
    }

    @Test
    void whatWasGivenBackBeforeAnythingWasPopulatedIsNotPopulated() {
        try (AuditedMemory memory = AuditedMemory.open(SMALL_PAGES, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            while (block.giveBackPrefix(BLOCK_BYTES / 2)) {
                // The next piece.
            }
            await(() -> block.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES);
            assertEquals(BLOCK_BYTES / 2 / pageBytes(), residentPages(block));
            memory.memory().release(block);
        }
    }

    @Test
    void whatIsReleasedIsNotPopulatedAfterThat() {
        try (AuditedMemory memory = AuditedMemory.open(SMALL_PAGES, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            final CountDownLatch begun = new CountDownLatch(1);
            final CountDownLatch mayEnd = new CountDownLatch(1);
            memory.os().faults((call, number) -> {
                begun.countDown();
                await(() -> mayEnd.getCount() == 0);
                return null;
            });
            block.prefaultedBytes(BLOCK_BYTES);
            await(() -> begun.getCount() == 0);
            memory.memory().release(block);
            mayEnd.countDown();
            final Block next = memory.memory().allocate(BLOCK_BYTES);
            await(() -> next.prefaultedBytes(BLOCK_BYTES) >= BLOCK_BYTES); // which comes after the first
            assertTrue(residentPages(block) <= Chunk.SMALL_PIECE_BYTES / pageBytes(), "one piece was under way");
            memory.memory().release(next);
        }
    }

    @Test
    void aReleasedBlockIsNotPopulated() {
        try (AuditedMemory memory = open(MemoryOptions.Prefault.AHEAD, FaultyOs.ofLinux())) {
            final Block block = memory.memory().allocate(BLOCK_BYTES);
            memory.memory().release(block);
            assertThrows(IllegalStateException.class, () -> block.prefaultedBytes(1));
        }
    }
}
