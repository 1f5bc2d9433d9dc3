package org.hedgerow.memory;

import java.io.Serial;

/**
 * A {@link GuardedMemory} would pass its own limit of bytes ({@link MemoryOptions#maxBytes()}): thrown with nothing
 * changed. The collection that needed the memory is as it was, and usable.
 */
public final class MemoryLimitException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The limit. */
    private final long maxBytes;

    /** What is in use. */
    private final long bytesInUse;

    /** What was asked for. */
    private final long bytesAskedFor;

    /**
     * Creates the exception.
     *
     * @param maxBytes the limit
     * @param bytesInUse what counts against it at present
     * @param bytesAskedFor what was asked for beside it
     */
    MemoryLimitException(final long maxBytes, final long bytesInUse, final long bytesAskedFor) {
        super("the memory limit is spent: " + bytesInUse + " of at most " + maxBytes + " bytes are in use, and "
                + bytesAskedFor + " more were asked for. Remove data, close collections, or raise"
                + " MemoryOptions.maxBytes.");
        this.maxBytes = maxBytes;
        this.bytesInUse = bytesInUse;
        this.bytesAskedFor = bytesAskedFor;
    }

    /**
     * The limit.
     *
     * @return bytes
     */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * What counted against the limit.
     *
     * @return bytes
     */
    public long bytesInUse() {
        return bytesInUse;
    }

    /**
     * What was asked for.
     *
     * @return bytes
     */
    public long bytesAskedFor() {
        return bytesAskedFor;
    }
}
