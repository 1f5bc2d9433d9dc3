package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hedgerow.memory.EventDescription;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.kernel.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java Flight Recorder hears of tables that grow and shrink. */
class TableEventsTest {

    private static final int ENTRIES = 100_000;

    /** Does what there are events of, while nobody hears of them. */
    static final class Unheard {

        public static void main(final String[] arguments) {
            try (GuardedMemory memory =
                            GuardedMemory.open(MemoryOptions.defaults().maxBytes(16 << 20));
                    Long2LongHashMap map = new Long2LongHashMap(memory, -1)) {
                growAndShrink(map);
                memory.reclaim(Long.MAX_VALUE);
                assertThrows(MemoryLimitException.class, () -> memory.allocate(32 << 20));
            }
        }
    }

    private static void growAndShrink(final Long2LongHashMap map) {
        for (int i = 0; i < ENTRIES; i++) {
            map.put(i, i);
        }
        for (int i = 0; i < ENTRIES; i++) {
            map.remove(i);
        }
        assertTrue(map.isEmpty());
    }

    /** To load the first one takes the JVM an eighth of a second: it sets up half of the recorder. */
    @Test
    void whileNothingIsRecordedNoEventIsLoaded(@TempDir final Path directory) throws IOException, InterruptedException {
        final List<String> flags = List.of("--enable-native-access=ALL-UNNAMED", "-Xlog:class+load");
        final ChildJvm.Result result = new ChildJvm(directory, flags).run(Unheard.class);
        assertEquals(0, result.exitCode(), result::toString);
        assertTrue(result.output().contains(" org.hedgerow.memory.events.EventSwitch "));
        final Pattern tooMuch =
                Pattern.compile(" org\\.hedgerow\\.\\S+Event | jdk\\.jfr\\.internal\\.MetadataRepository ");
        assertFalse(tooMuch.matcher(result.output()).find(), result::toString);
    }

    @Test
    void aMapThatGrowsAndShrinks(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
                    Long2LongHashMap map = new Long2LongHashMap(memory, -1)) {
                growAndShrink(map);
            }
            recording.stop();
            recording.dump(file);
        }
        final List<RecordedEvent> events = RecordingFile.readAllEvents(file);
        final List<RecordedEvent> growths = of("Grow", events);
        final List<RecordedEvent> shrinkings = of("Shrink", events);
        assertFalse(growths.isEmpty());
        assertFalse(shrinkings.isEmpty());
        for (final RecordedEvent growth : growths) {
            assertEquals("Long2LongHashMap", growth.getString("collection"));
            assertTrue(growth.getLong("slotsAfter") >= growth.getLong("slotsBefore"), growth::toString);
            assertTrue(growth.getLong("bytesAfter") > growth.getLong("bytesBefore"), growth::toString);
            assertTrue(growth.getLong("entries") <= growth.getLong("slotsAfter"), growth::toString);
        }
        assertTrue(growths.getLast().getLong("slotsAfter") > ENTRIES);
        assertTrue(growths.getLast().getDuration().isPositive());
        assertTrue(shrinkings.stream().allMatch(e -> e.getLong("slotsAfter") < e.getLong("slotsBefore")));
        EventDescription.check(growths.getFirst().getEventType(), "Collections");
        EventDescription.check(shrinkings.getFirst().getEventType(), "Collections");
        assertEquals("Table Grown", growths.getFirst().getEventType().getLabel());
        assertEquals("Table Shrunk", shrinkings.getFirst().getEventType().getLabel());
    }

    private static List<RecordedEvent> of(final String name, final List<RecordedEvent> events) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals("org.hedgerow." + name))
                .toList();
    }
}
