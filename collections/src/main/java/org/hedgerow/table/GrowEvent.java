package org.hedgerow.table;

import jdk.jfr.Description;
import jdk.jfr.Label;
import jdk.jfr.Name;

/** A table moved to a larger one, or to one with a longer tail. */
@Name("org.hedgerow.Grow")
@Label("Table Grown")
@Description("A hash table grew, a few slots with each insertion; lasts from the first of them to the last")
final class GrowEvent extends TableMoveEvent {

    static TableMoveEvent create() {
        return new GrowEvent();
    }
}
