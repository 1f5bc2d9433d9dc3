package org.hedgerow.collections;

/** Accepts an int and a long. */
@FunctionalInterface
public interface IntLongConsumer {

    /**
     * Accepts both.
     *
     * @param key the int
     * @param value the long
     */
    void accept(int key, long value);
}
