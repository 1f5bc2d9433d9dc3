package org.hedgerow.memory.os;

/**
 * A mapping as the kernel has it: a line of {@code /proc/self/maps}.
 *
 * @param start the first address
 * @param end the address behind the last
 * @param permissions such as {@code rw-p}
 * @param offset where in its file it begins, in bytes
 * @param path the file (a character for each byte of its name), a name such as {@code [heap]}, or empty for anonymous
 *     memory
 */
public record Vma(long start, long end, String permissions, long offset, String path) {

    private static final int RANGE_FIELD = 0;
    private static final int PERMISSIONS_FIELD = 1;
    private static final int OFFSET_FIELD = 2;
    private static final int PATH_FIELD = 5;
    private static final int HEXADECIMAL = 16;

    /**
     * Reads a line.
     *
     * @param line such as {@code 7f00-7f10 rw-p 00000000 00:05 4   /dev/zero}
     * @return the mapping
     */
    public static Vma parse(final String line) {
        final String[] fields = line.split(" +", PATH_FIELD + 1);
        final String range = fields[RANGE_FIELD];
        final int dash = range.indexOf('-');
        return new Vma(
                Long.parseUnsignedLong(range, 0, dash, HEXADECIMAL),
                Long.parseUnsignedLong(range, dash + 1, range.length(), HEXADECIMAL),
                fields[PERMISSIONS_FIELD].intern(),
                Long.parseUnsignedLong(fields[OFFSET_FIELD], HEXADECIMAL),
                fields.length > PATH_FIELD ? fields[PATH_FIELD].intern() : "");
    }

    /**
     * Whether it may be read.
     *
     * @return false for memory that is only reserved, or separates
     */
    public boolean readable() {
        return permissions.charAt(0) == 'r';
    }

    /**
     * Its length.
     *
     * @return bytes
     */
    public long bytes() {
        return end - start;
    }

    @Override
    public String toString() {
        final String range = Long.toHexString(start) + "-" + Long.toHexString(end);
        final String text = range + " " + permissions + " at offset " + offset;
        return path.isEmpty() ? text : text + " of " + path;
    }
}
