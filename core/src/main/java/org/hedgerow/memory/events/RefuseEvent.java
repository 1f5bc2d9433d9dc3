package org.hedgerow.memory.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** Memory is refused: by the budget of mappings, the limit of bytes, or the system. */
@Name("org.hedgerow.Refuse")
@Label("Memory Refused")
@Category({"Hedgerow", "Memory"})
@Description("Guarded memory was asked for and refused; nothing was changed by that")
public final class RefuseEvent extends Event {

    @Label("Memory")
    @Description("The name of the guarded memory")
    String memory = "";

    @Label("Requested")
    @DataAmount
    long requestedBytes;

    @Label("Exception")
    @Description("Which limit refused: MapLimitException, MemoryLimitException, or OsException for the system itself")
    String exception = "";

    @Label("Message")
    String message = "";

    private RefuseEvent() {}

    /**
     * Records a refusal.
     *
     * @param memoryName the name of the memory
     * @param bytes how much was asked for
     * @param refusal what is thrown
     */
    static void report(final String memoryName, final long bytes, final RuntimeException refusal) {
        final RefuseEvent event = new RefuseEvent();
        if (event.shouldCommit()) {
            event.memory = memoryName;
            event.requestedBytes = bytes;
            event.exception = refusal.getClass().getSimpleName();
            event.message = String.valueOf(refusal.getMessage());
            event.commit();
        }
    }
}
