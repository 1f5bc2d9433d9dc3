package org.hedgerow.table;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;

/**
 * What Java Flight Recorder hears of a table that moved: from the insertion or removal that began the move to the one
 * that completed it, most of which time the program spent otherwise.
 *
 * <p>This class knows nothing of those that extend it: the recorder looks into it while one of them is being loaded, and
 * that one would be loaded twice.
 */
@Category({"Hedgerow", "Collections"})
abstract class TableMoveEvent extends Event {

    @Label("Collection")
    String collection = "";

    @Label("Entries")
    @Description("How many entries it had in the end")
    long entries;

    @Label("Slots Before")
    long slotsBefore;

    @Label("Slots After")
    long slotsAfter;

    @Label("Size Before")
    @Description("The address space of the slots before; what is not written of it occupies no memory")
    @DataAmount
    long bytesBefore;

    @Label("Size After")
    @Description("The address space of the slots after; what is not written of it occupies no memory")
    @DataAmount
    long bytesAfter;

    /** Begins now. */
    final void begin(final long fromSlots, final long toSlots, final long fromBytes, final long toBytes) {
        slotsBefore = fromSlots;
        slotsAfter = toSlots;
        bytesBefore = fromBytes;
        bytesAfter = toBytes;
        begin();
    }

    /** Ends now, and is recorded, if the heap has room for that: the move is made all the same. */
    final void report(final String collectionName, final long size) {
        try {
            record(collectionName, size);
        } catch (final OutOfMemoryError e) {
            // What the insertion or removal did stays done, so it is not to fail.
        }
    }

    private void record(final String collectionName, final long size) {
        end();
        if (shouldCommit()) {
            collection = collectionName;
            entries = size;
            commit();
        }
    }
}
