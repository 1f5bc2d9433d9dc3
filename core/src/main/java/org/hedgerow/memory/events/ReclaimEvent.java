package org.hedgerow.memory.events;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.MemoryAddress;
import jdk.jfr.Name;

/** A piece of memory is given back to the system. */
@Name("org.hedgerow.Reclaim")
@Label("Memory Reclaimed")
@Category({"Hedgerow", "Memory"})
@Description(
        "A piece of memory was given back to the system, while its mapping stays; lasts as long as the system call")
public final class ReclaimEvent extends Event {

    @Label("Address")
    @MemoryAddress
    long address;

    @Label("Size")
    @DataAmount
    long bytes;

    /** Begins now. */
    ReclaimEvent() {
        begin();
    }

    /**
     * Ends now, and is recorded.
     *
     * @param firstAddress where the piece begins
     * @param length its size, in bytes
     */
    public void report(final long firstAddress, final long length) {
        end();
        if (shouldCommit()) {
            address = firstAddress;
            bytes = length;
            commit();
        }
    }
}
