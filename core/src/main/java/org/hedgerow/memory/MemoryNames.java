package org.hedgerow.memory;

import java.util.concurrent.atomic.AtomicInteger;

/** The names of memories: such as can be the value of a JMX object name without quotes. */
final class MemoryNames {

    /** The name of the memory that collections share. */
    static final String SHARED = "shared";

    private static final String NUMBERED = "memory-";
    private static final String FORBIDDEN = "*?,=:\"";
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private MemoryNames() {}

    /** A name that no memory was given before. */
    static String next() {
        return NUMBERED + NUMBERS.incrementAndGet();
    }

    /**
     * Checks a name that a user chose.
     *
     * @throws IllegalArgumentException if it cannot be one
     */
    static void check(final String name) {
        if (name.isEmpty() || name.chars().anyMatch(c -> Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("\"" + name + "\" cannot be the name of a memory: it needs a character,"
                    + " and has none of " + FORBIDDEN + ", nor a control character");
        }
        if (name.equals(SHARED) || name.startsWith(NUMBERED)) {
            throw new IllegalArgumentException("\"" + name + "\" is a name that memories have which are given none");
        }
    }
}
