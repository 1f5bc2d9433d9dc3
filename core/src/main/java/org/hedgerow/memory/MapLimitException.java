package org.hedgerow.memory;

import java.io.Serial;

/**
 * The process has no mapping to spare: thrown before the kernel would refuse, with nothing changed.
 *
 * <p>The collection that needed the memory is as it was, and usable.
 */
public final class MapLimitException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The most mappings allowed. */
    private final int limit;

    /** The mappings present. */
    private final int count;

    /** The mappings left to the JVM. */
    private final int reserve;

    /**
     * Creates the exception.
     *
     * @param limit the most mappings allowed: of the process, or of one memory where its options set fewer
     * @param count the mappings that are there
     * @param reserve how many of the limit are left to the JVM
     * @param advice what the user can do
     */
    MapLimitException(final int limit, final int count, final int reserve, final String advice) {
        super("no mapping to spare: " + count + " of at most " + limit + " are in use, and " + reserve
                + " are reserved for the JVM. " + advice);
        this.limit = limit;
        this.count = count;
        this.reserve = reserve;
    }

    /**
     * The most mappings allowed.
     *
     * @return {@code vm.max_map_count}, or {@link MemoryOptions#maxMappings()} where that refused
     */
    public int limit() {
        return limit;
    }

    /**
     * The mappings that were there when this one was refused.
     *
     * @return a count
     */
    public int count() {
        return count;
    }

    /**
     * How many mappings of the limit are left to the JVM.
     *
     * @return a count
     */
    public int reserve() {
        return reserve;
    }
}
