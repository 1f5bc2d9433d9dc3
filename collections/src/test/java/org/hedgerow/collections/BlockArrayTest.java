package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ConcurrentModificationException;
import java.util.Random;
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
    private BlockSpan end = BlockSpan.NONE;
    private BlockArray array = newArray();

    private BlockArray newArray() {
        return new BlockArray(memory.memory(), Long.BYTES, "a test", (only, newEnd) -> end = newEnd);
    }

    /** How many bytes are in use: each long holds its position. */
    private long used() {
        return end.count() * Long.BYTES;
    }

    private long capacityBytes() {
        return array.capacity() * Long.BYTES;
    }

    private long addressOf(final long position) {
        return array.addressOf(position / Long.BYTES, Long.BYTES);
    }

    private void reserve(final long bytes) {
        array.reserve(bytes / Long.BYTES);
    }

    /** Has the bytes up to a position in use. */
    private void cutTo(final long bytes) {
        array.count(bytes / Long.BYTES);
    }

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
        array = newArray();
    }

    private void add() {
        final long used = used();
        array.extend(used / Long.BYTES + 1);
        RawMemory.putLong(addressOf(used), used);
    }

    private void addUpTo(final long bytes) {
        while (used() < bytes) {
            add();
        }
    }

    private void removeDownTo(final long bytes) {
        while (used() > bytes) {
            array.truncate(end.count() - 1);
        }
    }

    private void checkAll() {
        for (long position = 0; position < used(); position += Long.BYTES) {
            assertEquals(position, RawMemory.getLong(addressOf(position)));
        }
    }

    private boolean isMoving() {
        return array.isMoving();
    }

    /** How many bytes were moved, as long as a move is going on. */
    private long frontier() {
        return array.elementsFrom(0, addressOf(0)) * Long.BYTES;
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
        assertEquals(128, capacityBytes());
        addUpTo(128);
        assertEquals(128, capacityBytes());
        add();
        assertEquals(256, capacityBytes());
        addUpTo(64 * KIB);
        assertEquals(64 * KIB, capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        add();
        assertEquals(128 * KIB, capacityBytes());
        assertFalse(isMoving(), "so little is moved at once");
        assertEquals(1, memory.stats().liveBlocks());
    }

    @Test
    void aLargerOneDoublesBeforeItIsFullByStepsOf16Kib() {
        addUpTo(768 * KIB);
        assertEquals(MIB, capacityBytes());
        add();
        assertEquals(2 * MIB, capacityBytes());
        assertTrue(isMoving());
        assertEquals(2, memory.stats().liveBlocks());
        final long source = addressOf(0);
        long moved = 0;
        while (isMoving()) {
            add();
            if (isMoving() && addressOf(0) != source) {
                final long step = frontier() - moved;
                assertTrue(step <= 16 * KIB, "a step of " + step);
                moved += step;
            }
        }
        assertTrue(moved > 700 * KIB);
        assertTrue(used() < 900 * KIB, "done late, with " + used());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
    }

    @Test
    void whatIsUsedAndSomePiecesCountAsUsed() {
        addUpTo(24 * MIB);
        assertEquals(32 * MIB, capacityBytes());
        checkUsedBytes(24 * MIB);
        while (used() < 40 * MIB) {
            addUpTo(used() + 256 * KIB);
            checkUsedBytes(used());
        }
        assertEquals(64 * MIB, capacityBytes());
        checkAll();
        memory.memory().trim(); // What is resident yet would be used again, and count.
        while (used() > MIB) {
            removeDownTo(used() - 256 * KIB);
            checkUsedBytes(used());
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
        assertEquals(MIB, capacityBytes());
        removeDownTo(256 * KIB);
        assertEquals(MIB, capacityBytes());
        removeDownTo(256 * KIB - Long.BYTES);
        assertEquals(512 * KIB, capacityBytes());
        assertTrue(isMoving());
        removeDownTo(220 * KIB);
        assertFalse(isMoving());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
        removeDownTo(0);
        assertEquals(64 * KIB, capacityBytes());
    }

    @Test
    void aMoveThatIsOvertakenByRemovalsOrAdditionsIsCompleted() {
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        cutTo(4 * KIB);
        assertEquals(1, memory.stats().liveBlocks());
        assertEquals(64 * KIB, capacityBytes());
        checkAll();
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        reserve(10 * MIB);
        assertFalse(isMoving());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
        cutTo(0);
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void whatWasAskedForIsFilledWithoutAnotherBlock() {
        reserve(MIB + Long.BYTES);
        final long capacity = capacityBytes();
        addUpTo(MIB + Long.BYTES);
        assertEquals(capacity, capacityBytes());
        assertFalse(isMoving());
    }

    @Test
    void withinTheLeewayOfTheEndNothingIsToBeDone() {
        addUpTo(600 * KIB);
        assertLeeway(256 * KIB, 768 * KIB);
        array.closeLeeway();
        assertFalse(end.takes(end.count()));
        assertFalse(end.spares(end.count() - 1));
        array.openLeeway();
        assertLeeway(256 * KIB, 768 * KIB);
        addUpTo(769 * KIB);
        assertTrue(isMoving());
        assertTrue(end.takes(end.count()));
        assertTrue(end.spares(end.count() - 1));
        assertFalse(end.takes(end.count() + 2 * KIB / Long.BYTES));
        assertFalse(end.spares(end.count() - 4 * KIB / Long.BYTES));
        assertFalse(BlockSpan.NONE.takes(0));
        assertFalse(BlockSpan.NONE.spares(-1));
    }

    @Test
    void whereLittleIsUsedOfWhatWasAskedForItMayBeLessWithNothingToBeDone() {
        reserve(600 * KIB);
        add();
        assertLeeway(0, capacityBytes() / 4);
    }

    /** Within so many bytes the end comes and goes with nothing to be done. */
    private void assertLeeway(final long from, final long to) {
        assertFalse(end.spares(from / Long.BYTES - 1));
        assertTrue(end.spares(from / Long.BYTES));
        assertTrue(end.takes(to / Long.BYTES - 1));
        assertFalse(end.takes(to / Long.BYTES));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void bytesMoveAcrossTheFrontier(final long seed) {
        final Random random = new Random(seed);
        addUpTo(768 * KIB + Long.BYTES);
        addUpTo(768 * KIB + random.nextInt(70) * KIB);
        assertTrue(isMoving());
        final int slots = (int) (used() / Long.BYTES);
        final long[] expected = random.longs(slots).toArray();
        for (int i = 0; i < slots; i++) {
            RawMemory.putLong(array.addressOf(i, Long.BYTES), expected[i]);
        }
        for (int i = 0; i < 50; i++) {
            final int count = random.nextInt(slots);
            final int from = random.nextInt(slots - count + 1);
            final int to = random.nextInt(slots - count + 1);
            array.move(from, to, count);
            System.arraycopy(expected, from, expected, to, count);
        }
        for (int i = 0; i < slots; i++) {
            assertEquals(expected[i], RawMemory.getLong(array.addressOf(i, Long.BYTES)));
        }
        assertTrue(isMoving());
    }

    @Test
    void ofALimitItUsesAllButSomePieces() {
        reopen(AuditedMemory.tinyOptions().maxBytes(10 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        assertThrows(MemoryLimitException.class, () -> addUpTo(20 * MIB));
        assertTrue(used() > 9 * MIB, () -> "refused at " + used());
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
        assertEquals(128 * KIB, capacityBytes());
        assertThrows(MemoryLimitException.class, () -> addUpTo(300 * KIB));
        assertEquals(128 * KIB, used());
        checkAll();
    }

    @Test
    void whatWasRefusedIsTriedAgainAfterAWhile() {
        reopen(AuditedMemory.tinyOptions().maxBytes(600 * KIB).largeBlockBytes(MIB));
        final BlockArray other = new BlockArray(memory.memory(), Long.BYTES, "another");
        other.reserve(256 * KIB / Long.BYTES);
        addUpTo(100 * KIB);
        assertEquals(128 * KIB, capacityBytes());
        assertEquals(2, memory.stats().liveBlocks());
        other.close();
        addUpTo(107 * KIB);
        assertEquals(256 * KIB, capacityBytes());
        checkAll();
    }

    @Test
    void withoutMemoryNothingChanges() {
        reopen(AuditedMemory.tinyOptions().maxBytes(300 * KIB));
        assertThrows(MemoryLimitException.class, () -> reserve(1_000 * KIB));
        assertEquals(0, capacityBytes());
        assertEquals(0, memory.stats().liveBlocks());
        addUpTo(1_000);
        assertThrows(MemoryLimitException.class, () -> reserve(1_000 * KIB));
        assertEquals(1_024, capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        reserve(250 * KIB);
        assertTrue(capacityBytes() >= 250 * KIB);
        checkAll();
        addUpTo(250 * KIB);
        removeDownTo(0);
        assertEquals(0, memory.stats().usedBytes());
    }

    @Test
    void withoutMemoryForASmallerBlockItKeepsTheLargerOne() {
        reopen(AuditedMemory.tinyOptions().maxBytes(280 * KIB));
        reserve(256 * KIB);
        final long capacity = capacityBytes();
        addUpTo(100 * KIB);
        removeDownTo(1_000);
        array.trim();
        checkAll();
        assertTrue(capacityBytes() < capacity);
        reopen(AuditedMemory.tinyOptions().maxBytes(64 * KIB));
        reserve(64 * KIB);
        addUpTo(10 * KIB);
        array.trim();
        assertEquals(64 * KIB, capacityBytes());
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
        assertTrue(needed < capacityBytes() / 4, () -> memory.stats().toString());
        assertFalse(end.takes(needed / Long.BYTES));
        addUpTo(capacityBytes() / 4);
        assertTrue(memory.stats().usedBytes() >= used(), () -> memory.stats().toString());
    }

    @Test
    void whereAMoveEndsHalfWayTheLeewayBeginsBehindIt() {
        reopen(AuditedMemory.tinyOptions()
                .largeBlockBytes(4 * MIB)
                .maxBytes(8 * MIB)
                .hugePages(MemoryOptions.HugePages.NEVER));
        reserve(2 * MIB + 64);
        while (!isMoving()) {
            add();
        }
        final long left = 8 * MIB - memory.stats().usedBytes();
        final Block other = memory.memory().allocate(left - 2 * MIB - 128 * KIB);
        assertThrows(MemoryLimitException.class, () -> reserve(10 * MIB));
        assertEquals(2 * MIB, frontier());
        assertFalse(end.spares(end.count() - 1), "not by what was so before");
        array.openLeeway();
        assertTrue(end.spares(end.count() - 1));
        assertFalse(end.spares(2 * MIB / Long.BYTES - 1), "that one is in the target");
        assertFalse(end.spares(2 * MIB / Long.BYTES), "without that one, the last one is");
        removeDownTo(2 * MIB - KIB);
        assertFalse(isMoving());
        checkAll();
        memory.memory().release(other);
    }

    @Test
    void trimmedItIsAsSmallAsItCanBe() {
        addUpTo(1_000);
        array.trim();
        assertEquals(1_024, capacityBytes());
        removeDownTo(512);
        array.trim();
        assertEquals(512, capacityBytes());
        checkAll();
        addUpTo(768 * KIB + Long.BYTES);
        assertTrue(isMoving());
        array.trim();
        assertFalse(isMoving());
        assertTrue(capacityBytes() <= 1_032 * KIB, () -> "it has " + capacityBytes());
        checkAll();
        removeDownTo(300 * KIB);
        array.trim();
        assertFalse(isMoving());
        assertTrue(capacityBytes() <= 404 * KIB, () -> "it has " + capacityBytes());
        assertEquals(1, memory.stats().liveBlocks());
        checkAll();
        cutTo(0);
        array.trim();
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void whatASmallerBlockHasNoRoomForIsAddedWhileItMovesThere() {
        addUpTo(600 * KIB);
        removeDownTo(256 * KIB - Long.BYTES);
        assertTrue(isMoving());
        assertEquals(512 * KIB, capacityBytes());
        addAtOnce(450 * KIB);
        assertTrue(capacityBytes() >= used());
        addUpTo(800 * KIB);
        checkAll();
    }

    @Test
    void afterARefusalWhatIsAddedCounts() {
        reopen(AuditedMemory.tinyOptions().maxBytes(20 * MIB).hugePages(MemoryOptions.HugePages.NEVER));
        addUpTo(3 * MIB + 255 * KIB);
        assertTrue(isMoving());
        reserve(used() + 2 * KIB);
        assertThrows(MemoryLimitException.class, () -> reserve(100 * MIB));
        addUpTo(3 * MIB + 257 * KIB);
        assertTrue(memory.stats().usedBytes() >= used(), () -> used() + " are used of " + memory.stats());
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
        assertEquals(MIB, used());
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
        addAtOnce(MIB - used());
        assertEquals(MIB, capacityBytes());
        checkAll();
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoSmallerBlockThePresentOneIsKept(final Shortage shortage) {
        fillBefore(shortage);
        removeDownTo(200 * KIB);
        array.trim();
        assertEquals(MIB, capacityBytes());
        assertFalse(isMoving());
        checkAll();
        endShortage();
        removeDownTo(190 * KIB);
        assertTrue(capacityBytes() < MIB, "tried again after a while");
        checkAll();
        addUpTo(3 * MIB);
        removeDownTo(500 * KIB);
        assertTrue(capacityBytes() <= 2 * MIB, "as soon as any other");
        checkAll();
    }

    @Test
    void howFarABlockWasFilledIsNoMatterOfTheNextOne() {
        fillBefore(Shortage.MEMORY_OF_THE_SYSTEM);
        addUpTo(1_000 * KIB);
        assertEquals(MIB, capacityBytes());
        endShortage();
        removeDownTo(200 * KIB);
        assertTrue(capacityBytes() <= 512 * KIB);
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
                case 0, 1, 2 -> attempt(() -> addUpTo(used() + bytes));
                case 3 -> attempt(() -> addAtOnce(bytes));
                case 4, 5 -> removeDownTo(Math.max(0, used() - bytes));
                case 6 -> cutTo(Math.max(0, used() - bytes));
                case 7 -> attempt(() -> array.trim());
                default -> memory.os().faults(faults(random));
            }
            checkSome(random);
            assertTrue(memory.stats().usedBytes() >= used(), () -> used() + " are used of " + memory.stats());
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
        final long from = used();
        reserve(from + bytes);
        cutTo(from + bytes);
        for (long position = from; position < from + bytes; position += Long.BYTES) {
            RawMemory.putLong(addressOf(position), position);
        }
    }

    private void checkSome(final Random random) {
        for (int i = 0; i < 50 && used() > 0; i++) {
            final long position = random.nextLong(used()) & -Long.BYTES;
            assertEquals(position, RawMemory.getLong(addressOf(position)));
        }
        if (used() > 0) {
            assertEquals(used() - Long.BYTES, RawMemory.getLong(end.slot(end.count() - 1, Long.BYTES)));
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
        final long before = addressOf(0);
        addUpTo(900 * KIB);
        assertEquals(0, array.elementsFrom(0, before), "it is there no more");
        array.close();
        assertHasNoAddress(0, 64 * KIB, MIB);
        array = newArray();
    }

    private void assertHasNoAddress(final long... positions) {
        for (final long position : positions) {
            assertThrows(IndexOutOfBoundsException.class, () -> addressOf(position));
            assertThrows(
                    ConcurrentModificationException.class,
                    () -> array.addressOfPresent(position / Long.BYTES, Long.BYTES));
        }
    }
}
