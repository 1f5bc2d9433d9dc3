package org.hedgerow.collections;

/**
 * What the tries of properties are multiples of: a canonical class is tried more often than what is generated from the
 * same source.
 */
final class Tries {

    static final int LONG = 100;
    static final int INT = 25;
    static final int LONG_LONG = 100;
    static final int INT_INT = 25;
    static final int INT_LONG = 25;
    static final int LONG_INT = 25;

    private Tries() {}
}
