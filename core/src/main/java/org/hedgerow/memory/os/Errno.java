package org.hedgerow.memory.os;

/** The error numbers of Linux that memory calls answer with: their names, and what usually causes them. */
public enum Errno {
    /** Operation not permitted. */
    EPERM(1, "the process may not do that to this memory"),
    /** No such file or directory. */
    ENOENT(2, "the file does not exist"),
    /** Try again. */
    EAGAIN(11, "too much memory is locked, or the kernel ran short for a moment"),
    /** Out of memory, or out of mappings. */
    ENOMEM(
            12,
            "the process is at its map limit (vm.max_map_count), at its address-space limit (ulimit -v),"
                    + " or the system has no memory left (see vm.overcommit_memory)"),
    /** Permission denied. */
    EACCES(13, "the file may not be opened that way"),
    /** Bad address. */
    EFAULT(14, "the range holds pages that cannot be populated"),
    /** File exists. */
    EEXIST(17, "something is mapped there already"),
    /** No such device. */
    ENODEV(19, "the file cannot be mapped"),
    /** Invalid argument. */
    EINVAL(22, "the kernel does not know the request, or the range is not aligned to a page"),
    /** Too many open files in the system. */
    ENFILE(23, "the system has too many open files"),
    /** Too many open files in the process. */
    EMFILE(24, "the process has too many open files (ulimit -n)"),
    /** Function not implemented. */
    ENOSYS(38, "this kernel, or what the process is confined by, does not have the call");

    private final int number;
    private final String likelyCause;

    Errno(final int number, final String likelyCause) {
        this.number = number;
        this.likelyCause = likelyCause;
    }

    /**
     * The number as the kernel answers it.
     *
     * @return a positive number
     */
    public int number() {
        return number;
    }

    /**
     * Whether the answer of a call is this error.
     *
     * @param answer what a call of {@link Os} answered
     * @return true if {@code answer} is minus this error's number
     */
    public boolean is(final long answer) {
        return answer == -number;
    }

    /**
     * The name of an error, and what usually causes it, for a message.
     *
     * @param number the error, positive
     * @return such as {@code "ENOMEM (12): the process is at its map limit …"}
     */
    public static String describe(final int number) {
        for (final Errno errno : values()) {
            if (errno.number == number) {
                return errno.name() + " (" + number + "): " + errno.likelyCause;
            }
        }
        return "errno " + number;
    }
}
