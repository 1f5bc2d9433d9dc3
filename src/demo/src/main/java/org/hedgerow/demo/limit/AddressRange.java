package org.hedgerow.demo.limit;

/**
 * A range of addresses in a picture.
 *
 * @param offset its first byte, counted from the first address of the picture
 * @param bytes its length
 * @param kind what it is
 */
public record AddressRange(long offset, long bytes, RangeKind kind) {

    /**
     * Reads a range as {@link #toString()} writes it.
     *
     * @param text such as {@code 0 8192 PAYLOAD}
     * @return the range
     */
    static AddressRange parse(final String text) {
        final String[] fields = text.split(" ", -1);
        return new AddressRange(Long.parseLong(fields[0]), Long.parseLong(fields[1]), RangeKind.valueOf(fields[2]));
    }

    @Override
    public String toString() {
        return offset + " " + bytes + " " + kind;
    }
}
