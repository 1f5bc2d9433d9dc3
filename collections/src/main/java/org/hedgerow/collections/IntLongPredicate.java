package org.hedgerow.collections;

/** A condition of an int and a long. */
@FunctionalInterface
public interface IntLongPredicate {

    /**
     * Tests both.
     *
     * @param key the int
     * @param value the long
     * @return true if they meet the condition
     */
    boolean test(int key, long value);
}
