package org.hedgerow.memory;

import java.util.BitSet;
import java.util.Objects;
import org.hedgerow.memory.os.Os;

/**
 * How a {@link GuardedMemory} behaves. Immutable: begin with {@link #defaults()} and change what differs.
 *
 * {@snippet :
 * MemoryOptions options = MemoryOptions.defaults().maxBytes(8L << 30).mapReserve(4_000);
 * }
 */
public final class MemoryOptions {

    /** Which memory asks for huge pages ({@code MADV_HUGEPAGE}). */
    public enum HugePages {
        /** None, even where the system gives them to every mapping. */
        NEVER,
        /** Chunks of one block that are at least as large as a huge page. */
        LARGE,
        /** Every chunk that is at least as large as a huge page, those that small blocks share included. */
        ALWAYS
    }

    /** When the pages of a chunk of its own are backed by memory. */
    public enum Prefault {
        /** When they are first touched, at the cost of whoever touches them. */
        LAZY,
        /**
         * Before they are first touched, by a helper thread, where a collection says what it will touch next. The helper also
         * gives back what was released and then not needed for a second; without one, later operations give back what was
         * released, at once.
         */
        AHEAD,
        /** When the block is allocated; the cost of that grows with the block. */
        EAGER
    }

    /** How memory that was released is given back to the system, while its mapping stays. */
    public enum Decommit {
        /** At once ({@code MADV_DONTNEED}): it is no longer resident, and reads as zero. */
        DONTNEED,
        /**
         * When the system needs it ({@code MADV_FREE}, Linux 4.5): a fourth to an eighth of the time of
         * {@link #DONTNEED}, and small blocks find their pages still there, without page faults. What that costs:
         *
         * <ul>
         *   <li>The resident size of the process falls only under memory pressure. {@link MemoryOptions#maxBytes()} does
         *       not count what was given back, and {@link MemoryOptions#retainBytes()} may all be resident.
         *   <li>What is taken again is zeroed, for blocks that share a chunk; a chunk of one block is dropped as by
         *       {@code DONTNEED}, at once if one piece of reclaiming is enough for that. A larger one (more than 256 KiB,
         *       or a huge page where it has those) is not taken again as it is: the block is mapped anew, and the chunk
         *       is dropped from then on, a piece with each operation or by {@link GuardedMemory#reclaim}, to serve for the
         *       next one. For large blocks that come and go, {@code DONTNEED} is cheaper.
         *   <li>Such a chunk is also dropped in pieces before it is unmapped because too much is retained.
         *   <li>What a program reads of a block before {@link Block#giveBackPrefix} is what it was, or zero.
         * </ul>
         *
         * <p>Where the system does not know it, it is {@link #DONTNEED}.
         */
        FREE
    }

    /** No node in particular, which leaves it to the system: what {@link #numaNode()} is by default. */
    public static final int ANY_NODE = -1;

    private static final int MAX_NODE = 1_023;
    private static final int EXPECTED_THREADS = 256;
    private static final MemoryOptions DEFAULTS = new MemoryOptions();

    private long maxBytes = Long.MAX_VALUE;
    private int mapReserve = 1_024 + 2 * EXPECTED_THREADS;
    private int maxMappings = Integer.MAX_VALUE;
    private long retainBytes = 64L << 30;
    private HugePages hugePages = HugePages.LARGE;
    private Prefault prefault = Prefault.AHEAD;
    private Decommit decommit = Decommit.DONTNEED;
    private int numaNode = ANY_NODE;
    private long minChunkBytes = 1L << 20;
    private long largeBlockBytes = 1L << 20;

    private MemoryOptions() {}

    /** Copies options, for one of them to be changed before anybody else sees the copy. */
    private MemoryOptions(final MemoryOptions that) {
        this.maxBytes = that.maxBytes;
        this.mapReserve = that.mapReserve;
        this.maxMappings = that.maxMappings;
        this.retainBytes = that.retainBytes;
        this.hugePages = that.hugePages;
        this.prefault = that.prefault;
        this.decommit = that.decommit;
        this.numaNode = that.numaNode;
        this.minChunkBytes = that.minChunkBytes;
        this.largeBlockBytes = that.largeBlockBytes;
    }

    /**
     * The options that fit most programs.
     *
     * @return as the methods say
     */
    public static MemoryOptions defaults() {
        return DEFAULTS;
    }

    /**
     * The options that system properties give: {@code hedgerow.maxBytes}, {@code hedgerow.mapReserve} and so on, named
     * as the methods. Numbers of bytes may end with k, m, g or t for powers of 1,024; names of constants may be in lower case.
     * The {@linkplain GuardedMemory#shared() shared memory} is opened with these.
     *
     * @return the defaults, with what the properties change
     * @throws IllegalArgumentException if a property has no such value; the message names the property
     */
    public static MemoryOptions ofSystemProperties() {
        return new OptionProperties(System::getProperty).changed(DEFAULTS);
    }

    /**
     * The most bytes that blocks may hold, with retired memory that was not given back yet; beyond it
     * {@link MemoryLimitException}.
     *
     * @return bytes; {@link Long#MAX_VALUE}, which is no limit, by default
     */
    public long maxBytes() {
        return maxBytes;
    }

    /**
     * Changes {@link #maxBytes()}.
     *
     * @param bytes at least 1
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes < 1}
     */
    public MemoryOptions maxBytes(final long bytes) {
        check(bytes >= 1, "maxBytes", bytes, "at least 1");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.maxBytes = bytes;
        return changed;
    }

    /**
     * How many mappings of the process's limit are left to the JVM (thread stacks, heap, code) and to other libraries.
     *
     * @return a count; 1,024 and 2 for each of 256 threads by default
     */
    public int mapReserve() {
        return mapReserve;
    }

    /**
     * Changes {@link #mapReserve()}.
     *
     * @param mappings at least 0
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code mappings < 0}
     */
    public MemoryOptions mapReserve(final int mappings) {
        check(mappings >= 0, "mapReserve", mappings, "at least 0");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.mapReserve = mappings;
        return changed;
    }

    /**
     * The most mappings that this memory may hold.
     *
     * @return a count; {@link Integer#MAX_VALUE}, which is no limit of its own, by default
     */
    public int maxMappings() {
        return maxMappings;
    }

    /**
     * Changes {@link #maxMappings()}.
     *
     * @param mappings at least 1
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code mappings < 1}
     */
    public MemoryOptions maxMappings(final int mappings) {
        check(mappings >= 1, "maxMappings", mappings, "at least 1");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.maxMappings = mappings;
        return changed;
    }

    /**
     * How much address space stays mapped for reuse after it was given back, in 256 chunks at the most, whatever their sizes:
     * each holds a mapping, and is looked at when one is needed. It reads as zero and occupies no physical memory, only mappings
     * (but see {@link Decommit#FREE}); and while it stays, a thread that reads a collection which another one changes, a misuse,
     * hits no unmapped page.
     *
     * @return bytes; 64 GiB by default
     */
    public long retainBytes() {
        return retainBytes;
    }

    /**
     * Changes {@link #retainBytes()}.
     *
     * @param bytes at least 0; with 0, memory is unmapped as soon as it is given back and no longer resident
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes < 0}
     */
    public MemoryOptions retainBytes(final long bytes) {
        check(bytes >= 0, "retainBytes", bytes, "at least 0");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.retainBytes = bytes;
        return changed;
    }

    /**
     * Which memory is backed with huge pages, where the system has them.
     *
     * @return {@link HugePages#LARGE} by default
     */
    public HugePages hugePages() {
        return hugePages;
    }

    /**
     * Changes {@link #hugePages()}.
     *
     * @param which what asks for them
     * @return options that differ in that
     */
    public MemoryOptions hugePages(final HugePages which) {
        final MemoryOptions changed = new MemoryOptions(this);
        changed.hugePages = Objects.requireNonNull(which, "which");
        return changed;
    }

    /**
     * When the pages of a chunk of its own are backed by memory.
     *
     * @return {@link Prefault#AHEAD} by default
     */
    public Prefault prefault() {
        return prefault;
    }

    /**
     * Changes {@link #prefault()}.
     *
     * @param when when pages are backed
     * @return options that differ in that
     */
    public MemoryOptions prefault(final Prefault when) {
        final MemoryOptions changed = new MemoryOptions(this);
        changed.prefault = Objects.requireNonNull(when, "when");
        return changed;
    }

    /**
     * How memory that was released is given back to the system.
     *
     * @return {@link Decommit#DONTNEED} by default
     */
    public Decommit decommit() {
        return decommit;
    }

    /**
     * Changes {@link #decommit()}.
     *
     * @param how it is given back
     * @return options that differ in that
     */
    public MemoryOptions decommit(final Decommit how) {
        final MemoryOptions changed = new MemoryOptions(this);
        changed.decommit = Objects.requireNonNull(how, "how");
        return changed;
    }

    /**
     * The NUMA node that all pages come from, whichever thread touches them first. When it has none left, the system
     * takes no other's: it reclaims, and in the end kills. Each mapping costs one more system call.
     *
     * @return the number of a node; {@link #ANY_NODE} by default
     */
    public int numaNode() {
        return numaNode;
    }

    /**
     * Changes {@link #numaNode()}. Opening a memory with a node that the system does not have is refused. Where the
     * process may not bind memory (containers can forbid mbind, or the node), allocating throws {@link OsException}.
     *
     * @param node the number of a node, from 0 to 1,023, or {@link #ANY_NODE}
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code node} is not that
     */
    public MemoryOptions numaNode(final int node) {
        check(
                node == ANY_NODE || (node >= 0 && node <= MAX_NODE),
                "numaNode",
                node,
                "from 0 to " + MAX_NODE + ", or " + ANY_NODE + " for any");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.numaNode = node;
        return changed;
    }

    /**
     * The size of the first chunk that small blocks share; further ones grow with what is in use.
     *
     * @return bytes; 1 MiB by default
     */
    public long minChunkBytes() {
        return minChunkBytes;
    }

    /**
     * Changes {@link #minChunkBytes()}.
     *
     * @param bytes a power of two from 64 KiB to 1 GiB
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes} is not that
     */
    public MemoryOptions minChunkBytes(final long bytes) {
        check(
                bytes >= 64 << 10 && bytes <= SharedChunks.MAX_CHUNK_BYTES && Long.bitCount(bytes) == 1,
                "minChunkBytes",
                bytes,
                "a power of two from 64 KiB to 1 GiB");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.minChunkBytes = bytes;
        return changed;
    }

    /**
     * A block of more bytes gets a chunk of its own.
     *
     * @return bytes; 1 MiB by default
     */
    public long largeBlockBytes() {
        return largeBlockBytes;
    }

    /**
     * Changes {@link #largeBlockBytes()}.
     *
     * @param bytes from 4 KiB to 1 GiB
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes} is not that
     */
    public MemoryOptions largeBlockBytes(final long bytes) {
        check(
                bytes >= 4 << 10 && bytes <= SharedChunks.MAX_CHUNK_BYTES,
                "largeBlockBytes",
                bytes,
                "from 4 KiB to 1 GiB");
        final MemoryOptions changed = new MemoryOptions(this);
        changed.largeBlockBytes = bytes;
        return changed;
    }

    /**
     * Refuses options that a system cannot serve.
     *
     * @throws IllegalArgumentException if they name a NUMA node that it does not have
     */
    void checkServedBy(final Os os) {
        if (numaNode == ANY_NODE) {
            return;
        }
        final BitSet nodes = os.numaNodes();
        if (!nodes.get(numaNode)) {
            throw new IllegalArgumentException("numaNode is " + numaNode + ", and this system has "
                    + (nodes.isEmpty() ? "no NUMA nodes to bind memory to" : "memory on the NUMA nodes " + nodes));
        }
    }

    /** How a chunk is mapped. */
    ChunkSpec spec(final long payloadBytes, final int advice) {
        return new ChunkSpec(payloadBytes, advice, mapReserve, numaNode, decommit);
    }

    /** The advice with which a chunk is mapped: one of the {@code MADV_} constants of {@link Os}. */
    int advice(final Os os, final long payloadBytes, final boolean shared) {
        if (hugePages == HugePages.NEVER) {
            return Os.MADV_NOHUGEPAGE;
        }
        final long hugePageBytes = os.hugePageBytes();
        final boolean asks = !shared || hugePages == HugePages.ALWAYS;
        final boolean large = asks && hugePageBytes > 0 && payloadBytes >= hugePageBytes;
        return large ? Os.MADV_HUGEPAGE : Os.MADV_NORMAL;
    }

    @Override
    public String toString() {
        return "MemoryOptions[maxBytes=" + maxBytes + ", mapReserve=" + mapReserve + ", maxMappings=" + maxMappings
                + ", retainBytes=" + retainBytes + ", hugePages=" + hugePages + ", prefault=" + prefault
                + ", decommit=" + decommit + ", numaNode=" + (numaNode == ANY_NODE ? "any" : numaNode)
                + ", minChunkBytes=" + minChunkBytes + ", largeBlockBytes=" + largeBlockBytes + "]";
    }

    private static void check(final boolean valid, final String name, final long value, final String bounds) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be " + bounds);
        }
    }
}
