package org.hedgerow.testkit.kernel;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * A Linux of its own: an address space whose mappings merge, split and run out as the kernel's do, and in which other
 * threads are at work between any two calls. Memory is real, so that collections run on it unchanged.
 *
 * <p>Beside the kernel's rules it keeps account of who mapped what: {@link #ownedBytes()} is what the code under test has
 * mapped and not unmapped. What no correct program does is a {@linkplain #violations() violation}: unmapping or changing
 * what it has not mapped, or writing to what is not accessible (separators, and what was unmapped).
 *
 * <p>Everything is decided by the seed in its options, the time included: {@link #nanoTime()} is a clock of its own.
 *
 * <p>Where it differs from Linux: a mapping that was written to, but never populated by a call, may merge where Linux
 * would see that both sides have pages of their own. It merges more, which is the hostile direction. There are private
 * mappings only, of anonymous memory and of {@code /dev/zero}. It has two NUMA nodes, and its memory comes from neither.
 * Pages freed lazily are taken at some later call, by the seed, unless they were written before. Thread-safe.
 */
@SuppressWarnings("exports") // The seam is for test tools.
public final class ModelKernel implements Os, AutoCloseable {

    /** Mapping flag: at that very address, in the place of what is there. */
    public static final int MAP_FIXED = 0x10;

    /** Mapping flag: at that very address, or not at all. */
    public static final int MAP_FIXED_NOREPLACE = 0x100000;

    /** Advice: populate the page tables for reading (Linux 5.14). */
    public static final int MADV_POPULATE_READ = 22;

    /** Advice: the end of guard regions (Linux 6.13). */
    public static final int MADV_GUARD_REMOVE = 103;

    private static final int MADV_WILLNEED = 3;
    private static final int MADV_COLD = 20;
    private static final int MADV_PAGEOUT = 21;

    private static final int NUMA_NODES = 2;

    private static final int CALM_LIMIT = 1 << 20;

    private static final long SPACE_BYTES = 256L << 20;
    private static final String ZERO_PATH = "/dev/zero";
    private static final int ZERO_FD = 1_000;
    private static final int EBADF = -9;
    private static final int EINVAL = -Errno.EINVAL.number();
    private static final int ENOMEM = -Errno.ENOMEM.number();
    private static final int EEXIST = -Errno.EEXIST.number();
    private static final int EFAULT = -Errno.EFAULT.number();
    private static final int ENOENT = -Errno.ENOENT.number();

    private static final long CALL_NANOS = 2_000;
    private static final long PAUSE_NANOS = 60_000_000;
    private static final long LONG_PAUSE_NANOS = 2_000_000_000;

    private final KernelOptions options;
    private final Random random;
    private final int pageBytes = LinuxOs.instance().pageBytes();
    private final Backing backing = new Backing(SPACE_BYTES);
    private final VmaTable table;
    private final Places places;
    private final OtherThreads others;
    private final BitSet owned = new BitSet();
    private final BitSet refused = new BitSet();
    /** What the code under test could access at some time since it mapped it. */
    private final BitSet used = new BitSet();

    private final List<String> violations = new ArrayList<>();

    private long nanos;
    private long refusedUnmaps;
    private long refusedUnmapsOfUsed;
    private long unmapsAtLimit;
    private long refusedMaps;
    private boolean closed;

    /**
     * Starts a kernel.
     *
     * @param options which one
     */
    public ModelKernel(final KernelOptions options) {
        this.options = options;
        random = new Random(options.seed());
        table = new VmaTable(pageBytes, options.mapLimit(), options.baseMappings());
        places = new Places(table, random, backing.start(), backing.end(), pageBytes);
        others = new OtherThreads(table, places, random, options, backing.start(), pageBytes);
    }

    /**
     * The options that it was started with.
     *
     * @return the options
     */
    public KernelOptions options() {
        return options;
    }

    /**
     * What the code under test has mapped, and not unmapped.
     *
     * @return bytes
     */
    public synchronized long ownedBytes() {
        return (long) owned.cardinality() * pageBytes;
    }

    /**
     * How many mappings hold what the code under test has mapped.
     *
     * @return mappings; one that merged with another thread's counts as well
     */
    public synchronized int ownedMappings() {
        return (int) table.vmas().stream()
                .filter(vma -> {
                    final int page = owned.nextSetBit(pageOf(vma.start()));
                    return page >= 0 && page < pageOf(vma.end());
                })
                .count();
    }

    /**
     * What the code under test asked to unmap, was refused, and has not unmapped since.
     *
     * @return bytes
     */
    public synchronized long refusedBytes() {
        return (long) refused.cardinality() * pageBytes;
    }

    /**
     * How often an unmapping was refused.
     *
     * @return a count
     */
    public synchronized long refusedUnmaps() {
        return refusedUnmaps;
    }

    /**
     * How often an unmapping was refused of what had been accessible before: not the undoing of a construction.
     *
     * @return a count
     */
    public synchronized long refusedUnmapsOfUsed() {
        return refusedUnmapsOfUsed;
    }

    /**
     * How often a mapping was refused.
     *
     * @return a count
     */
    public synchronized long refusedMaps() {
        return refusedMaps;
    }

    /**
     * How often something was unmapped while the process was at its limit.
     *
     * @return a count
     */
    public synchronized long unmapsAtLimit() {
        return unmapsAtLimit;
    }

    /**
     * What the code under test did that no correct program does. Looks at all inaccessible pages.
     *
     * @return a line for each; empty if all is well
     */
    public synchronized List<String> violations() {
        backing.checkAll();
        final List<String> all = new ArrayList<>(violations);
        all.addAll(backing.strays());
        return all;
    }

    /**
     * The mappings of the process that are not its base.
     *
     * @return a copy, in order of their addresses
     */
    public synchronized List<Vma> mappings() {
        return table.vmas();
    }

    @Override
    public synchronized List<org.hedgerow.memory.os.Vma> vmas() {
        return table.vmas().stream().map(Vma::asTold).toList();
    }

    /** Raises the limit, and makes the other threads unmap all that they have, and end. */
    public synchronized void calm() {
        table.limit(CALM_LIMIT);
        others.leave();
    }

    /**
     * Lets time pass.
     *
     * @param duration nanoseconds, at least 0
     */
    public synchronized void pass(final long duration) {
        nanos += duration;
    }

    /** Gives the address space back to the system; a violation since the last look at them is lost. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            backing.close();
        }
    }

    @Override
    public synchronized long mmap(
            final long address,
            final long bytes,
            final int protection,
            final int flags,
            final int fd,
            final long offset) {
        begin();
        checkModelled(protection);
        final boolean anonymous = (flags & MAP_ANONYMOUS) != 0;
        final boolean fixed = (flags & (MAP_FIXED | MAP_FIXED_NOREPLACE)) != 0;
        if (bytes == 0 || (flags & MAP_PRIVATE) == 0 || offset % pageBytes != 0) {
            return EINVAL;
        }
        if (!anonymous && fd != ZERO_FD) {
            return EBADF;
        }
        // A length is unsigned, so one below 0 is the greatest there is.
        if (table.isOverLimit() || bytes < 0 || bytes > SPACE_BYTES) {
            refusedMaps++;
            return ENOMEM;
        }
        final long length = roundUp(bytes);
        if (fixed && address % pageBytes != 0) {
            return EINVAL;
        }
        if (fixed && !isWithin("mmap", address, length)) {
            return ENOMEM;
        }
        final boolean free = address != 0
                && address % pageBytes == 0
                && isWithin(address, length)
                && table.isFree(address, address + length);
        if ((flags & MAP_FIXED_NOREPLACE) != 0 && !free) {
            return EEXIST;
        }
        final long start = fixed || free ? address : places.find(length, options.placement());
        if (start == 0) {
            refusedMaps++;
            return ENOMEM;
        }
        if (fixed && !free) {
            checkOwned("mmap in the place", start, start + length, false);
        }
        final int file = anonymous ? Vma.ANONYMOUS : Vma.ZERO_DEVICE;
        final boolean reserve = (flags & MAP_NORESERVE) == 0;
        final int answer = table.map(start, start + length, protection, reserve, file, offset);
        if (answer != 0) {
            refusedMaps++;
            return answer;
        }
        final int from = pageOf(start);
        final int to = pageOf(start + length);
        owned.set(from, to);
        refused.clear(from, to);
        used.clear(from, to);
        backing.forget(from, to);
        refreshAccess(from, to);
        return start;
    }

    @Override
    public synchronized int munmap(final long address, final long bytes) {
        begin();
        if (address % pageBytes != 0 || bytes == 0 || !isWithin("munmap", address, bytes)) {
            return EINVAL;
        }
        final long end = address + roundUp(bytes);
        final int from = pageOf(address);
        final int to = pageOf(end);
        checkOwned("munmap", address, end, false);
        if (table.isAtLimit()) {
            unmapsAtLimit++;
        }
        final int answer = table.unmap(address, end);
        if (answer != 0) {
            refusedUnmaps++;
            final int firstUsed = used.nextSetBit(from);
            if (firstUsed >= 0 && firstUsed < to) {
                refusedUnmapsOfUsed++;
            }
            refused.set(from, to);
            return answer;
        }
        owned.clear(from, to);
        refused.clear(from, to);
        backing.forget(from, to);
        backing.accessible(from, to, false);
        others.steal();
        return 0;
    }

    @Override
    public synchronized int mprotect(final long address, final long bytes, final int protection) {
        begin();
        checkModelled(protection);
        if (address % pageBytes != 0) {
            return EINVAL;
        }
        if (!isWithin("mprotect", address, bytes)) {
            return ENOMEM;
        }
        final long end = address + roundUp(bytes);
        checkOwned("mprotect", address, end, true);
        final int answer = table.protect(address, end, protection);
        refreshAccess(pageOf(address), pageOf(end));
        return answer;
    }

    @Override
    public synchronized int madvise(final long address, final long bytes, final int advice) {
        begin();
        if (address % pageBytes != 0 || !isKnown(advice)) {
            return EINVAL;
        }
        if (!isWithin("madvise", address, bytes)) {
            return goesRound(address, bytes) ? EINVAL : ENOMEM;
        }
        final long end = address + roundUp(bytes);
        checkOwned("madvise", address, end, true);
        return switch (advice) {
            case MADV_HUGEPAGE -> table.adviseHuge(address, end, true);
            case MADV_NOHUGEPAGE -> table.adviseHuge(address, end, false);
            case MADV_POPULATE_READ, MADV_POPULATE_WRITE -> table.populate(address, end, advice == MADV_POPULATE_WRITE);
            default -> advisePages(address, end, advice);
        };
    }

    @Override
    public synchronized int mbind(final long address, final long bytes, final int node) {
        begin();
        if (address % pageBytes != 0 || node < 0 || node >= NUMA_NODES) {
            return EINVAL;
        }
        if (!isWithin("mbind", address, bytes)) {
            return goesRound(address, bytes) ? EINVAL : EFAULT;
        }
        final long end = address + roundUp(bytes);
        checkOwned("mbind", address, end, true);
        return table.bind(address, end, node);
    }

    @Override
    public BitSet numaNodes() {
        final BitSet nodes = new BitSet();
        nodes.set(0, NUMA_NODES);
        return nodes;
    }

    @Override
    public synchronized int open(final String path, final int flags) {
        begin();
        return path.equals(ZERO_PATH) && options.zeroDevice() ? ZERO_FD : ENOENT;
    }

    @Override
    public synchronized int mincore(final long address) {
        if (address % pageBytes != 0) {
            return EINVAL;
        }
        return table.at(address) == null ? ENOMEM : backing.residency(pageOf(address));
    }

    @Override
    public int pageBytes() {
        return pageBytes;
    }

    @Override
    public long hugePageBytes() {
        return options.hugePageBytes();
    }

    @Override
    public synchronized int maxMapCount() {
        return table.limit();
    }

    @Override
    public synchronized int mapCount() {
        begin();
        return table.count();
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /**
     * What happens before each call: others act, memory gets scarce, and time passes, now and then so much that counts
     * get old.
     */
    private void begin() {
        if (closed) {
            throw new IllegalStateException("this model kernel is closed");
        }
        others.act();
        if (backing.hasLazy() && random.nextInt(4) == 0) {
            backing.takeLazy(random);
        }
        final int chance = random.nextInt(64);
        nanos += chance == 0 ? LONG_PAUSE_NANOS : chance < 8 ? PAUSE_NANOS : CALL_NANOS;
    }

    private int advisePages(final long address, final long end, final int advice) {
        return table.advisePages(address, end, (from, to) -> {
            final int fromPage = pageOf(from);
            final int toPage = pageOf(to);
            switch (advice) {
                case MADV_DONTNEED -> backing.drop(fromPage, toPage);
                case MADV_FREE -> {
                    if (random.nextInt(3) == 0) {
                        backing.drop(fromPage, toPage);
                    } else {
                        backing.free(fromPage, toPage);
                    }
                }
                case MADV_GUARD_INSTALL -> {
                    backing.drop(fromPage, toPage);
                    table.guard(from, to);
                    refreshAccess(fromPage, toPage);
                }
                case MADV_GUARD_REMOVE -> {
                    table.unguard(from, to);
                    refreshAccess(fromPage, toPage);
                }
                default -> {
                    // What the others do cannot be seen.
                }
            }
        });
    }

    private boolean isKnown(final int advice) {
        return switch (advice) {
            case MADV_NORMAL,
                    MADV_WILLNEED,
                    MADV_DONTNEED,
                    MADV_FREE,
                    MADV_HUGEPAGE,
                    MADV_NOHUGEPAGE,
                    MADV_COLD,
                    MADV_PAGEOUT,
                    MADV_POPULATE_READ,
                    MADV_POPULATE_WRITE -> true;
            case MADV_GUARD_INSTALL, MADV_GUARD_REMOVE -> options.guards();
            default -> false;
        };
    }

    /** Tells the backing which pages may be accessed now. */
    private void refreshAccess(final int fromPage, final int toPage) {
        for (int page = fromPage; page < toPage; ) {
            final boolean yes = isAccessible(page);
            int end = page + 1;
            while (end < toPage && isAccessible(end) == yes) {
                end++;
            }
            backing.accessible(page, end, yes);
            if (yes) {
                used.set(page, end);
            }
            page = end;
        }
    }

    private boolean isAccessible(final int page) {
        final long address = backing.start() + (long) page * pageBytes;
        final Vma vma = table.at(address);
        return vma != null && vma.protection() != PROT_NONE && !table.isGuarded(address);
    }

    /** A call of the code under test concerns memory that it has mapped, and nobody else's. */
    private void checkOwned(final String call, final long start, final long end, final boolean all) {
        final int hole = owned.nextClearBit(pageOf(start));
        if (hole < pageOf(end)) {
            final String whose = others.has(hole) ? "another thread's" : "not mapped";
            violations.add(call + " of " + (all ? "" : "a range with ") + "a page that is " + whose + ": page "
                    + (hole - pageOf(start)) + " of " + (pageOf(end) - pageOf(start)));
        }
    }

    /** No correct program has anything to do elsewhere: it has mapped nothing there. */
    private boolean isWithin(final String call, final long address, final long bytes) {
        final boolean yes = isWithin(address, bytes);
        if (!yes) {
            violations.add(call + " outside of the address space: " + Long.toUnsignedString(bytes) + " bytes at "
                    + Long.toHexString(address) + ", of " + Long.toHexString(backing.start()) + "-"
                    + Long.toHexString(backing.end()));
        }
        return yes;
    }

    /** Both ends are those of pages, so it holds as well for what remains of the last page. */
    private boolean isWithin(final long address, final long bytes) {
        return address >= backing.start() && bytes >= 0 && bytes <= backing.end() - address;
    }

    /** Whether a range would go beyond the greatest address there can be. */
    private boolean goesRound(final long address, final long bytes) {
        return bytes != 0 && Long.compareUnsigned(address + roundUp(bytes), address) <= 0;
    }

    private static void checkModelled(final int protection) {
        if (!Vma.isModelled(protection)) {
            throw new UnsupportedOperationException("protection " + protection + " is not modelled");
        }
    }

    private long roundUp(final long bytes) {
        return (bytes + pageBytes - 1) & -pageBytes;
    }

    private int pageOf(final long address) {
        return (int) ((address - backing.start()) / pageBytes);
    }
}
