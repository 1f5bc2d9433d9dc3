package org.hedgerow.demo.limit;

/**
 * A line of {@code /proc/self/maps}.
 *
 * @param start first address
 * @param end address behind the last
 * @param permissions such as {@code rw-p}
 * @param path the file, or empty
 */
record Mapping(long start, long end, String permissions, String path) {

    private static final int PATH_FIELD = 5;

    /**
     * Reads a line.
     *
     * @param line such as {@code 7f00-7f10 rw-p 00000000 00:05 4   /dev/zero}
     * @return the mapping
     */
    static Mapping parse(final String line) {
        final String[] fields = line.split(" +", PATH_FIELD + 1);
        final int dash = fields[0].indexOf('-');
        return new Mapping(
                Long.parseUnsignedLong(fields[0].substring(0, dash), 16),
                Long.parseUnsignedLong(fields[0].substring(dash + 1), 16),
                fields[1],
                fields.length > PATH_FIELD ? fields[PATH_FIELD] : "");
    }

    boolean readable() {
        return permissions.charAt(0) == 'r';
    }

    long bytes() {
        return end - start;
    }
}
