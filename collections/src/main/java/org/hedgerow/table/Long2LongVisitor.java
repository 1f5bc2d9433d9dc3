package org.hedgerow.table;

/** Is given the entries of a table, one after the other. */
@FunctionalInterface
public interface Long2LongVisitor {

    /**
     * Visits an entry.
     *
     * @param key its key
     * @param value its value, which is not 0
     */
    void visit(/*K*/ long key, /*V*/ long value);
}
