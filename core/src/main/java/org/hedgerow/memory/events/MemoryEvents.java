package org.hedgerow.memory.events;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the events of guarded memory, as soon as there is somebody to hear of them: see {@link EventSwitch}. */
public final class MemoryEvents {

    private static final EventSwitch HEARD = EventSwitch.of(
            () -> List.of(MapEvent.class, UnmapEvent.class, ReclaimEvent.class, RefuseEvent.class, LeakEvent.class));

    private MemoryEvents() {}

    /**
     * A chunk is about to be mapped.
     *
     * @return what to report it by when it is; null if nobody hears of it
     */
    public static @Nullable MapEvent map() {
        return HEARD.isOn() ? new MapEvent() : null;
    }

    /**
     * A chunk is about to be unmapped.
     *
     * @return what to report it by when it is; null if nobody hears of it, or where the heap has no room for an event, as
     *     that is to keep nothing from being unmapped
     */
    public static @Nullable UnmapEvent unmap() {
        try {
            return HEARD.isOn() ? new UnmapEvent() : null;
        } catch (final OutOfMemoryError e) {
            return null;
        }
    }

    /**
     * A piece of memory is about to be given back.
     *
     * @return what to report it by when it is; null if nobody hears of it
     */
    public static @Nullable ReclaimEvent reclaim() {
        return HEARD.isOn() ? new ReclaimEvent() : null;
    }

    /**
     * Memory was refused.
     *
     * @param memoryName the name of the memory
     * @param bytes how much was asked for
     * @param refusal what is thrown
     */
    public static void refused(final String memoryName, final long bytes, final RuntimeException refusal) {
        if (HEARD.isOn()) {
            RefuseEvent.report(memoryName, bytes, refusal);
        }
    }

    /**
     * Something was never closed.
     *
     * @param ownerName what was never closed
     * @param blockCount how many blocks it held
     * @param size what they held, in bytes
     * @param creationStack where it was created, or empty if that is not known
     */
    public static void leaked(
            final String ownerName, final int blockCount, final long size, final String creationStack) {
        if (HEARD.isOn()) {
            LeakEvent.report(ownerName, blockCount, size, creationStack);
        }
    }
}
