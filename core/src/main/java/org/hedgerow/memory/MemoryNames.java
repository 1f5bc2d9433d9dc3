package org.hedgerow.memory;

import java.util.concurrent.atomic.AtomicInteger;

/** The names of memories: such as can be the value of a JMX object name without quotes. */
final class MemoryNames {

    private static final String RESERVED = "*?,=:\"";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private MemoryNames() {}

    /** A name that no memory was given before, but by its user. */
    static String next() {
        return "memory-" + NUMBERS.incrementAndGet();
    }

    /**
     * Checks a name that a user chose.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    static void check(final String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isISOControl(c) || RESERVED.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("\"" + name
                    + "\" cannot be the name of a memory: it needs a character, and has none of " + RESERVED
                    + " or of control");
        }
    }
}
