package org.hedgerow.collections;

/** A condition of a long and an int. */
@FunctionalInterface
public interface LongIntPredicate {

    /**
     * Tests both.
     *
     * @param key the long
     * @param value the int
     * @return true if they meet the condition
     */
    boolean test(long key, int value);
}
