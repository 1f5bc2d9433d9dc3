package org.hedgerow.memory.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** Something was never closed, and its memory was released when it became unreachable. */
@Name("org.hedgerow.Leak")
@Label("Never Closed")
@Category({"Hedgerow", "Memory"})
@Description("A collection, region or arena was never closed; its memory was released when it became unreachable")
@StackTrace(false)
public final class LeakEvent extends Event {

    @Label("Owner")
    @Description("What was never closed")
    String owner = "";

    @Label("Blocks")
    int blocks;

    @Label("Size")
    @Description("What its blocks held")
    @DataAmount
    long bytes;

    @Label("Created")
    @Description("Where it was created, with -Dhedgerow.trackAllocations=true")
    String creation = "";

    private LeakEvent() {}

    /**
     * Records a leak.
     *
     * @param ownerName what was never closed
     * @param blockCount how many blocks it held
     * @param size what they held, in bytes
     * @param creationStack where it was created, or empty if that is not known
     */
    static void report(final String ownerName, final int blockCount, final long size, final String creationStack) {
        final LeakEvent event = new LeakEvent();
        if (event.shouldCommit()) {
            event.owner = ownerName;
            event.blocks = blockCount;
            event.bytes = size;
            event.creation = creationStack;
            event.commit();
        }
    }
}
