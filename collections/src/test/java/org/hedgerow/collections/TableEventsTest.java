package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.hedgerow.memory.EventDescription;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Java Flight Recorder hears of tables that grow and shrink. */
class TableEventsTest {

    private static final int ENTRIES = 100_000;

    @Test
    void aMapThatGrowsAndShrinks(@TempDir final Path directory) throws IOException {
        final Path file = directory.resolve("recording.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
                    Long2LongHashMap map = new Long2LongHashMap(memory, -1)) {
                for (int i = 0; i < ENTRIES; i++) {
                    map.put(i, i);
                }
                for (int i = 0; i < ENTRIES; i++) {
                    map.remove(i);
                }
                assertTrue(map.isEmpty());
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
