package org.hedgerow.testkit.kernel;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;
import org.jspecify.annotations.Nullable;

/**
 * The mappings of a process, and what the kernel does to them: where it merges, where it splits, and where it refuses
 * for the map limit. Contents are another's.
 *
 * <p>The comparisons with the limit are Linux's own, and differ:
 *
 * <ul>
 *   <li>mmap is refused if the count is <em>over</em> the limit, before anything else is looked at;
 *   <li>munmap is refused if the range lies strictly inside one mapping, and the count is at the limit;
 *   <li>a change of attributes is refused where it has to split, and the count is at the limit. It may split at its start
 *       and then be refused at its end: the first split stays.
 * </ul>
 *
 * <p>All ranges are multiples of pages. Calls answer 0 or {@code -errno}. Not thread-safe.
 */
public final class VmaTable {

    private static final int ENOMEM = -Errno.ENOMEM.number();
    private static final int EAGAIN = -Errno.EAGAIN.number();
    private static final int EINVAL = -Errno.EINVAL.number();
    private static final int EFAULT = -Errno.EFAULT.number();

    private final int pageBytes;
    private final NavigableMap<Long, Vma> vmas = new TreeMap<>();
    /** The pages that are guard regions: they belong to the page tables, not to the mappings. */
    private final NavigableSet<Long> guards = new TreeSet<>();

    private int limit;
    private int others;
    private int families;

    /**
     * Creates a table without mappings.
     *
     * @param pageBytes the size of a page
     * @param limit the most mappings that the process may have
     * @param others how many it has elsewhere
     */
    public VmaTable(final int pageBytes, final int limit, final int others) {
        this.pageBytes = pageBytes;
        this.limit = limit;
        this.others = others;
    }

    /**
     * Changes the limit, as an administrator does.
     *
     * @param most the most mappings that the process may have
     */
    public void limit(final int most) {
        limit = most;
    }

    /**
     * Changes how many mappings the process has elsewhere.
     *
     * @param count how many
     */
    public void others(final int count) {
        others = count;
    }

    /**
     * How many mappings the process has.
     *
     * @return the count that is compared with the limit
     */
    public int count() {
        return vmas.size() + others;
    }

    /**
     * The mappings in order of their addresses.
     *
     * @return a copy
     */
    public List<Vma> vmas() {
        return List.copyOf(vmas.values());
    }

    /** The most mappings that the process may have. */
    int limit() {
        return limit;
    }

    /** Whether a split would be refused. */
    boolean isAtLimit() {
        return count() >= limit;
    }

    /** Whether any new mapping would be refused. */
    boolean isOverLimit() {
        return count() > limit;
    }

    /** The mapping that holds an address. */
    @Nullable
    Vma at(final long address) {
        final Map.Entry<Long, Vma> entry = vmas.floorEntry(address);
        return entry == null || entry.getValue().end() <= address ? null : entry.getValue();
    }

    /** The first mapping that ends behind an address. */
    @Nullable
    Vma atOrAfter(final long address) {
        final Vma holding = at(address);
        if (holding != null) {
            return holding;
        }
        final Map.Entry<Long, Vma> entry = vmas.higherEntry(address);
        return entry == null ? null : entry.getValue();
    }

    /** Whether nothing is mapped in a range. */
    boolean isFree(final long start, final long end) {
        final Vma vma = atOrAfter(start);
        return vma == null || vma.start() >= end;
    }

    /**
     * Maps a range, in the place of what is there.
     *
     * @param start first byte
     * @param end behind the last byte
     * @param protection a sum of {@code PROT_} constants
     * @param reserve whether swap space is reserved for it: false with {@code MAP_NORESERVE}
     * @param file {@link Vma#ANONYMOUS} or {@link Vma#ZERO_DEVICE}
     * @param offset where in the file
     * @return 0 or {@code -errno}
     */
    public int map(
            final long start,
            final long end,
            final int protection,
            final boolean reserve,
            final int file,
            final long offset) {
        if (isOverLimit()) {
            return ENOMEM;
        }
        final int answer = unmap(start, end);
        if (answer != 0) {
            return answer;
        }
        final int attributes = !reserve ? Vma.NO_RESERVE : (protection & Os.PROT_WRITE) != 0 ? Vma.ACCOUNT : 0;
        insert(new Vma(start, end, protection, attributes, file, file == Vma.ANONYMOUS ? start : offset, 0));
        return 0;
    }

    /**
     * Unmaps all that is in a range.
     *
     * @param start first byte
     * @param end behind the last byte
     * @return 0 or {@code -errno}
     */
    public int unmap(final long start, final long end) {
        Vma vma = atOrAfter(start);
        if (vma != null && vma.start() < start && end < vma.end() && isAtLimit()) {
            return ENOMEM;
        }
        unguard(start, end);
        while (vma != null && vma.start() < end) {
            vmas.remove(vma.start());
            if (vma.start() < start) {
                put(vma.part(vma.start(), start));
            }
            if (end < vma.end()) {
                put(vma.part(end, vma.end()));
            }
            vma = atOrAfter(start);
        }
        return 0;
    }

    /**
     * Changes the protection of a range.
     *
     * @param start first byte
     * @param end behind the last byte
     * @param protection a sum of {@code PROT_} constants
     * @return 0 or {@code -errno}
     */
    public int protect(final long start, final long end, final int protection) {
        for (long from = start; from < end; ) {
            final Vma vma = at(from);
            if (vma == null) {
                return ENOMEM;
            }
            final long to = Math.min(vma.end(), end);
            if (vma.protection() != protection) {
                final int answer = change(vma.part(from, to).with(protection, attributesAfter(vma, protection)));
                if (answer != 0) {
                    return answer;
                }
            }
            from = to;
        }
        return 0;
    }

    /**
     * Asks for huge pages in a range, or declines them. What is not mapped in it is passed over, and then told.
     *
     * @param start first byte
     * @param end behind the last byte
     * @param huge whether they are asked for
     * @return 0 or {@code -errno}
     */
    public int adviseHuge(final long start, final long end, final boolean huge) {
        return eachMapped(start, end, (vma, from, to) -> {
            final int attributes = (vma.attributes() & ~(Vma.HUGE | Vma.NO_HUGE)) | (huge ? Vma.HUGE : Vma.NO_HUGE);
            return changeAttributes(vma, from, to, attributes) == 0 ? 0 : EAGAIN;
        });
    }

    /**
     * Has the pages of a range come from one NUMA node. Where something in it is not mapped, nothing is changed.
     *
     * @param start first byte
     * @param end behind the last byte
     * @param node the number of the node
     * @return 0 or {@code -errno}
     */
    public int bind(final long start, final long end, final int node) {
        if (advisePages(start, end, (from, to) -> {}) != 0) {
            return EFAULT;
        }
        return eachMapped(start, end, (vma, from, to) -> {
            final int attributes = vma.attributes() % Vma.NODE + (node + 1) * Vma.NODE;
            return changeAttributes(vma, from, to, attributes);
        });
    }

    private int changeAttributes(final Vma vma, final long from, final long to, final int attributes) {
        return attributes == vma.attributes() ? 0 : change(vma.part(from, to).with(vma.protection(), attributes));
    }

    /** Concerns a range that lies within one mapping. */
    @FunctionalInterface
    public interface Range {

        /**
         * Does what there is to do.
         *
         * @param start first byte
         * @param end behind the last byte
         */
        void visit(long start, long end);
    }

    /**
     * Gives advice that changes no mapping. What is not mapped in the range is passed over, and then told.
     *
     * @param start first byte
     * @param end behind the last byte
     * @param action is called for each part that is mapped
     * @return 0 or {@code -errno}
     */
    public int advisePages(final long start, final long end, final Range action) {
        return eachMapped(start, end, (vma, from, to) -> {
            action.visit(from, to);
            return 0;
        });
    }

    /** Concerns a part of one mapping. */
    @FunctionalInterface
    private interface Part {

        /** Answers 0 or {@code -errno}. */
        int visit(Vma vma, long from, long to);
    }

    /** Visits what is mapped in a range. What is not is passed over, and then told; another answer than 0 ends it. */
    private int eachMapped(final long start, final long end, final Part part) {
        int answer = 0;
        for (long from = start; from < end; ) {
            final Vma vma = atOrAfter(from);
            if (vma == null || vma.start() >= end) {
                return ENOMEM;
            }
            if (vma.start() > from) {
                answer = ENOMEM;
                from = vma.start();
            }
            final long to = Math.min(vma.end(), end);
            final int failure = part.visit(vma, from, to);
            if (failure != 0) {
                return failure;
            }
            from = to;
        }
        return answer;
    }

    /**
     * Makes a range, which lies within one mapping, a guard region.
     *
     * @param start first byte
     * @param end behind the last byte
     */
    public void guard(final long start, final long end) {
        for (long page = start; page < end; page += pageBytes) {
            guards.add(page);
        }
        // The page tables come to be, and with them what belongs to them.
        populate(start);
    }

    /**
     * Ends the guard regions in a range.
     *
     * @param start first byte
     * @param end behind the last byte
     */
    public void unguard(final long start, final long end) {
        guards.subSet(start, end).clear();
    }

    /** Whether a page is a guard region. */
    boolean isGuarded(final long page) {
        return guards.contains(page);
    }

    /**
     * Populates a range, page by page.
     *
     * @param start first byte
     * @param end behind the last byte
     * @param write whether as if by writing
     * @return 0 or {@code -errno}
     */
    public int populate(final long start, final long end, final boolean write) {
        for (long at = start; at < end; at += pageBytes) {
            final Vma vma = at(at);
            if (vma == null) {
                return ENOMEM;
            }
            if ((vma.protection() & (write ? Os.PROT_WRITE : Os.PROT_READ)) == 0) {
                return EINVAL;
            }
            if (isGuarded(at)) {
                return EFAULT;
            }
            if (write) {
                populate(at);
            }
        }
        return 0;
    }

    /**
     * Gives a mapping's pages their bookkeeping, as the first page of it does.
     *
     * @param address where a page comes to be; nothing happens where nothing is mapped
     */
    void populate(final long address) {
        final Vma vma = at(address);
        if (vma == null || vma.family() != 0) {
            return;
        }
        final Vma next = vmas.get(vma.end());
        final Vma previous = endingAt(vma.start());
        final int family;
        if (next != null && next.family() != 0 && vma.isRelativeOf(next)) {
            family = next.family();
        } else if (previous != null && previous.family() != 0 && previous.isRelativeOf(vma)) {
            family = previous.family();
        } else {
            families++;
            family = families;
        }
        put(vma.inFamily(family));
    }

    /** What of the attributes goes along with a new protection. */
    private static int attributesAfter(final Vma vma, final int protection) {
        final int attributes = vma.attributes();
        if ((protection & Os.PROT_WRITE) == 0) {
            return vma.family() == 0 ? attributes & ~Vma.ACCOUNT : attributes;
        }
        return (attributes & Vma.NO_RESERVE) == 0 ? attributes | Vma.ACCOUNT : attributes;
    }

    private void put(final Vma vma) {
        vmas.put(vma.start(), vma);
    }

    private @Nullable Vma endingAt(final long address) {
        final Map.Entry<Long, Vma> entry = vmas.lowerEntry(address);
        return entry == null || entry.getValue().end() != address ? null : entry.getValue();
    }

    /** Adds a mapping where none is, as one with its neighbours where they merge. */
    private void insert(final Vma vma) {
        final Vma previous = endingAt(vma.start());
        final Vma next = vmas.get(vma.end());
        final Vma left = previous != null && previous.mergesWith(vma) ? previous : null;
        Vma merged = vma;
        if (next != null && vma.mergesWith(next) && (left == null || left.agreesInFamily(next))) {
            vmas.remove(next.start());
            merged = merged.joined(next);
        }
        put(left == null ? merged : left.joined(merged));
    }

    /** Gives a part of one mapping, or all of it, other attributes: merges where it can, or else splits. */
    private int change(final Vma changed) {
        final Vma vma = at(changed.start());
        if (vma == null) {
            throw new AssertionError("nothing is mapped at " + changed);
        }
        final boolean head = vma.start() == changed.start();
        final boolean tail = vma.end() == changed.end();
        final Vma previous = head ? endingAt(changed.start()) : null;
        final Vma next = tail ? vmas.get(changed.end()) : null;
        final boolean merges =
                (previous != null && previous.mergesWith(changed)) || (next != null && changed.mergesWith(next));
        if (!merges && !head) {
            if (isAtLimit()) {
                return ENOMEM;
            }
            put(vma.part(vma.start(), changed.start()));
            put(vma.part(changed.start(), vma.end()));
        }
        if (!merges && !tail && isAtLimit()) {
            return ENOMEM;
        }
        vmas.remove(changed.start());
        if (!head) {
            put(vma.part(vma.start(), changed.start()));
        }
        if (!tail) {
            put(vma.part(changed.end(), vma.end()));
        }
        insert(changed);
        return 0;
    }
}
