package org.hedgerow.collections;

import java.util.Arrays;

/** A program that prints whether two maps with the same entries have the same order, and what that is. */
final class IterationOrder {

    private static final int KEYS = 100;

    private IterationOrder() {}

    /** Prints them. */
    public static void main(final String[] arguments) {
        final long[] first = order();
        final long[] second = order();
        System.out.println("same: " + Arrays.equals(first, second));
        System.out.println("order: " + Arrays.toString(first));
    }

    private static long[] order() {
        try (Long2LongHashMap map = new Long2LongHashMap(-1)) {
            for (int key = 0; key < KEYS; key++) {
                map.put(key, key);
            }
            return map.keySet().longStream().toArray();
        }
    }
}
