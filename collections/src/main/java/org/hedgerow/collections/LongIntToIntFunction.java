package org.hedgerow.collections;

/** A function of a long and an int that answers an int. */
@FunctionalInterface
public interface LongIntToIntFunction {

    /**
     * Applies the function.
     *
     * @param key the long
     * @param value the int
     * @return its result
     */
    int applyAsInt(long key, int value);
}
