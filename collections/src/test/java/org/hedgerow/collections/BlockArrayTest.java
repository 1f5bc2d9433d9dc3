package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.Random;
import org.hedgerow.collections.BlockArray.Leeway;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.OsException;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The array that lists and heaps live in: where positions lie, what stands there, and how it moves. */
class BlockArrayTest {

    private static final long KIB = 1 << 10;
    private static final long MIB = 1 << 20;

    private AuditedMemory memory = AuditedMemory.open();
    private BlockArray array = new BlockArray(memory.memory(), "a test");

    /** How many bytes are in use: each long holds its position. */
    private long used;

    @AfterEach
    void close() {
        array.close();
        assertEquals(0, memory.stats().usedBytes());
        memory.close();
    }

    /** Begins anew with other options. */
    private void reopen(final MemoryOptions options) {
        close();
        memory = AuditedMemory.open(options);
        array = new BlockArray(memory.memory(), "a test");
    }

    private void add() {
        array.growTo(used, used + Long.BYTES);
        RawMemory.putLong(array.addressAtEnd(used), used);
        used += Long.BYTES;
    }

    private void addUpTo(final long bytes) {
        while (used < bytes) {
            add();
        }
    }

    private void removeDownTo(final long bytes) {
        while (used > bytes) {
            used -= Long.BYTES;
            array.shrinkFor(used);
        }
    }

    private void checkAll() {
        for (long position = 0; position < used; position += Long.BYTES) {
            assertEquals(position, RawMemory.getLong(array.addressOf(position)));
        }
    }

    private boolean isMoving() {
        return array.isMoving();
    }

    /** How many bytes were moved, as long as a move is going on. */
    private long frontier() {
        return array.bytesFrom(0, array.addressOf(0));
    }

    @Test
    void aPositionKeepsWhatStandsThereWhateverMoves() {
        for (long i = 1; i <= 60; i++) {
            addUpTo(i * i * KIB);
            checkAll();
        }
        for (long i = 60; i >= 0; i--) {
            removeDownTo(i * i * KIB);
            checkAll();
        }
    }

    @Test
    void upTo64KibItIsAPowerOfTwoThatIsFilled() {
        addUpTo(8);
        assertEquals(128, array.capacityBytes());
        addUpTo(128);
        assertEquals(128, array.capacityBytes());
        add();
        assertEquals(256, array.capacityBytes());
        addUpTo(64 * KIB);
        assertEquals(64 * KIB, array.capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        add();
        assertEquals(128 * KIB, array.capacityBytes());
        assertFalse(isMoving(), "so little is moved at once");
        assertEquals(1, memory.stats().liveBlocks());
    }

    @Test
    void aLargerOneDoublesBeforeItIsFullByStepsOf16Kib() {
        addUpTo(768 * KIB);
        assertEquals(MIB, array.capacityBytes());
        add();
        assertEquals(2 * MIB, array.capacityBytes());
        assertTrue(isMoving());
        assertEquals(2, memory.stats().liveBlocks());
        final long source = array.addressOf(0);
        long moved = 0;
        while (isMoving()) {
            add();
            if (isMoving() && array.addressOf(0) != source) {
                final long step = frontier() - moved;
                assertTrue(step <= 16 * KIB, "a step of " + step);
                moved += step;
            }
        }
        assertTrue(moved > 700 * KIB);
        assertTrue(used < 900 * KIB, "done late, with " + used);
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
    }

    @Test
    void whatIsUsedAndSomePiecesCountAsUsed() {
        addUpTo(24 * MIB);
        assertEquals(32 * MIB, array.capacityBytes());
        checkUsedBytes(24 * MIB);
        while (used < 40 * MIB) {
            addUpTo(used + 256 * KIB);
            checkUsedBytes(used);
        }
        assertEquals(64 * MIB, array.capacityBytes());
        checkAll();
        memory.memory().trim(); // What is resident yet would be used again, and count.
        while (used > MIB) {
            removeDownTo(used - 256 * KIB);
            checkUsedBytes(used);
        }
        checkAll();
    }

    private void checkUsedBytes(final long bytes) {
        final long counted = memory.stats().usedBytes();
        assertTrue(counted >= bytes, () -> "too little: " + memory.stats());
        assertTrue(counted <= bytes + 14 * MIB, () -> "too much for " + bytes + ": " + memory.stats());
    }

    @Test
    void filledToLessThanAQuarterItMovesToASmallerOne() {
        addUpTo(600 * KIB);
        assertEquals(MIB, array.capacityBytes());
        removeDownTo(256 * KIB);
        assertEquals(MIB, array.capacityBytes());
        removeDownTo(256 * KIB - Long.BYTES);
        assertEquals(512 * KIB, array.capacityBytes());
        assertTrue(isMoving());
        removeDownTo(220 * KIB);
        assertFalse(isMoving());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
        removeDownTo(0);
        assertEquals(64 * KIB, array.capacityBytes());
    }

    @Test
    void aMoveThatIsOvertakenByRemovalsOrAdditionsIsCompleted() {
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        used = 4 * KIB;
        array.shrinkFor(used);
        assertEquals(1, memory.stats().liveBlocks());
        assertEquals(64 * KIB, array.capacityBytes());
        checkAll();
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        array.growTo(used, 10 * MIB);
        assertFalse(isMoving());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
        used = 0;
        array.shrinkFor(0);
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void whatWasAskedForIsFilledWithoutAnotherBlock() {
        array.growTo(0, MIB + Long.BYTES);
        final long capacity = array.capacityBytes();
        addUpTo(MIB + Long.BYTES);
        assertEquals(capacity, array.capacityBytes());
        assertFalse(isMoving());
    }

    @Test
    void withinTheLeewayOfTheEndNothingIsToBeDone() {
        addUpTo(600 * KIB);
        final Leeway leeway = array.leewayAt(used, Long.BYTES);
        assertFalse(leeway.has(256 * KIB / Long.BYTES - 1));
        assertTrue(leeway.has(256 * KIB / Long.BYTES));
        assertTrue(leeway.has(768 * KIB / Long.BYTES - 1));
        assertFalse(leeway.has(768 * KIB / Long.BYTES));
        assertEquals(array.addressOf(0), leeway.origin());
        final Leeway low = array.leewayAt(0, Long.BYTES);
        assertTrue(low.has(0));
        assertFalse(low.has(-1));
        assertFalse(low.has(256 * KIB / Long.BYTES));
        addUpTo(769 * KIB);
        assertTrue(isMoving());
        final Leeway untilNextStep = array.leewayAt(used, Long.BYTES);
        assertTrue(untilNextStep.has(used / Long.BYTES));
        assertFalse(untilNextStep.has((used + 2 * KIB) / Long.BYTES));
        assertFalse(untilNextStep.has((used - 4 * KIB) / Long.BYTES));
        assertFalse(array.leewayAt(0, Long.BYTES).has(0));
        assertFalse(Leeway.NONE.has(0));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesMoveAcrossTheFrontier(final long seed) {
        final Random random = new Random(seed);
        addUpTo(768 * KIB + Long.BYTES);
        addUpTo(768 * KIB + random.nextInt(70) * KIB);
        assertTrue(isMoving());
        final int slots = (int) (used / Long.BYTES);
        final long[] expected = random.longs(slots).toArray();
        for (int i = 0; i < slots; i++) {
            RawMemory.putLong(array.addressOf((long) i * Long.BYTES), expected[i]);
        }
        for (int i = 0; i < 50; i++) {
            final int count = random.nextInt(slots);
            final int from = random.nextInt(slots - count + 1);
            final int to = random.nextInt(slots - count + 1);
            array.move((long) from * Long.BYTES, (long) to * Long.BYTES, (long) count * Long.BYTES);
            System.arraycopy(expected, from, expected, to, count);
        }
        for (int i = 0; i < slots; i++) {
            assertEquals(expected[i], RawMemory.getLong(array.addressOf((long) i * Long.BYTES)));
        }
        assertTrue(isMoving());
    }

    @Test
    void ofALimitItUsesAllButSomePieces() {
        reopen(AuditedMemory.tinyOptions().maxBytes(10 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        assertThrows(MemoryLimitException.class, () -> addUpTo(20 * MIB));
        assertTrue(used > 9 * MIB, () -> "refused at " + used);
        checkAll();
        assertThrows(MemoryLimitException.class, this::add);
        removeDownTo(2 * MIB);
        assertTrue(memory.stats().usedBytes() <= 7 * MIB, () -> memory.stats().toString());
        addUpTo(9 * MIB);
        checkAll();
    }

    @Test
    void whereThereIsNoMappingForTwiceAsMuchItGrowsByLess() {
        reopen(AuditedMemory.tinyOptions().maxBytes(200 * KIB).largeBlockBytes(MIB));
        addUpTo(64 * KIB);
        add();
        assertEquals(128 * KIB, array.capacityBytes());
        assertThrows(MemoryLimitException.class, () -> addUpTo(300 * KIB));
        assertEquals(128 * KIB, used);
        checkAll();
    }

    @Test
    void whatWasRefusedIsTriedAgainAfterAWhile() {
        reopen(AuditedMemory.tinyOptions().maxBytes(600 * KIB).largeBlockBytes(MIB));
        final BlockArray other = new BlockArray(memory.memory(), "another");
        other.growTo(0, 256 * KIB);
        addUpTo(100 * KIB);
        assertEquals(128 * KIB, array.capacityBytes());
        assertEquals(2, memory.stats().liveBlocks());
        other.close();
        addUpTo(107 * KIB);
        assertEquals(256 * KIB, array.capacityBytes());
        checkAll();
    }

    @Test
    void withoutMemoryNothingChanges() {
        reopen(AuditedMemory.tinyOptions().maxBytes(300 * KIB));
        assertThrows(MemoryLimitException.class, () -> array.growTo(0, 1_000 * KIB));
        assertEquals(0, array.capacityBytes());
        assertEquals(0, memory.stats().liveBlocks());
        addUpTo(1_000);
        assertThrows(MemoryLimitException.class, () -> array.growTo(used, 1_000 * KIB));
        assertEquals(1_024, array.capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        array.growTo(used, 250 * KIB);
        assertTrue(array.capacityBytes() >= 250 * KIB);
        checkAll();
        addUpTo(250 * KIB);
        removeDownTo(0);
        assertEquals(0, memory.stats().usedBytes());
    }

    @Test
    void withoutMemoryForASmallerBlockItKeepsTheLargerOne() {
        reopen(AuditedMemory.tinyOptions().maxBytes(280 * KIB));
        array.growTo(0, 256 * KIB);
        final long capacity = array.capacityBytes();
        addUpTo(100 * KIB);
        removeDownTo(1_000);
        array.trimTo(used);
        checkAll();
        assertTrue(array.capacityBytes() < capacity);
        reopen(AuditedMemory.tinyOptions().maxBytes(64 * KIB));
        used = 0;
        array.growTo(0, 64 * KIB);
        addUpTo(10 * KIB);
        array.trimTo(used);
        assertEquals(64 * KIB, array.capacityBytes());
        checkAll();
    }

    @Test
    void whereASmallerBlockFindsNoMemoryTheLargerOneIsFilledAgain() {
        reopen(AuditedMemory.tinyOptions().maxBytes(2 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        addUpTo(768 * KIB);
        removeDownTo(256 * KIB);
        final Block other = memory.memory().allocate(2 * MIB - memory.stats().usedBytes());
        removeDownTo(256 * KIB - Long.BYTES);
        assertTrue(isMoving());
        addUpTo(768 * KIB);
        assertThrows(MemoryLimitException.class, this::add);
        checkAll();
        memory.memory().release(other);
        add();
        checkAll();
    }

    @Test
    void theLeewayEndsWhereMoreIsToBeAskedFor() {
        reopen(AuditedMemory.tinyOptions().maxBytes(4 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        addUpTo(3 * MIB);
        removeDownTo(MIB);
        final Block other = memory.memory().allocate(4 * MIB - memory.stats().usedBytes());
        removeDownTo(128 * KIB);
        assertTrue(isMoving(), "there is no memory");
        memory.memory().release(other);
        while (isMoving()) {
            add();
        }
        final long needed = memory.stats().usedBytes();
        assertTrue(needed < array.capacityBytes() / 4, () -> memory.stats().toString());
        assertFalse(array.leewayAt(used, Long.BYTES).has(needed / Long.BYTES));
        addUpTo(array.capacityBytes() / 4);
        assertTrue(memory.stats().usedBytes() >= used, () -> memory.stats().toString());
    }

    @Test
    void whereAMoveEndsHalfWayTheLeewayBeginsBehindIt() {
        reopen(AuditedMemory.tinyOptions()
                .largeBlockBytes(4 * MIB)
                .maxBytes(8 * MIB)
                .hugePages(MemoryOptions.HugePages.NEVER));
        array.growTo(0, 2 * MIB + 64);
        while (!isMoving()) {
            add();
        }
        final long left = 8 * MIB - memory.stats().usedBytes();
        final Block other = memory.memory().allocate(left - 2 * MIB - 128 * KIB);
        assertThrows(MemoryLimitException.class, () -> array.growTo(used, 10 * MIB));
        assertEquals(2 * MIB, frontier());
        final Leeway leeway = array.leewayAt(used, Long.BYTES);
        assertFalse(leeway.has(2 * MIB / Long.BYTES - 1), "that one is in the target");
        assertFalse(leeway.has(2 * MIB / Long.BYTES), "without that one, the last one is");
        removeDownTo(2 * MIB - KIB);
        assertFalse(isMoving());
        checkAll();
        memory.memory().release(other);
    }

    @Test
    void trimmedItIsAsSmallAsItCanBe() {
        addUpTo(1_000);
        array.trimTo(used);
        assertEquals(1_024, array.capacityBytes());
        removeDownTo(512);
        array.trimTo(used);
        assertEquals(512, array.capacityBytes());
        checkAll();
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        array.trimTo(used);
        assertFalse(isMoving());
        assertTrue(array.capacityBytes() <= 1_032 * KIB, () -> "it has " + array.capacityBytes());
        checkAll();
        removeDownTo(300 * KIB);
        array.trimTo(used);
        assertFalse(isMoving());
        assertTrue(array.capacityBytes() <= 404 * KIB, () -> "it has " + array.capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
        used = 0;
        array.trimTo(0);
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void whatASmallerBlockHasNoRoomForIsAddedWhileItMovesThere() {
        addUpTo(600 * KIB);
        removeDownTo(256 * KIB - Long.BYTES);
        assertTrue(isMoving());
        assertEquals(512 * KIB, array.capacityBytes());
        addAtOnce(450 * KIB);
        assertTrue(array.capacityBytes() >= used);
        addUpTo(800 * KIB);
        checkAll();
    }

    @Test
    void afterARefusalWhatIsAddedCounts() {
        reopen(AuditedMemory.tinyOptions().maxBytes(20 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        addUpTo(3 * MIB + 255 * KIB);
        assertTrue(isMoving());
        array.growTo(used, used + 2 * KIB);
        assertThrows(MemoryLimitException.class, () -> array.growTo(used, 100 * MIB));
        addUpTo(3 * MIB + 257 * KIB);
        assertTrue(memory.stats().usedBytes() >= used, () -> used + " are used of " + memory.stats());
        checkAll();
    }

    @Test
    void aFullHeapKeepsNoMoveFromBeingPutOff() {
        reopen(AuditedMemory.tinyOptions().maxBytes(1_300 * KIB).hugePages(MemoryOptions.HugePages.NEVER));
        memory.memory().release(memory.memory().allocate(300 * KIB));
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        memory.os().faults(Faults.fullHeap(1, Long.MAX_VALUE - 1));
        addUpTo(800 * KIB);
        removeDownTo(780 * KIB);
        memory.os().faults(Faults.none());
        addUpTo(900 * KIB);
        checkAll();
    }

    /** What there is not enough of for another block. */
    enum Shortage {
        MAPPINGS(MapLimitException.class),
        MEMORY_OF_THE_SYSTEM(OsException.class),
        HEAP(OutOfMemoryError.class);

        private final Class<? extends Throwable> refusal;

        Shortage(final Class<? extends Throwable> refusal) {
            this.refusal = refusal;
        }
    }

    private void fillBefore(final Shortage shortage) {
        reopen(AuditedMemory.tinyOptions().hugePages(MemoryOptions.HugePages.NEVER));
        addUpTo(700 * KIB);
        memory.memory().trim(); // else what is not in use would make room
        switch (shortage) {
            case MAPPINGS -> memory.os().mapLimit(memory.os().mappings());
            case MEMORY_OF_THE_SYSTEM -> memory.os().faults(Faults.every(Faults.Call.MMAP, Errno.ENOMEM));
            case HEAP -> memory.os().faults(Faults.fullHeap(1, Long.MAX_VALUE / 2));
        }
    }

    private void endShortage() {
        memory.os().mapLimit(1_000).faults(Faults.none()).later(1_000_000_000);
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoLargerBlockThePresentOneIsFilledToItsEnd(final Shortage shortage) {
        fillBefore(shortage);
        assertThrows(shortage.refusal, () -> addUpTo(2 * MIB));
        assertEquals(MIB, used);
        assertFalse(isMoving());
        assertThrows(shortage.refusal, this::add);
        checkAll();
        endShortage();
        addUpTo(MIB + 64 * KIB);
        checkAll();
    }

    @Test
    void whatFillsTheBlockToItsEndNeedsNoLargerOne() {
        fillBefore(Shortage.MEMORY_OF_THE_SYSTEM);
        addAtOnce(MIB - used);
        assertEquals(MIB, array.capacityBytes());
        checkAll();
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoSmallerBlockThePresentOneIsKept(final Shortage shortage) {
        fillBefore(shortage);
        removeDownTo(200 * KIB);
        array.trimTo(used);
        assertEquals(MIB, array.capacityBytes());
        assertFalse(isMoving());
        checkAll();
        endShortage();
        removeDownTo(190 * KIB);
        assertTrue(array.capacityBytes() < MIB, "tried again after a while");
        checkAll();
        addUpTo(3 * MIB);
        removeDownTo(500 * KIB);
        assertTrue(array.capacityBytes() <= 2 * MIB, "as soon as any other");
        checkAll();
    }

    @Test
    void howFarABlockWasFilledIsNoMatterOfTheNextOne() {
        fillBefore(Shortage.MEMORY_OF_THE_SYSTEM);
        addUpTo(1_000 * KIB);
        assertEquals(MIB, array.capacityBytes());
        endShortage();
        removeDownTo(200 * KIB);
        assertTrue(array.capacityBytes() <= 512 * KIB);
        addUpTo(1_000 * KIB);
        checkAll();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whateverIsRefusedAllThatIsUsedIsThereAndCounts(final long seed) {
        reopen(AuditedMemory.tinyOptions().maxBytes(5 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        final Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            final long bytes = random.nextLong(1 << random.nextInt(10, 21)) & -Long.BYTES;
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> attempt(() -> addUpTo(used + bytes));
                case 3 -> attempt(() -> addAtOnce(bytes));
                case 4, 5 -> removeDownTo(Math.max(0, used - bytes));
                case 6 -> {
                    used = Math.max(0, used - bytes);
                    array.shrinkFor(used);
                }
                case 7 -> attempt(() -> array.trimTo(used));
                default -> memory.os().faults(faults(random));
            }
            checkSome(random);
            assertTrue(memory.stats().usedBytes() >= used, () -> used + " are used of " + memory.stats());
            memory.audit();
        }
        memory.os().faults(Faults.none());
        checkAll();
    }

    private static Faults faults(final Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> AuditedMemory.randomFaults(random.nextLong());
            case 1 -> Faults.fullHeap(1 + random.nextInt(4), 1 + random.nextInt(4));
            default -> Faults.none();
        };
    }

    private static void attempt(final Runnable operation) {
        try {
            operation.run();
        } catch (final MapLimitException | MemoryLimitException | OsException | OutOfMemoryError e) {
            // Then all is as it was.
        }
    }

    private void addAtOnce(final long bytes) {
        array.growTo(used, used + bytes);
        for (final long end = used + bytes; used < end; used += Long.BYTES) {
            RawMemory.putLong(array.addressAtEnd(used), used);
        }
    }

    private void checkSome(final Random random) {
        for (int i = 0; i < 50 && used > 0; i++) {
            final long position = random.nextLong(used) & -Long.BYTES;
            assertEquals(position, RawMemory.getLong(array.addressOf(position)));
        }
        if (used > 0) {
            assertEquals(used - Long.BYTES, RawMemory.getLong(array.addressAtEnd(used - Long.BYTES)));
        }
    }

    @Test
    void aPositionOutsideOfItHasNoAddress() {
        assertHasNoAddress(0);
        addUpTo(1_000);
        assertHasNoAddress(1_024, 4 * KIB, Long.MAX_VALUE);
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        assertHasNoAddress(MIB, 2 * MIB);
        assertThrows(ConcurrentModificationException.class, () -> array.addressAtEnd(MIB));
        final long before = array.addressOf(0);
        addUpTo(900 * KIB);
        assertEquals(0, array.bytesFrom(0, before), "it is there no more");
        array.close();
        assertHasNoAddress(0, 64 * KIB, MIB);
        array = new BlockArray(memory.memory(), "a test");
    }

    private void assertHasNoAddress(final long... positions) {
        for (final long position : positions) {
            assertThrows(ConcurrentModificationException.class, () -> array.addressOf(position));
        }
    }
}
