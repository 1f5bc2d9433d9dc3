package org.hedgerow.memory.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

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

    /** Begins now. */
    UnmapEvent() {
        begin();
    }

    /**
     * Ends now, and is recorded, if the heap has room for that: the chunk is unmapped all the same.
     *
     * @param memoryName the name of the memory
     * @param payloadAddress where the payload began
     * @param bytes the size of the payload
     */
    public void report(final String memoryName, final long payloadAddress, final long bytes) {
        try {
            record(memoryName, payloadAddress, bytes);
        } catch (final OutOfMemoryError e) {
            // Nobody hears of it.
        }
    }

    private void record(final String memoryName, final long payloadAddress, final long bytes) {
        end();
        if (shouldCommit()) {
            memory = memoryName;
            address = payloadAddress;
            payloadBytes = bytes;
            commit();
        }
    }
}
