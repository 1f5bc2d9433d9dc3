package org.hedgerow.memory.os;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Another {@link Os} that fails on demand, keeps account of all that is mapped through it, and checks each call.
 *
 * <p>The checks are the rules of Hedgerow: what was mapped by one call is unmapped by one call, never in parts; a
 * payload is never made inaccessible; attributes are changed for whole mappings alone. A broken rule is an {@link
 * AssertionError}.
 *
 * <p>It can pretend to be another system: without {@code /dev/zero}, without guard regions, with a small map limit, or
 * one that places mappings at addresses that do not suit huge pages, or with other NUMA nodes. Thread-safe.
 */
public final class FaultyOs implements Os {

    private static final String ZERO_DEVICE = "/dev/zero";
    private static final int MADV_PAGEOUT = 21;

    /** Descriptors stay open, so each file is opened once, however many systems tests make. */
    private static final Map<String, Integer> DESCRIPTORS = new ConcurrentHashMap<>();

    /** One mapping: what its user knows of it, and what is really mapped. */
    private static final class Mapping {
        private final long address;
        private final long bytes;
        private final long realAddress;
        private final long realBytes;
        private final boolean anonymous;
        private long separatorBytes;
        private boolean splits;
        private boolean unmapRefused;

        private Mapping(
                final long address,
                final long bytes,
                final long realAddress,
                final long realBytes,
                final boolean anonymous) {
            this.address = address;
            this.bytes = bytes;
            this.realAddress = realAddress;
            this.realBytes = realBytes;
            this.anonymous = anonymous;
        }

        private long end() {
            return address + bytes;
        }

        private int count() {
            return splits ? 2 : 1;
        }

        @Override
        public String toString() {
            return "[0x" + Long.toHexString(address) + ", " + bytes + " bytes]";
        }
    }

    private final Os real;
    private final NavigableMap<Long, Mapping> mappings = new TreeMap<>();
    private final Map<Faults.Call, Long> calls = new EnumMap<>(Faults.Call.class);

    private Faults faults = Faults.none();
    private long callsUnderFaults;
    private long countings;

    private boolean zeroDevice = true;
    private boolean guards = true;
    private boolean lazyFree = true;
    private boolean dropping = true;
    private BitSet nodes = new BitSet();
    private boolean misplaces;
    private int mapLimit;
    private int otherMappings;
    private boolean countless;
    private long aheadNanos;

    /**
     * Wraps a system.
     *
     * @param real makes the calls that do not fail
     */
    public FaultyOs(final Os real) {
        this.real = real;
        this.mapLimit = real.maxMapCount();
        this.nodes.set(0);
    }

    /** Wraps the running system. */
    public static FaultyOs ofLinux() {
        return new FaultyOs(LinuxOs.instance());
    }

    /** Puts faults in force; their count of calls begins anew. */
    public synchronized FaultyOs faults(final Faults newFaults) {
        faults = newFaults;
        callsUnderFaults = 0;
        return this;
    }

    /** Pretends that {@code /dev/zero} is missing. */
    public synchronized FaultyOs withoutZeroDevice() {
        zeroDevice = false;
        return this;
    }

    /** Pretends to be a kernel that does not know guard regions. */
    public synchronized FaultyOs withoutGuards() {
        guards = false;
        return this;
    }

    /** Pretends to be a kernel that does not know {@code MADV_FREE}. */
    public synchronized FaultyOs withoutLazyFree() {
        lazyFree = false;
        return this;
    }

    /** Pretends that all memory is locked: the system takes none of it back but by unmapping. */
    public synchronized FaultyOs withoutDropping() {
        dropping = false;
        return this;
    }

    /** Pretends that these are the NUMA nodes with memory; without being told, there is node 0. */
    public synchronized FaultyOs withNumaNodes(final int... numbers) {
        nodes = new BitSet();
        for (final int number : numbers) {
            nodes.set(number);
        }
        return this;
    }

    /** Has the system take what was given back by {@code MADV_FREE}, and not written since, from all mappings. */
    public synchronized void takeLazilyFreed() {
        mappings.values().forEach(mapping -> real.madvise(mapping.address, mapping.bytes, MADV_PAGEOUT));
    }

    /** Places each mapping one page behind an address that would suit huge pages. */
    public synchronized FaultyOs misplacing() {
        misplaces = true;
        return this;
    }

    /** Pretends that the process may have that many mappings. */
    public synchronized FaultyOs mapLimit(final int limit) {
        mapLimit = limit;
        return this;
    }

    /** Pretends that the process has that many mappings beside those made here. */
    public synchronized FaultyOs otherMappings(final int count) {
        otherMappings = count;
        return this;
    }

    /** Pretends that the mappings cannot be counted, as where no file can be opened. */
    public synchronized FaultyOs withoutCount(final boolean isWithout) {
        countless = isWithout;
        return this;
    }

    /** Pretends that so much time has passed, as after which a refusal of the budget holds no more. */
    public synchronized FaultyOs later(final long nanos) {
        aheadNanos += nanos;
        return this;
    }

    @Override
    public synchronized long nanoTime() {
        return real.nanoTime() + aheadNanos;
    }

    /** How many calls of a kind were made, the failed ones included. */
    public synchronized long calls(final Faults.Call call) {
        return calls.getOrDefault(call, 0L);
    }

    /** How often the mappings were counted. */
    public synchronized long countings() {
        return countings;
    }

    /** The length of all that is mapped, without what the user tried to unmap. */
    public synchronized long mappedBytes() {
        return mappings.values().stream()
                .filter(mapping -> !mapping.unmapRefused)
                .mapToLong(mapping -> mapping.bytes)
                .sum();
    }

    /** The length of all separators. */
    public synchronized long separatorBytes() {
        return mappings.values().stream()
                .filter(mapping -> !mapping.unmapRefused)
                .mapToLong(mapping -> mapping.separatorBytes)
                .sum();
    }

    /** The length of what the user tried to unmap, and what was refused. */
    public synchronized long strandedBytes() {
        return mappings.values().stream()
                .filter(mapping -> mapping.unmapRefused)
                .mapToLong(mapping -> mapping.bytes)
                .sum();
    }

    /** How many mappings the kernel counts for what is mapped, without what the user tried to unmap. */
    public synchronized int mappings() {
        return mappings.values().stream()
                .filter(mapping -> !mapping.unmapRefused)
                .mapToInt(Mapping::count)
                .sum();
    }

    @Override
    public synchronized long mmap(
            final long address,
            final long bytes,
            final int protection,
            final int flags,
            final int fd,
            final long offset) {
        final boolean anonymous = (flags & MAP_ANONYMOUS) != 0;
        check(address == 0, "mmap at an address of the caller's choice");
        check(offset == 0, "mmap at offset " + offset + ": two such mappings could merge");
        check((flags & MAP_NORESERVE) != 0, "mmap reserves swap space");
        check(anonymous ? protection == PROT_NONE : protection == (PROT_READ | PROT_WRITE), "mmap with wrong access");
        final long failure = failure(Faults.Call.MMAP);
        if (failure != 0) {
            return failure;
        }
        if (countNow() >= mapLimit) {
            return -Errno.ENOMEM.number();
        }
        final long slack = misplaces ? 2 * hugePageBytes() : 0;
        final long realAddress = real.mmap(0, bytes + slack, protection, flags, fd, 0);
        if (realAddress < 0) {
            return realAddress;
        }
        final long placed = misplaces ? misplaced(realAddress) : realAddress;
        mappings.put(placed, new Mapping(placed, bytes, realAddress, bytes + slack, anonymous));
        return placed;
    }

    @Override
    public synchronized int munmap(final long address, final long bytes) {
        final Mapping mapping = mappings.get(address);
        check(
                mapping != null && mapping.bytes == bytes,
                "munmap(0x" + Long.toHexString(address) + ", " + bytes + ") is not what was mapped: " + mapping);
        mapping.unmapRefused = true; // unless it turns out otherwise
        final int failure = failure(Faults.Call.MUNMAP);
        if (failure != 0) {
            return failure;
        }
        final int answer = real.munmap(mapping.realAddress, mapping.realBytes);
        if (answer == 0) {
            mappings.remove(address);
        }
        return answer;
    }

    @Override
    public synchronized int mprotect(final long address, final long bytes, final int protection) {
        final Mapping mapping = holding(address, bytes, "mprotect");
        final boolean separates = protection == PROT_NONE;
        check(
                separates
                        ? address > mapping.address && address + bytes == mapping.end()
                        : mapping.anonymous && address == mapping.address && bytes < mapping.bytes,
                "mprotect of what is neither a separator nor a new payload");
        final int failure = failure(Faults.Call.MPROTECT);
        if (failure != 0) {
            return failure;
        }
        if (countNow() >= mapLimit) {
            return -Errno.ENOMEM.number();
        }
        final int answer = real.mprotect(address, bytes, protection);
        if (answer == 0) {
            mapping.splits = true;
            mapping.separatorBytes = separates ? bytes : mapping.bytes - bytes;
        }
        return answer;
    }

    @Override
    public synchronized int madvise(final long address, final long bytes, final int advice) {
        final Mapping mapping = holding(address, bytes, "madvise");
        switch (advice) {
            case MADV_HUGEPAGE, MADV_NOHUGEPAGE -> checkWhole(mapping, address, bytes);
            case MADV_GUARD_INSTALL ->
                check(
                        address > mapping.address && address + bytes == mapping.end(),
                        "a guard elsewhere than at the end");
            default ->
                check(
                        address + bytes <= mapping.end() - mapping.separatorBytes,
                        "advice " + advice + " for a separator");
        }
        final int failure = failure(Faults.Call.MADVISE);
        if (failure != 0) {
            return failure;
        }
        final boolean known = switch (advice) {
            case MADV_GUARD_INSTALL -> guards;
            case MADV_FREE -> lazyFree && dropping;
            case MADV_DONTNEED -> dropping;
            default -> true;
        };
        if (!known) {
            return -Errno.EINVAL.number();
        }
        final int answer = real.madvise(address, bytes, advice);
        if (advice == MADV_GUARD_INSTALL && answer == 0) {
            mapping.separatorBytes = bytes;
        }
        return answer;
    }

    @Override
    public synchronized int mbind(final long address, final long bytes, final int node) {
        checkWhole(holding(address, bytes, "mbind"), address, bytes);
        final int failure = failure(Faults.Call.MBIND);
        if (failure != 0) {
            return failure;
        }
        if (!nodes.get(node)) {
            return -Errno.EINVAL.number();
        }
        return real.numaNodes().get(node) ? real.mbind(address, bytes, node) : 0;
    }

    @Override
    public synchronized BitSet numaNodes() {
        return (BitSet) nodes.clone();
    }

    @Override
    public synchronized int open(final String path, final int flags) {
        final int failure = failure(Faults.Call.OPEN);
        if (failure != 0) {
            return failure;
        }
        return path.equals(ZERO_DEVICE) && !zeroDevice ? -Errno.ENOENT.number() : openOnce(path, flags);
    }

    @Override
    public int mincore(final long address) {
        return real.mincore(address);
    }

    @Override
    public int pageBytes() {
        return real.pageBytes();
    }

    @Override
    public long hugePageBytes() {
        return real.hugePageBytes();
    }

    @Override
    public synchronized int maxMapCount() {
        return mapLimit;
    }

    @Override
    public synchronized int mapCount() {
        countings++;
        if (countless) {
            throw new UncheckedIOException(new IOException("too many open files, as a test has it"));
        }
        return countNow();
    }

    @Override
    public List<Vma> vmas() {
        return real.vmas();
    }

    private int openOnce(final String path, final int flags) {
        return DESCRIPTORS.computeIfAbsent(path, key -> real.open(key, flags));
    }

    private int countNow() {
        return mappings.values().stream().mapToInt(Mapping::count).sum() + otherMappings;
    }

    private long misplaced(final long realAddress) {
        final long hugePageBytes = hugePageBytes();
        final long aligned = (realAddress + hugePageBytes - 1) & -hugePageBytes;
        return aligned + pageBytes();
    }

    private Mapping holding(final long address, final long bytes, final String call) {
        final Map.Entry<Long, Mapping> entry = mappings.floorEntry(address);
        check(
                entry != null
                        && bytes > 0
                        && address + bytes <= entry.getValue().end(),
                call + " of 0x" + Long.toHexString(address) + ", " + bytes + " bytes: not within a mapping of its own");
        return entry.getValue();
    }

    /** The attributes of a part of a mapping must not change, which would split it. */
    private static void checkWhole(final Mapping mapping, final long address, final long bytes) {
        check(
                address == mapping.address && bytes == mapping.bytes - (mapping.splits ? mapping.separatorBytes : 0),
                "attributes of a part of a mapping change, which splits it");
    }

    /** Answers 0, or what the call is to fail with. */
    private int failure(final Faults.Call call) {
        calls.merge(call, 1L, Long::sum);
        callsUnderFaults++;
        final Errno errno = faults.of(call, callsUnderFaults);
        return errno == null ? 0 : -errno.number();
    }

    private static void check(final boolean valid, final String message) {
        if (!valid) {
            throw new AssertionError(message);
        }
    }
}
