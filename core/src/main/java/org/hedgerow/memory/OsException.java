package org.hedgerow.memory;

import java.io.Serial;
import org.hedgerow.memory.os.Errno;

/** A system call failed for another reason than the map limit: thrown with nothing changed and nothing lost. */
public final class OsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The error number. */
    private final int errno;

    /**
     * Creates the exception.
     *
     * @param call the name of the call
     * @param address its address
     * @param bytes its size
     * @param errno the error number, positive
     */
    OsException(final String call, final long address, final long bytes, final int errno) {
        super(call + "(0x" + Long.toHexString(address) + ", " + bytes + " bytes) failed with " + Errno.describe(errno));
        this.errno = errno;
    }

    /**
     * The error number of the system.
     *
     * @return a positive number, such as 12 for ENOMEM
     */
    public int errno() {
        return errno;
    }
}
