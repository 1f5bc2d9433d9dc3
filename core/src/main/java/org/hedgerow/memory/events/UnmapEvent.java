package org.hedgerow.memory.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;
import org.jspecify.annotations.Nullable;

/** A chunk is unmapped. */
@Name("org.hedgerow.Unmap")
@Label("Chunk Unmapped")
@Category({"Hedgerow", "Memory"})
@Description("A chunk of guarded memory was unmapped; lasts as long as the system call")
public final class UnmapEvent extends Event {

    @Label("Memory")
    @Description("The name of the guarded memory")
    String memory = "";

    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Payload")
    @DataAmount
    long payloadBytes;

    private UnmapEvent() {
        begin();
    }

    /**
     * Begins now.
     *
     * @return the event; null where the heap has no room for one, as that is to keep nothing from being unmapped
     */
    public static @Nullable UnmapEvent begun() {
        try {
            return new UnmapEvent();
        } catch (final OutOfMemoryError e) {
            return null;
        }
    }

    /**
     * Ends now, and is recorded, if the heap has room for that.
     *
     * @param event one that has begun; null if there is none
     * @param memoryName the name of the memory
     * @param payloadAddress where the payload began
     * @param bytes the size of the payload
     */
    public static void report(
            final @Nullable UnmapEvent event, final String memoryName, final long payloadAddress, final long bytes) {
        if (event != null) {
            try {
                event.report(memoryName, payloadAddress, bytes);
            } catch (final OutOfMemoryError e) {
                // The chunk is unmapped all the same.
            }
        }
    }

    private void report(final String memoryName, final long payloadAddress, final long bytes) {
        end();
        if (shouldCommit()) {
            memory = memoryName;
            address = payloadAddress;
            payloadBytes = bytes;
            commit();
        }
    }
}
