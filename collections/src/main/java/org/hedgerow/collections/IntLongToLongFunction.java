package org.hedgerow.collections;

/** A function of an int and a long that answers a long. */
@FunctionalInterface
public interface IntLongToLongFunction {

    /**
     * Applies the function.
     *
     * @param key the int
     * @param value the long
     * @return its result
     */
    long applyAsLong(int key, long value);
}
