package org.hedgerow.memory.access;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * The blocks that may be accessed at present, for the checked mode ({@link RawMemory#CHECKED}); unused otherwise.
 *
 * <p>Blocks that are live at one time never overlap, so the block with the greatest address at or below an access is
 * the only one that can hold it. A released block stays known, with the word "released", until its memory is handed out
 * again, so that a late access is told whose memory it was. Thread-safe.
 *
 * <p>An access is an address and a length, and does not tell whose it is. What goes past the end of a block is found out
 * all the same as long as it does not lie in another live block as a whole: in the checked mode shared chunks leave at
 * least 16 bytes between any two blocks.
 */
public final class LiveBlocks {

    private static final ConcurrentSkipListMap<Long, Range> RANGES = new ConcurrentSkipListMap<>();

    /** For each of some pages the block last seen there, which most accesses ask for; racy, and no harm in that. */
    private static final @Nullable Range[] RECENT = new @Nullable Range[256];

    private static final int LOG2_RECENT_STRIDE = 12;

    private static long accesses;

    private static final class Range {

        private final long address;
        private final long bytes;
        private final String owner;
        private volatile boolean live = true;

        private Range(final long address, final long bytes, final String owner) {
            this.address = address;
            this.bytes = bytes;
            this.owner = owner;
        }

        private long end() {
            return address + bytes;
        }

        private boolean holds(final long from, final long count) {
            return from >= address && count <= end() - from;
        }

        @Override
        public String toString() {
            return "a block of " + bytes + " bytes at 0x" + Long.toHexString(address) + " of " + owner
                    + (live ? "" : ", released");
        }
    }

    private LiveBlocks() {}

    /**
     * Makes a block known, in place of whatever was known of its range.
     *
     * @param address its first byte
     * @param bytes its length
     * @param owner whose it is, for messages
     */
    public static void add(final long address, final long bytes, final String owner) {
        if (RawMemory.CHECKED) {
            forget(address, bytes);
            RANGES.put(address, new Range(address, bytes, owner));
        }
    }

    /**
     * Makes a block known as released.
     *
     * @param address its first byte
     */
    public static void remove(final long address) {
        if (RawMemory.CHECKED) {
            final Range range = RANGES.get(address);
            if (range != null) {
                range.live = false;
            }
        }
    }

    /**
     * Forgets all that was known of a range, since it is unmapped or begins a new life.
     *
     * @param address its first byte
     * @param bytes its length
     */
    public static void forget(final long address, final long bytes) {
        if (RawMemory.CHECKED) {
            final Map.Entry<Long, Range> before = RANGES.lowerEntry(address);
            if (before != null && before.getValue().end() > address) {
                RANGES.remove(before.getKey());
            }
            RANGES.subMap(address, address + bytes).clear();
        }
    }

    /**
     * How many accesses were checked so far: a measure of work that no clock disturbs.
     *
     * @return a count, exact if there is one thread
     */
    public static long accesses() {
        return accesses;
    }

    /**
     * Checks that an access lies in one live block.
     *
     * @param address its first byte
     * @param bytes its length
     * @throws IllegalStateException if it does not
     */
    static void check(final long address, final long bytes) {
        accesses++;
        final int recent = (int) (address >>> LOG2_RECENT_STRIDE) & (RECENT.length - 1);
        final Range last = RECENT[recent];
        if (last == null || !last.live || !last.holds(address, bytes)) {
            RECENT[recent] = find(address, bytes);
        }
    }

    private static Range find(final long address, final long bytes) {
        final Map.Entry<Long, Range> entry = RANGES.floorEntry(address);
        final Range range = entry == null ? null : entry.getValue();
        if (range == null || !range.live || !range.holds(address, bytes)) {
            throw new IllegalStateException(describe(address, bytes, range));
        }
        return range;
    }

    private static String describe(final long address, final long bytes, final @Nullable Range nearest) {
        final String access =
                "an access of " + bytes + " bytes at 0x" + Long.toHexString(address) + " lies in no live block";
        if (nearest == null) {
            return access;
        }
        final String relation = nearest.holds(address, 1) ? "; it lies in " : "; the nearest below it is ";
        return access + relation + nearest;
    }
}
