package org.hedgerow.table;

/** Is given the entries of a table, one after the other. */
@FunctionalInterface
public interface EntryVisitor {

    /**
     * Visits an entry.
     *
     * @param key its key
     * @param value its value, which is not 0
     */
    void visit(long key, long value);
}
