package org.hedgerow.table;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A table moved to a smaller one. */
@Name("org.hedgerow.Shrink")
@Label("Table Shrunk")
@Description("A hash table shrank, a few slots with each removal; lasts from the first of them to the last")
final class ShrinkEvent extends TableMoveEvent {

    static TableMoveEvent create() {
        return new ShrinkEvent();
    }
}
