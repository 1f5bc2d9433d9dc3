package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes unreachable without being closed is released and reported; what was closed is not. */
class UnreachableTest {

    private final AuditedMemory audited = AuditedMemory.open();
    private final GuardedMemory memory = audited.memory();
    private final LeakLog log = new LeakLog();

    @AfterEach
    void nothingIsLeft() {
        LeakLog.awaitNoBlocks(memory);
        log.close();
        audited.close();
    }

    @Test
    void aRegionIsReleasedAndReportedOnce() {
        forgetRegion("a forgotten region");
        log.awaitAll(memory);
        final List<String> messages = log.messagesAbout("a forgotten region");
        assertEquals(1, messages.size(), messages::toString);
        assertTrue(messages.getFirst().contains(" 2048 bytes in 3 blocks"), messages::toString);
        assertTrue(messages.getFirst().contains("hedgerow.trackAllocations"), messages::toString);
    }

    /** Forgets a region in a JVM that tracks where things are created. */
    static final class Child {
        public static void main(final String[] arguments) {
            final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
            // The warning comes after the blocks are released, and the child is not to end before it is printed.
            final LeakLog log = LeakLog.behindTheConsole();
            create(memory);
            log.awaitAll(memory);
        }

        private static void create(final GuardedMemory memory) {
            Region.open(memory, 512, "tracked region").extend();
        }
    }

    @Test
    void theWarningTellsWhereItWasCreated(@TempDir final Path directory) throws Exception {
        final List<String> flags = List.of("--enable-native-access=ALL-UNNAMED", "-Dhedgerow.trackAllocations=true");
        final ChildJvm.Result result = new ChildJvm(directory, flags).run(Child.class);
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.output().contains("a tracked region was never closed"), result::toString);
        assertTrue(result.output().contains("UnreachableTest$Child.create"), result::toString);
    }

    private void forgetRegion(final String owner) {
        final Region region = Region.open(memory, 512, owner);
        for (int i = 0; i < 3; i++) {
            region.extend();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArenaIsReleasedAndReported(final ArenaFlavour flavour) {
        forgetArena(flavour);
        log.awaitAll(memory);
        assertEquals(1, log.messagesAbout("GuardedArena").size());
    }

    private void forgetArena(final ArenaFlavour flavour) {
        flavour.guarded(memory).allocate(100);
    }

    @ParameterizedTest
    @EnumSource
    void anArenaIsReachableThroughItsSegments(final ArenaFlavour flavour) {
        final MemorySegment segment = flavour.guarded(memory).allocate(100).asSlice(50);
        LeakLog.collectGarbage();
        assertEquals(1, memory.stats().liveBlocks());
        segment.fill((byte) 1);
    }

    @Test
    void aSegmentOfAForgottenRegionEndsWithIt() {
        final MemorySegment segment = segmentOfForgottenRegion();
        log.awaitAll(memory);
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_BYTE, 0));
    }

    private MemorySegment segmentOfForgottenRegion() {
        final Region region = Region.open(memory, 512, "a region with a segment");
        region.extend();
        return region.segmentAt(0);
    }

    @Test
    void whatIsClosedIsNotReported() {
        for (int i = 0; i < 100; i++) {
            final Region region = Region.open(memory, 512, "a closed region");
            region.extend();
            region.close();
            try (GuardedArena arena = GuardedArena.ofConfined(memory)) {
                arena.allocate(1);
            }
        }
        LeakLog.collectGarbage();
        assertEquals(List.of(), log.messages());
    }

    @Test
    void closingRacesWithTheCollectorWithoutHarm() throws Exception {
        final Thread collector = Thread.ofPlatform().start(LeakLog::collectGarbage);
        while (collector.isAlive()) {
            final Region region = Region.open(memory, 512, "a region closed at its last use");
            region.extend();
            region.close();
            final GuardedArena arena = GuardedArena.ofShared(memory);
            arena.allocate(1);
            arena.close();
        }
        collector.join();
        LeakLog.collectGarbage();
        assertEquals(List.of(), log.messages());
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void whatIsReachableIsLeftAlone() {
        final Region region = Region.open(memory, 512, "a region in use");
        region.extend();
        LeakLog.collectGarbage();
        assertEquals(1, memory.stats().liveBlocks());
        region.close();
    }

    @Test
    void blocksAreReleasedByWhoHoldsThem() {
        final Holdings holdings = new Holdings(memory, "one");
        final Holdings others = new Holdings(memory, "another");
        final Block block = holdings.allocate(100, this);
        final Block second = holdings.allocate(100, this);
        assertThrows(IllegalArgumentException.class, () -> others.release(second));
        holdings.release(block);
        assertThrows(IllegalArgumentException.class, () -> holdings.release(block));
        others.close();
        holdings.close();
        holdings.close();
        assertEquals(0, memory.stats().liveBlocks());
    }
}
