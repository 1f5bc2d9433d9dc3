package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import jdk.jfr.DataAmount;
import jdk.jfr.EventType;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Timespan;
import jdk.jfr.ValueDescriptor;

/** What an event must say of itself, so that Mission Control shows it in its place, in words, and in units. */
public final class EventDescription {

    /** The recorder adds these to each event, and describes them itself. */
    private static final Set<String> ADDED = Set.of("startTime", "duration", "eventThread", "stackTrace");

    private EventDescription() {}

    /** Checks an event that belongs below "Hedgerow". */
    public static void check(final EventType event, final String category) {
        assertTrue(event.getName().startsWith("org.hedgerow."), event.getName());
        assertEquals(List.of("Hedgerow", category), event.getCategoryNames());
        assertNotNull(event.getLabel(), event.getName());
        assertNotEquals(event.getName(), event.getLabel());
        assertNotNull(event.getDescription(), event.getName());
        assertNotNull(event.getField("duration").getAnnotation(Timespan.class), event.getName());
        event.getFields().stream()
                .filter(field -> !ADDED.contains(field.getName()))
                .forEach(EventDescription::checkField);
    }

    private static void checkField(final ValueDescriptor field) {
        final String name = field.getName();
        assertNotNull(field.getLabel(), name);
        if (name.toLowerCase(Locale.ROOT).contains("bytes")) {
            final DataAmount amount = field.getAnnotation(DataAmount.class);
            assertNotNull(amount, name);
            assertEquals(DataAmount.BYTES, amount.value(), name);
        }
        if (name.toLowerCase(Locale.ROOT).contains("address")) {
            assertNotNull(field.getAnnotation(MemoryAddress.class), name);
        }
    }
}
