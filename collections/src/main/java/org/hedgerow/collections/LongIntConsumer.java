package org.hedgerow.collections;

/** Accepts a long and an int. */
@FunctionalInterface
public interface LongIntConsumer {

    /**
     * Accepts both.
     *
     * @param key the long
     * @param value the int
     */
    void accept(long key, int value);
}
