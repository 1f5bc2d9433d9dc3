package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the helper gives back, by a clock of the test's; and that memory goes back by the clock of the system. */
class HousekeepingTest {

    private static final long SPARE_BYTES = 64 << 10;
    private static final long CHUNK_BYTES = 8 << 20;
    private static final long LARGE_CHUNK_BYTES = 2 * Housekeeping.LARGE_CHUNK_BYTES;

    private static final MemoryOptions OPTIONS = MemoryOptions.defaults()
            .minChunkBytes(SPARE_BYTES)
            .mapReserve(0)
            .hugePages(MemoryOptions.HugePages.NEVER)
            .prefault(MemoryOptions.Prefault.LAZY);

    private static final MemoryOptions HELPED = OPTIONS.prefault(MemoryOptions.Prefault.AHEAD);

    private final FaultyOs os = FaultyOs.ofLinux();
    private final ChunkPool pool = new ChunkPool("housekeeping", OPTIONS, new ChunkFactory(os));
    private final Object lock = new Object();
    private final Housekeeping housekeeping = housekeepingOf(pool, OPTIONS);

    private long nanos;

    private Housekeeping housekeepingOf(final ChunkPool chunks, final MemoryOptions options) {
        return new Housekeeping(
                lock,
                options,
                new ByteBudget("test", OPTIONS.maxBytes()),
                new SharedChunks(chunks, OPTIONS.minChunkBytes(), os.pageBytes()),
                chunks,
                () -> nanos);
    }

    @AfterEach
    void unmap() {
        os.faults(Faults.none());
        pool.unmapUnused();
    }

    @Test
    void thereIsNothingToDoAtFirst() {
        assertEquals(Helper.Chore.DONE, housekeeping.help());
    }

    @Test
    void whatNobodyNeededForARoundGoesBackInPieces() {
        retire();
        assertEquals(Housekeeping.ROUND_NANOS, housekeeping.help(), "the first round begins");
        nanos += Housekeeping.ROUND_NANOS - 1;
        assertEquals(1, housekeeping.help());
        assertEquals(CHUNK_BYTES, pool.retiredBytes());
        nanos++;
        housekeeping.help();
        assertEquals(CHUNK_BYTES - Chunk.SMALL_PIECE_BYTES, pool.retiredBytes(), "a piece at a time");
        final int pieces = helpToTheEnd();
        assertTrue(pool.retiredBytes() <= SPARE_BYTES, () -> pool.retiredBytes() + " are left");
        assertEquals(CHUNK_BYTES / Chunk.SMALL_PIECE_BYTES - 1, pieces);
    }

    @Test
    void whatComesAndGoesStays() {
        final Chunk first = pool.takeShared(CHUNK_BYTES);
        first.beginUse();
        Chunk present = first;
        for (int i = 0; i < 10; i++) {
            pool.retire(present);
            housekeeping.note();
            nanos += Housekeeping.ROUND_NANOS / 2;
            helpToTheEnd();
            assertEquals(CHUNK_BYTES, pool.retiredBytes());
            present = pool.takeShared(CHUNK_BYTES);
            housekeeping.note();
            nanos += Housekeeping.ROUND_NANOS / 2;
            helpToTheEnd();
            assertEquals(first, present);
            assertEquals(0, present.givenBackBytes());
        }
        pool.retire(present);
        housekeeping.note();
    }

    @Test
    void ofWhatComesAndGoesTheRestGoesBack() {
        retire();
        final Chunk other = pool.takeZero(CHUNK_BYTES / 2);
        other.beginUse();
        helpToTheEnd();
        pool.retire(other);
        housekeeping.note();
        nanos += Housekeeping.ROUND_NANOS;
        helpToTheEnd();
        assertTrue(pool.retiredBytes() >= CHUNK_BYTES / 2, "that is what came");
        assertTrue(pool.retiredBytes() <= CHUNK_BYTES / 2 + SPARE_BYTES, "the rest was there all the time");
    }

    @Test
    void whatWasGivenBackLazilyIsDroppedToBeUnmapped() {
        final MemoryOptions options =
                OPTIONS.decommit(MemoryOptions.Decommit.FREE).retainBytes(0);
        final ChunkPool lazy = new ChunkPool("lazy", options, new ChunkFactory(os));
        final Housekeeping lazily = housekeepingOf(lazy, OPTIONS);
        retire(lazy, lazily);
        helpToTheEnd(lazily);
        nanos += Housekeeping.ROUND_NANOS;
        final int pieces = helpToTheEnd(lazily);
        assertEquals(2 * CHUNK_BYTES / Chunk.SMALL_PIECE_BYTES, pieces);
        assertEquals(0, lazy.mappedBytes());
        assertEquals(Helper.Chore.DONE, lazily.help());
    }

    @Test
    void whereTheSystemTakesNoPieceTheChunkIsUnmapped() {
        retire();
        helpToTheEnd();
        os.faults(Faults.every(Faults.Call.MADVISE, Errno.EINVAL));
        nanos += Housekeeping.ROUND_NANOS;
        assertTrue(helpToTheEnd() <= 1);
        assertEquals(0, pool.retiredBytes());
        assertEquals(0, pool.mappedBytes());
    }

    @Test
    void whereTheSystemTakesNoPieceOfABlockTheNextOneHasItsTurn() {
        final Chunk first = use(CHUNK_BYTES);
        final Chunk second = use(CHUNK_BYTES);
        os.faults((call, number) -> number <= 3 ? Errno.EAGAIN : null);
        needLess(first, 1);
        needLess(second, 1);
        assertEquals(2 * Chunk.SMALL_PIECE_BYTES, housekeeping.unneededBytes(), "either was refused");
        assertEquals(0, housekeeping.giveBackPiece(), "the first is refused again");
        assertEquals(Chunk.SMALL_PIECE_BYTES, housekeeping.giveBackPiece());
        assertEquals(0, second.unneededBytes());
        assertEquals(Chunk.SMALL_PIECE_BYTES, first.unneededBytes());
        assertEquals(Chunk.SMALL_PIECE_BYTES, housekeeping.giveBackPiece());
        assertEquals(0, housekeeping.unneededBytes());
        endUse(first);
        endUse(second);
    }

    @ParameterizedTest
    @ValueSource(longs = {CHUNK_BYTES, LARGE_CHUNK_BYTES})
    void whereTheSystemTakesNothingItIsNotAskedBeforeTheNextRound(final long bytes) {
        final Chunk chunk = use(bytes);
        os.faults(Faults.every(Faults.Call.MADVISE, Errno.EAGAIN));
        needLess(chunk, 4);
        helpToTheEnd();
        nanos += Housekeeping.ROUND_NANOS;
        assertEquals(Housekeeping.PAUSE_NANOS, housekeeping.help());
        final long calls = os.calls(Faults.Call.MADVISE);
        assertEquals(Housekeeping.ROUND_NANOS, housekeeping.help());
        assertEquals(calls, os.calls(Faults.Call.MADVISE));
        os.faults(Faults.none());
        nanos += Housekeeping.ROUND_NANOS;
        helpToTheEnd();
        assertEquals(0, chunk.unneededBytes());
        endUse(chunk);
    }

    @Test
    void whatALargeChunkNeedsNoMoreIsTheHelpersAtOnce() {
        final Housekeeping helped = housekeepingOf(pool, HELPED);
        final Chunk large = use(LARGE_CHUNK_BYTES);
        final Chunk small = use(CHUNK_BYTES);
        synchronized (lock) {
            needLess(helped, large, 3);
            needLess(helped, small, 2);
            assertEquals(3 * Chunk.SMALL_PIECE_BYTES, large.unneededBytes(), "the helper waits for the lock");
        }
        // No time passes for it: no round ends.
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            while (unneededBytes(helped) > 2 * Chunk.SMALL_PIECE_BYTES) {
                Thread.onSpinWait();
            }
        });
        synchronized (lock) {
            assertEquals(0, large.unneededBytes());
            assertEquals(2 * Chunk.SMALL_PIECE_BYTES, small.unneededBytes(), "that waits for its round");
            helped.helper().close();
            endUse(helped, large);
            endUse(helped, small);
            assertEquals(0, helped.unneededBytes());
        }
    }

    private long unneededBytes(final Housekeeping keeping) {
        synchronized (lock) {
            return keeping.unneededBytes();
        }
    }

    @Test
    void whereTheHelperLagsBehindItsUserGivesALargeChunkBack() {
        final Housekeeping helped = housekeepingOf(pool, HELPED);
        final Chunk chunk = use(LARGE_CHUNK_BYTES);
        synchronized (lock) {
            final int pieces = (int) (Housekeeping.LAG_BYTES / Chunk.SMALL_PIECE_BYTES);
            needLess(helped, chunk, pieces);
            assertEquals(Housekeeping.LAG_BYTES, chunk.unneededBytes());
            needLess(helped, chunk, 5);
            assertEquals(Housekeeping.LAG_BYTES, chunk.unneededBytes());
            helped.helper().close();
            endUse(helped, chunk);
        }
    }

    @Test
    void whoIsInAHurryGivesALargeChunkBackHimself() {
        final Housekeeping helped = housekeepingOf(pool, HELPED);
        final Chunk chunk = use(LARGE_CHUNK_BYTES);
        synchronized (lock) {
            needLess(helped, chunk, 1);
            assertEquals(Chunk.SMALL_PIECE_BYTES, chunk.unneededBytes());
            for (int i = 0; i < 3; i++) {
                nanos += Housekeeping.HURRY_NANOS - 1;
                chunk.notePieceUnneeded();
                helped.beginToGiveBack(chunk);
            }
            assertEquals(Chunk.SMALL_PIECE_BYTES, chunk.unneededBytes());
            helped.helper().close();
            endUse(helped, chunk);
        }
    }

    /** Has the helper begin to give a piece of a chunk back; it ends when what this answers is counted down. */
    private CountDownLatch beginPiece(final Housekeeping helped, final Chunk chunk) {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        os.faults((call, number) -> {
            begun.countDown();
            await(mayEnd);
            return null;
        });
        synchronized (lock) {
            needLess(helped, chunk, 1);
        }
        await(begun);
        return mayEnd;
    }

    @Test
    void whileTheHelperGivesBackNobodyWaitsForItButWhoReleasesTheSame() throws InterruptedException {
        final Housekeeping helped = housekeepingOf(pool, HELPED);
        final Chunk chunk = use(LARGE_CHUNK_BYTES);
        final CountDownLatch mayEnd = beginPiece(helped, chunk);
        final AtomicBoolean interrupted = new AtomicBoolean();
        final Thread releasing = Thread.ofPlatform().start(() -> {
            synchronized (lock) {
                helped.awaitHelper(chunk);
                interrupted.set(Thread.interrupted());
                assertEquals(0, chunk.unneededBytes());
                endUse(helped, chunk);
            }
        });
        releasing.interrupt();
        while (releasing.getState() != Thread.State.WAITING) {
            assertTrue(releasing.isAlive(), "the helper is not done");
            Thread.onSpinWait();
        }
        assertEquals(Chunk.SMALL_PIECE_BYTES, unneededBytes(helped));
        mayEnd.countDown();
        releasing.join();
        assertTrue(interrupted.get());
        assertEquals(0, unneededBytes(helped));
        assertEquals(LARGE_CHUNK_BYTES - Chunk.SMALL_PIECE_BYTES, pool.retiredBytes());
        helped.helper().close();
    }

    /** Else it would be given back, and counted, twice. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whileTheHelperGivesBackWhoGivesTheSameBackWaitsForIt(final boolean isUser) throws InterruptedException {
        final Housekeeping helped = housekeepingOf(pool, HELPED);
        final Chunk chunk = use(LARGE_CHUNK_BYTES);
        final CountDownLatch mayEnd = beginPiece(helped, chunk);
        final Thread other = Thread.ofPlatform().start(() -> {
            synchronized (lock) {
                if (isUser) {
                    chunk.notePieceUnneeded();
                    helped.beginToGiveBack(chunk); // in a hurry: no time passes
                } else {
                    helped.giveBackPiece();
                }
            }
        });
        awaitStop(other);
        assertEquals(Thread.State.WAITING, other.getState());
        mayEnd.countDown();
        other.join();
        synchronized (lock) {
            assertEquals(0, helped.unneededBytes());
            assertEquals(0, chunk.unneededBytes());
            helped.helper().close();
            endUse(helped, chunk);
        }
    }

    /** Else the next one to have that memory might lose what it writes. */
    @Test
    void whileTheHelperGivesBackWhoReleasesTheBlockWaitsForIt() throws InterruptedException {
        try (AuditedMemory memory = AuditedMemory.open(HELPED)) {
            final Block block = memory.memory().allocate(LARGE_CHUNK_BYTES);
            final CountDownLatch begun = new CountDownLatch(1);
            final CountDownLatch mayEnd = new CountDownLatch(1);
            memory.os().faults((call, number) -> {
                begun.countDown();
                await(mayEnd);
                return null;
            });
            block.giveBackPrefix(LARGE_CHUNK_BYTES);
            await(begun);
            final Thread releasing =
                    Thread.ofPlatform().start(() -> memory.memory().release(block));
            awaitStop(releasing);
            assertEquals(Thread.State.WAITING, releasing.getState());
            mayEnd.countDown();
            releasing.join();
            assertEquals(0, memory.stats().usedBytes());
            assertTrue(memory.stats().retiredBytes() < LARGE_CHUNK_BYTES, "a piece was given back");
        }
    }

    /** Until it waits for the helper, or for the system, in which that is. */
    private static void awaitStop(final Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.BLOCKED) {
            assertTrue(thread.isAlive(), "the helper is not done");
            Thread.onSpinWait();
        }
    }

    private static void await(final CountDownLatch latch) {
        try {
            assertTrue(latch.await(30, TimeUnit.SECONDS));
        } catch (final InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Chunk use(final long bytes) {
        final Chunk chunk = pool.takeNew(bytes);
        chunk.beginUse();
        return chunk;
    }

    /** Of a chunk in use, so many more pieces are not needed. */
    private void needLess(final Chunk chunk, final int pieces) {
        needLess(housekeeping, chunk, pieces);
    }

    private void needLess(final Housekeeping keeping, final Chunk chunk, final int pieces) {
        for (int i = 0; i < pieces; i++) {
            nanos += Housekeeping.HURRY_NANOS;
            chunk.notePieceUnneeded();
            keeping.beginToGiveBack(chunk);
        }
    }

    private void endUse(final Chunk chunk) {
        endUse(housekeeping, chunk);
    }

    private void endUse(final Housekeeping keeping, final Chunk chunk) {
        keeping.endUse(chunk);
        pool.retire(chunk);
    }

    @ParameterizedTest
    @ValueSource(longs = {CHUNK_BYTES, 2 * Housekeeping.BACKLOG_BYTES})
    void memoryGoesBackWithoutAnyOperation(final long bytes) {
        try (AuditedMemory memory = AuditedMemory.open(HELPED)) {
            memory.memory().release(memory.memory().allocate(bytes));
            Assertions.assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
                while (memory.memory().stats().retiredBytes() > SPARE_BYTES) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    @Test
    void whatABlockNeedsNoMoreIsGivenBackByWhoReclaims() {
        try (AuditedMemory memory = AuditedMemory.open(HELPED)) {
            final Block block = memory.memory().allocate(CHUNK_BYTES);
            BlockPattern.write(block, 1);
            final long unneeded = CHUNK_BYTES / 2;
            while (block.giveBackPrefix(unneeded)) {
                // The next piece.
            }
            assertEquals(CHUNK_BYTES - unneeded, memory.stats().usedBytes());
            memory.memory().reclaim(Long.MAX_VALUE);
            assertEquals(0, memory.stats().retiredBytes());
            assertEquals(0, memory.os().mincore(block.address()));
            assertEquals(
                    0,
                    memory.os().mincore(block.address() + unneeded - memory.os().pageBytes()));
            assertEquals(1, memory.os().mincore(block.address() + unneeded), "that is needed");
            memory.memory().release(block);
            memory.audit();
        }
    }

    @Test
    void aBlockWhosePrefixWaitsForTheHelperIsUsedAgainAsItIs() {
        try (AuditedMemory memory = AuditedMemory.open(HELPED)) {
            final Block first = memory.memory().allocate(CHUNK_BYTES);
            BlockPattern.write(first, 1);
            first.giveBackPrefix(CHUNK_BYTES);
            memory.memory().release(first);
            assertEquals(0, memory.stats().usedBytes());
            final Block second = memory.memory().allocateUnzeroed(CHUNK_BYTES, "a test");
            assertEquals(first.address(), second.address());
            assertTrue(second.zeroPiece(CHUNK_BYTES));
            BlockPattern.checkZero(second);
            assertEquals(CHUNK_BYTES, memory.stats().usedBytes());
            memory.memory().release(second);
            assertEquals(0, memory.stats().usedBytes());
            memory.audit();
        }
    }

    @Test
    void operationsGiveBackWhereTheHelperFallsBehind() {
        try (AuditedMemory memory = AuditedMemory.open(HELPED.largeBlockBytes(4 << 10))) {
            final long releases = 2 * Housekeeping.BACKLOG_BYTES / Chunk.SMALL_PIECE_BYTES;
            for (long i = 0; i < releases; i++) {
                memory.memory().release(memory.memory().allocate(2 * Chunk.SMALL_PIECE_BYTES));
            }
            final long retired = memory.memory().stats().retiredBytes();
            assertTrue(
                    retired <= Housekeeping.BACKLOG_BYTES + SPARE_BYTES + 2 * Chunk.SMALL_PIECE_BYTES,
                    () -> retired + " wait");
        }
    }

    @Test
    void withoutAHelperOperationsGiveBackAtOnce() {
        try (AuditedMemory memory = AuditedMemory.open(OPTIONS.largeBlockBytes(4 << 10))) {
            for (int i = 0; i < 100; i++) {
                memory.memory().release(memory.memory().allocate(2 * Chunk.SMALL_PIECE_BYTES));
            }
            assertFalse(memory.memory().stats().retiredBytes() > 2 * Chunk.SMALL_PIECE_BYTES);
        }
    }

    @Test
    void withoutAHelperOperationsGiveBackPagesOfChunksThatOthersShare() {
        try (AuditedMemory memory = AuditedMemory.open(OPTIONS)) {
            final List<Block> blocks = Stream.generate(() -> memory.memory().allocate(40_000))
                    .limit(100)
                    .toList();
            blocks.forEach(block -> BlockPattern.write(block, 1));
            final List<Block> kept = blocks.stream()
                    .filter(block -> blocks.indexOf(block) % 10 == 0)
                    .toList();
            final List<Block> released =
                    blocks.stream().filter(block -> !kept.contains(block)).toList();
            released.forEach(memory.memory()::release);
            final long resident = released.stream()
                    .filter(block -> memory.os().mincore(block.address()) == 1)
                    .count();
            assertTrue(resident < released.size() / 2, () -> resident + " are resident");
            assertTrue(resident * 40_000 > memory.stats().sharedBytes() / 8, "a part stays, for the next ones");
            kept.forEach(block -> BlockPattern.check(block, 1));
            kept.forEach(memory.memory()::release);
        }
    }

    private void retire() {
        retire(pool, housekeeping);
    }

    private static void retire(final ChunkPool chunks, final Housekeeping keeping) {
        final Chunk chunk = chunks.takeZero(CHUNK_BYTES);
        chunk.beginUse();
        chunks.retire(chunk);
        keeping.note();
    }

    /** Has the helper do what is due at this time, and answers how many pieces it took. */
    private int helpToTheEnd() {
        return helpToTheEnd(housekeeping);
    }

    private static int helpToTheEnd(final Housekeeping keeping) {
        int pieces = 0;
        while (keeping.help() == Housekeeping.PAUSE_NANOS) {
            pieces++;
        }
        return pieces;
    }
}
