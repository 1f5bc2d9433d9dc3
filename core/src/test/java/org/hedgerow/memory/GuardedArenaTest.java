package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contract of an arena, by example; {@link GuardedArenaPropertyTest} compares it with the JDK's. */
class GuardedArenaTest {

    private final AuditedMemory audited = AuditedMemory.open();
    private final GuardedMemory memory = audited.memory();

    @AfterEach
    void nothingIsLeft() {
        audited.close();
    }

    @ParameterizedTest
    @EnumSource
    void segmentsAreZeroedAlignedAndApart(final ArenaFlavour flavour) {
        try (Arena arena = flavour.guarded(memory)) {
            final MemorySegment first = arena.allocate(100, 1);
            first.fill((byte) 1);
            final MemorySegment second = arena.allocate(10_000, 4096);
            assertEquals(0, second.address() % 4096);
            assertTrue(first.asOverlappingSlice(second).isEmpty());
            assertTrue(second.elements(ValueLayout.JAVA_BYTE).allMatch(b -> b.get(ValueLayout.JAVA_BYTE, 0) == 0));
            assertEquals("text", arena.allocateFrom("text").getString(0));
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("restricted") // Only so a cleanup action is given.
    void aCleanupThatThrowsKeepsNoMemory(final ArenaFlavour flavour) {
        final Arena arena = flavour.guarded(memory);
        arena.allocate(100_000).reinterpret(100, arena, segment -> {
            throw new IllegalArgumentException("a cleanup, as a test has it");
        });
        assertThrows(IllegalArgumentException.class, arena::close);
        assertFalse(arena.scope().isAlive());
        assertEquals(0, memory.stats().liveBlocks());
        assertThrows(IllegalStateException.class, arena::close);
    }

    @ParameterizedTest
    @EnumSource
    void reusedMemoryIsZeroed(final ArenaFlavour flavour) {
        for (int i = 0; i < 10; i++) {
            try (Arena arena = flavour.guarded(memory)) {
                final MemorySegment segment = arena.allocate(700);
                assertEquals(-1, segment.mismatch(MemorySegment.ofArray(new byte[700])));
                segment.fill((byte) -1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void emptySegmentsHaveAddressesOfTheirOwn(final ArenaFlavour flavour) {
        try (Arena arena = flavour.guarded(memory)) {
            final MemorySegment first = arena.allocate(0);
            final MemorySegment second = arena.allocate(0);
            assertEquals(0, first.byteSize());
            assertNotEquals(first.address(), second.address());
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsOutOfBoundsAreRefused(final ArenaFlavour flavour) {
        try (Arena arena = flavour.guarded(memory)) {
            assertThrows(IllegalArgumentException.class, () -> arena.allocate(-1, 1));
            for (final long alignment : new long[] {0, -1, 3, Long.MIN_VALUE, Long.MAX_VALUE}) {
                assertThrows(IllegalArgumentException.class, () -> arena.allocate(1, alignment));
            }
            assertThrows(OutOfMemoryError.class, () -> arena.allocate(Long.MAX_VALUE, 1));
            assertThrows(OutOfMemoryError.class, () -> arena.allocate(1, 1L << 62));
            assertEquals(0, memory.stats().liveBlocks());
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterCloseNothingIsAccessible(final ArenaFlavour flavour) {
        final GuardedArena arena = flavour.guarded(memory);
        final MemorySegment segment = arena.allocate(ValueLayout.JAVA_LONG);
        assertTrue(arena.scope().isAlive());
        assertEquals(arena.scope(), segment.scope());
        arena.close();
        assertFalse(arena.scope().isAlive());
        assertThrows(IllegalStateException.class, () -> segment.get(ValueLayout.JAVA_LONG, 0));
        assertThrows(IllegalStateException.class, () -> arena.allocate(1));
        assertThrows(IllegalStateException.class, () -> arena.allocate(1 << 20));
        assertThrows(IllegalStateException.class, arena::close);
        assertTrue(arena.toString().endsWith("closed"), arena::toString);
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void aConfinedArenaBelongsToItsThread() {
        try (Arena arena = GuardedArena.ofConfined(memory)) {
            final MemorySegment segment = arena.allocate(ValueLayout.JAVA_LONG);
            assertInstanceOf(WrongThreadException.class, failureElsewhere(() -> arena.allocate(1)));
            assertInstanceOf(WrongThreadException.class, failureElsewhere(() -> arena.allocate(1 << 20)));
            assertEquals(1, memory.stats().liveBlocks());
            assertInstanceOf(WrongThreadException.class, failureElsewhere(arena::close));
            assertEquals(1, memory.stats().liveBlocks());
            assertInstanceOf(WrongThreadException.class, failureElsewhere(() -> segment.get(ValueLayout.JAVA_LONG, 0)));
            segment.set(ValueLayout.JAVA_LONG, 0, 1);
        }
    }

    @Test
    void aSharedArenaBelongsToAllThreads() throws Exception {
        final int threads = 4;
        final int each = 2_000;
        final Arena arena = GuardedArena.ofShared(memory);
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            executor.invokeAll(IntStream.range(0, threads)
                            .mapToObj(thread -> Executors.callable(() -> writeMany(arena, each, thread)))
                            .toList())
                    .forEach(Future::resultNow);
        }
        CompletableFuture.runAsync(arena::close).join();
        assertFalse(arena.scope().isAlive());
    }

    private static void writeMany(final Arena arena, final int count, final long value) {
        final MemorySegment[] segments = new MemorySegment[count];
        for (int i = 0; i < count; i++) {
            segments[i] = arena.allocate(ValueLayout.JAVA_LONG);
            assertEquals(0, segments[i].get(ValueLayout.JAVA_LONG, 0));
            segments[i].set(ValueLayout.JAVA_LONG, 0, value);
        }
        for (final MemorySegment segment : segments) {
            assertEquals(value, segment.get(ValueLayout.JAVA_LONG, 0));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anArenaInUseDoesNotClose(final ArenaFlavour flavour) {
        final Arena arena = flavour.guarded(memory);
        final MemorySegment segment = arena.allocate(ValueLayout.JAVA_LONG, 2);
        segment.set(ValueLayout.JAVA_LONG, 0, 42);
        WithinSegment.run(segment, () -> {
            assertThrows(IllegalStateException.class, arena::close);
            assertEquals(1, memory.stats().liveBlocks());
        });
        assertEquals(42, segment.get(ValueLayout.JAVA_LONG, 0));
        arena.close();
        assertEquals(0, memory.stats().liveBlocks());
    }

    @Test
    void manySmallSegmentsTakeFewBlocks() {
        try (Arena arena = GuardedArena.ofConfined(memory)) {
            for (int i = 0; i < 100_000; i++) {
                arena.allocate(1 + i % 40);
            }
            final MemoryStats stats = memory.stats();
            assertTrue(stats.liveBlocks() < 600, stats::toString);
        }
    }

    @Test
    void blocksGrowWithWhatAnArenaHolds() {
        final GuardedMemory shared = GuardedMemory.shared();
        final long before = shared.stats().liveBlocks();
        try (Arena arena = GuardedArena.ofConfined()) {
            for (int i = 0; i < 100_000; i++) {
                arena.allocate(100);
            }
            assertTrue(
                    shared.stats().liveBlocks() - before < 25,
                    () -> shared.stats().toString());
        }
        try (Arena arena = GuardedArena.ofShared()) {
            arena.allocate(1);
        }
    }

    @Test
    void whereMemoryIsRefusedTheArenaIsAsItWas() {
        try (GuardedArena arena = GuardedArena.ofConfined(memory)) {
            final MemorySegment before = arena.allocate(ValueLayout.JAVA_LONG);
            before.set(ValueLayout.JAVA_LONG, 0, 42);
            final String description = arena.toString();
            audited.os().faults(Faults.every(Faults.Call.MMAP, Errno.ENOMEM));
            assertThrows(OsException.class, () -> arena.allocate(1 << 20));
            audited.os().faults(Faults.none());
            assertEquals(description, arena.toString());
            assertEquals(42, before.get(ValueLayout.JAVA_LONG, 0));
            arena.allocate(1 << 20).fill((byte) 1);
        }
    }

    private static Throwable failureElsewhere(final Runnable action) {
        return assertThrows(
                        CompletionException.class,
                        () -> CompletableFuture.runAsync(action).join())
                .getCause();
    }
}
