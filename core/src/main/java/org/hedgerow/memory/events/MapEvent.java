package org.hedgerow.memory.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

/** A chunk is mapped. */
@Name("org.hedgerow.Map")
@Label("Chunk Mapped")
@Category({"Hedgerow", "Memory"})
@Description("A chunk of guarded memory was mapped; lasts as long as the system calls")
public final class MapEvent extends Event {

    @Label("Memory")
    @Description("The name of the guarded memory")
    String memory = "";

    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Payload")
    @DataAmount
    long payloadBytes;

    @Label("Mappings")
    @Description("How many mappings the kernel counts for the chunk")
    int mappings;

    @Label("Huge Pages")
    @Description("Whether it asked for huge pages")
    boolean hugePages;

    /** Begins now. */
    MapEvent() {
        begin();
    }

    /**
     * Ends now, and is recorded.
     *
     * @param memoryName the name of the memory
     * @param payloadAddress where the payload begins
     * @param bytes the size of the payload
     * @param mappingCount how many mappings the kernel counts for it
     * @param huge whether it asked for huge pages
     */
    public void report(
            final String memoryName,
            final long payloadAddress,
            final long bytes,
            final int mappingCount,
            final boolean huge) {
        end();
        if (shouldCommit()) {
            memory = memoryName;
            address = payloadAddress;
            payloadBytes = bytes;
            mappings = mappingCount;
            hugePages = huge;
            commit();
        }
    }
}
