package org.hedgerow.testkit.kernel;

import org.hedgerow.memory.os.Os;

/**
 * One mapping, as the kernel keeps it: a range with equal attributes.
 *
 * @param start first byte
 * @param end behind the last byte
 * @param protection a sum of {@code PROT_} constants
 * @param attributes a sum of the constants here
 * @param file what it maps: {@link #ANONYMOUS} or {@link #ZERO_DEVICE}
 * @param offset where in the file it begins, in bytes; of anonymous memory, its address
 * @param family which mappings it shares its anonymous pages' bookkeeping with; 0 as long as it has no pages. Neighbours
 *     merge only if they share it, or one has none.
 */
public record Vma(long start, long end, int protection, int attributes, int file, long offset, int family) {

    /** The file of anonymous memory. */
    public static final int ANONYMOUS = 0;

    /** The file of private mappings of {@code /dev/zero}. */
    public static final int ZERO_DEVICE = 1;

    /** Attribute: no swap space is reserved for it. */
    public static final int NO_RESERVE = 1;

    /** Attribute: it counts against the memory that the system has committed. */
    public static final int ACCOUNT = 2;

    /** Attribute: huge pages were asked for. */
    public static final int HUGE = 4;

    /** Attribute: huge pages were declined. */
    public static final int NO_HUGE = 8;

    /** Attribute: pages come from one NUMA node only; its number, and one more, is counted in these. */
    public static final int NODE = 16;

    /**
     * The length.
     *
     * @return bytes, more than 0
     */
    public long bytes() {
        return end - start;
    }

    /** The part of it in a range, which must lie within it. */
    Vma part(final long from, final long to) {
        return new Vma(from, to, protection, attributes, file, offset + (from - start), family);
    }

    /** The same with other attributes. */
    Vma with(final int newProtection, final int newAttributes) {
        return new Vma(start, end, newProtection, newAttributes, file, offset, family);
    }

    /** The same in a family. */
    Vma inFamily(final int newFamily) {
        return new Vma(start, end, protection, attributes, file, offset, newFamily);
    }

    /** Whether the kernel makes one mapping of this and the next one. */
    boolean mergesWith(final Vma next) {
        return protection == next.protection && isRelativeOf(next) && agreesInFamily(next);
    }

    /** Whether the next one continues this in all but its protection. */
    boolean isRelativeOf(final Vma next) {
        return end == next.start
                && attributes == next.attributes
                && file == next.file
                && offset + bytes() == next.offset;
    }

    /** Whether the families of two allow them to be one. */
    boolean agreesInFamily(final Vma other) {
        return family == 0 || other.family == 0 || family == other.family;
    }

    /** One mapping of this and the next one. */
    Vma joined(final Vma next) {
        return new Vma(start, next.end, protection, attributes, file, offset, family == 0 ? next.family : family);
    }

    /** The mapping as the system tells it. */
    org.hedgerow.memory.os.Vma asTold() {
        final boolean anonymous = file == ANONYMOUS;
        return new org.hedgerow.memory.os.Vma(
                start, end, access() + "p", anonymous ? 0 : offset, anonymous ? "" : "/dev/zero");
    }

    /** Whether there are mappings of a protection: what is written can be read, and nothing is executed. */
    static boolean isModelled(final int protection) {
        return switch (protection) {
            case Os.PROT_NONE, Os.PROT_READ, Os.PROT_READ | Os.PROT_WRITE -> true;
            default -> false;
        };
    }

    private String access() {
        return switch (protection) {
            case Os.PROT_NONE -> "---";
            case Os.PROT_READ -> "r--";
            default -> "rw-";
        };
    }

    @Override
    public String toString() {
        return Long.toHexString(start) + "-" + Long.toHexString(end) + " " + access()
                + (file == ZERO_DEVICE ? " " + Long.toHexString(offset) + " /dev/zero" : "");
    }
}
