package org.hedgerow.table;

import java.util.List;
import org.hedgerow.memory.events.EventSwitch;
import org.jspecify.annotations.Nullable;

/** Makes the events of tables, as soon as there is somebody to hear of them: see {@link EventSwitch}. */
final class TableEvents {

    private static final EventSwitch HEARD = EventSwitch.of(() -> List.of(GrowEvent.class, ShrinkEvent.class));

    private TableEvents() {}

    /** Has this class initialized, by being called: while the heap is full that would fail, and then for good. */
    static void prepare() {}

    /**
     * A table is about to move.
     *
     * @param toFewerSlots whether to a smaller one
     * @return what to {@link #report} it by when it has; null if nobody hears of it
     */
    static @Nullable TableMoveEvent move(final boolean toFewerSlots) {
        if (!HEARD.isOn()) {
            return null;
        }
        // Made by their own classes: where they are made the JVM looks what they extend, and loads them for that.
        return toFewerSlots ? ShrinkEvent.create() : GrowEvent.create();
    }

    /** The move begins now. */
    static void begin(
            final @Nullable TableMoveEvent event,
            final long slotsBefore,
            final long slotsAfter,
            final long bytesBefore,
            final long bytesAfter) {
        if (event != null) {
            event.begin(slotsBefore, slotsAfter, bytesBefore, bytesAfter);
        }
    }

    /** The move is complete. */
    static void report(final @Nullable TableMoveEvent event, final String collection, final long entries) {
        if (event != null) {
            event.report(collection, entries);
        }
    }
}
