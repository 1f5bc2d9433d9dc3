package org.hedgerow.table;

/** Has tables say that they have as many entries as no machine has memory for. They are of no use but to be asked. */
public final class MadeUpSize {

    private MadeUpSize() {}

    /** Makes the size of a table up. */
    public static void set(final HashTable table, final long size) {
        table.size = size;
    }
}
