package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hedgerow.memory.events.LeakEvent;
import org.hedgerow.memory.events.MapEvent;
import org.hedgerow.memory.events.ReclaimEvent;
import org.hedgerow.memory.events.RefuseEvent;
import org.hedgerow.memory.events.UnmapEvent;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Java Flight Recorder hears of a memory. */
class MemoryEventsTest {

    private static final long LARGE_BYTES = 4 << 20;

    @TempDir
    private Path directory;

    /** Is recorded from when it has a memory on, and prints what was heard of the chunk that it takes then. */
    static final class LateRecording {

        public static void main(final String[] arguments) throws IOException {
            try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
                final Block before = memory.allocate(LARGE_BYTES);
                final List<RecordedEvent> events =
                        record(() -> memory.release(memory.allocate(2 * LARGE_BYTES)), Path.of(arguments[0]));
                memory.release(before);
                System.out.println("mapped " + one("Map", events).getLong("payloadBytes"));
            }
        }
    }

    private List<RecordedEvent> record(final Runnable action) throws IOException {
        return record(action, directory.resolve("recording.jfr"));
    }

    private static List<RecordedEvent> record(final Runnable action, final Path file) throws IOException {
        try (Recording recording = new Recording()) {
            recording.start();
            action.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file);
    }

    private static List<RecordedEvent> of(final String name, final List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("org.hedgerow." + name))
                .toList();
    }

    private static RecordedEvent one(final String name, final List<RecordedEvent> events) {
        final List<RecordedEvent> found = of(name, events);
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    @Test
    void theLifeOfAChunk() throws IOException {
        final List<RecordedEvent> events = record(() -> {
            try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults(), "recorded")) {
                memory.release(memory.allocate(LARGE_BYTES));
                memory.reclaim(Long.MAX_VALUE);
            }
        });
        final RecordedEvent map = one("Map", events);
        assertEquals("recorded", map.getString("memory"));
        assertEquals(LARGE_BYTES, map.getLong("payloadBytes"));
        assertTrue(map.getInt("mappings") >= 1);
        assertTrue(map.getDuration().isPositive());
        assertFalse(map.getStackTrace().getFrames().isEmpty());
        final RecordedEvent unmap = one("Unmap", events);
        assertEquals("recorded", unmap.getString("memory"));
        assertEquals(map.getLong("address"), unmap.getLong("address"));
        assertEquals(LARGE_BYTES, unmap.getLong("payloadBytes"));
        final List<RecordedEvent> reclaims = of("Reclaim", events);
        assertEquals(
                LARGE_BYTES,
                reclaims.stream().mapToLong(event -> event.getLong("bytes")).sum());
        assertTrue(reclaims.stream().allMatch(event -> event.getLong("address") >= map.getLong("address")));
        assertTrue(reclaims.stream().allMatch(event -> event.getDuration().isPositive()));
    }

    @Test
    void aMemoryIsHeardOfThatWasThereBeforeTheRecorder() throws IOException, InterruptedException {
        final ChildJvm child = new ChildJvm(directory, List.of("--enable-native-access=ALL-UNNAMED"));
        final ChildJvm.Result result =
                child.run(LateRecording.class, directory.resolve("late.jfr").toString());
        assertEquals("mapped " + 2 * LARGE_BYTES + "\n", result.output());
    }

    @Test
    void refusals() throws IOException {
        final MemoryOptions options = MemoryOptions.defaults();
        final List<RecordedEvent> events = record(() -> {
            try (GuardedMemory bytes = GuardedMemory.open(options.maxBytes(1), "few bytes");
                    GuardedMemory mappings = GuardedMemory.open(options.maxMappings(1), "few mappings")) {
                assertThrows(MemoryLimitException.class, () -> bytes.allocate(LARGE_BYTES));
                final Block block = mappings.allocate(LARGE_BYTES);
                assertThrows(MapLimitException.class, () -> mappings.allocate(LARGE_BYTES));
                mappings.release(block);
            }
        });
        final List<RecordedEvent> refusals = of("Refuse", events);
        assertEquals(
                List.of("few bytes", "few mappings"),
                refusals.stream().map(event -> event.getString("memory")).toList());
        assertEquals(
                List.of("MemoryLimitException", "MapLimitException"),
                refusals.stream().map(event -> event.getString("exception")).toList());
        assertTrue(refusals.stream().allMatch(event -> event.getLong("requestedBytes") == LARGE_BYTES));
        assertTrue(refusals.getLast().getString("message").contains("no mapping to spare"));
    }

    @Test
    void leaks() throws IOException {
        final List<RecordedEvent> events = record(() -> {
            try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
                    LeakLog log = new LeakLog()) {
                GuardedArena.ofShared(memory).allocate(LARGE_BYTES);
                log.awaitAll(memory);
            }
        });
        final RecordedEvent leak = one("Leak", events);
        assertEquals("GuardedArena", leak.getString("owner"));
        assertEquals(1, leak.getInt("blocks"));
        assertEquals(LARGE_BYTES, leak.getLong("bytes"));
        assertEquals("", leak.getString("creation"));
    }

    @ParameterizedTest
    @ValueSource(classes = {MapEvent.class, UnmapEvent.class, RefuseEvent.class, ReclaimEvent.class, LeakEvent.class})
    void missionControlKnowsWhereAnEventBelongsAndWhatItMeasures(final Class<? extends Event> event) {
        EventDescription.check(EventType.getEventType(event), "Memory");
    }
}
