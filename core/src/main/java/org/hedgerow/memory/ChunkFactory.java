package org.hedgerow.memory;

import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;
import org.jspecify.annotations.Nullable;

/**
 * Maps and unmaps chunks such that construction strands nothing and destruction cannot fail.
 *
 * <p><b>Why no unmapping fails.</b> The kernel refuses a munmap for the map count only if the range lies strictly inside
 * one of its mappings (VMAs), because only then it has to split one into three parts. A chunk is a private mapping of
 * {@code /dev/zero} at offset 0: anonymous memory to all effects, but the kernel keeps the file and the offset with the
 * VMA, and merges two neighbours only if the offset of one continues the other's. Two chunks both begin at 0, so they
 * never merge, nor does one with other memory: a chunk is always exactly one VMA (two, where the separator is one of
 * its own), and munmap of exactly that range splits nothing.
 *
 * <p><b>The separator</b> traps overruns. A guard region (Linux 6.13) needs no VMA of its own; before, it is the last
 * page by {@code mprotect}. Should that be refused, the chunk is still one whole VMA, and is unmapped as such.
 *
 * <p><b>Without /dev/zero</b> a chunk is mapped inaccessible and anonymous, and then its payload is made accessible; a
 * VMA boundary then lies between payload and separator, and lets munmap succeed. If making the payload accessible is
 * refused, the whole is still inaccessible, may have merged with its neighbours, and unmapping may be refused as well:
 * such a range is <em>stranded</em>. It is kept in a list, and unmapped at a later call. So is what a full heap keeps from
 * being unmapped, as a system call takes some bytes of it.
 *
 * <p>One factory serves the process. Thread-safe: its monitor is held while a chunk is mapped, which takes microseconds, and
 * not while one is unmapped, which takes time that grows with what is resident of it.
 */
final class ChunkFactory {

    /** The largest payload: what remains for one chunk of a 47-bit address space. */
    static final long MAX_PAYLOAD_BYTES = 1L << 46;

    private static final String ZERO_DEVICE = "/dev/zero";
    private static final int READ_WRITE = Os.PROT_READ | Os.PROT_WRITE;

    private final Os os;
    private final MappingBudget budget;
    private final int pageBytes;

    private final ChunkList stranded = new ChunkList();
    private int zeroDevice = -1;
    private MemoryStats.Identity identity = MemoryStats.Identity.PRIVATE_ZERO_DEVICE;
    /** Whether the kernel has guard regions, as far as is known. */
    private boolean guards = true;

    private final AtomicLong failedUnmaps = new AtomicLong();

    ChunkFactory(final Os os) {
        this.os = os;
        this.budget = new MappingBudget(os);
        this.pageBytes = os.pageBytes();
    }

    Os os() {
        return os;
    }

    /** How mappings are kept apart, as of the last chunk mapped. */
    synchronized MemoryStats.Identity identity() {
        return identity;
    }

    /** What separators are made of, as of the last chunk mapped. */
    synchronized MemoryStats.Separator separator() {
        return identity == MemoryStats.Identity.PRIVATE_ZERO_DEVICE && guards
                ? MemoryStats.Separator.GUARD
                : MemoryStats.Separator.PROT_NONE;
    }

    /** How often munmap was refused. */
    long failedUnmaps() {
        return failedUnmaps.get();
    }

    /** How many bytes are mapped only because unmapping them failed. */
    synchronized long strandedBytes() {
        long bytes = 0;
        for (Chunk chunk = stranded.first(); chunk != null; chunk = chunk.nextListed) {
            bytes += chunk.mappingBytes();
        }
        return bytes;
    }

    /** How many mappings the kernel counts for a chunk: a separator that is no guard is one of its own. */
    synchronized int mappingsPerChunk() {
        return separator() == MemoryStats.Separator.GUARD ? 1 : 2;
    }

    long roundToPage(final long bytes) {
        return (bytes + pageBytes - 1) & -pageBytes;
    }

    /**
     * Maps a chunk.
     *
     * @param spec how it is to be
     * @return the chunk; its payload reads as zero and occupies no memory
     * @throws MapLimitException if the budget is spent
     * @throws OsException if the system refuses for another reason
     */
    synchronized Chunk map(final ChunkSpec spec) {
        unmapStranded();
        identity = openZeroDevice() ? MemoryStats.Identity.PRIVATE_ZERO_DEVICE : MemoryStats.Identity.ANONYMOUS;
        final int mappings = mappingsPerChunk();
        budget.acquire(mappings, spec.reserve());
        Chunk chunk = null;
        boolean prepared = false;
        try {
            chunk = identity == MemoryStats.Identity.PRIVATE_ZERO_DEVICE ? mapPrivateZero(spec) : mapAnonymous(spec);
            prepare(chunk, spec);
            prepared = true;
        } finally {
            if (!prepared) {
                if (chunk != null) {
                    discard(chunk);
                }
                budget.release(mappings);
            }
        }
        // The kernel may have turned out to have no guards: then map again, with a mapping more for the separator.
        return chunk.mappings() == mappingsPerChunk() ? chunk : remap(chunk, spec);
    }

    /**
     * Unmaps a chunk, and never fails. Where the system refuses, which it has no reason to, or the heap is full, the chunk is
     * kept and unmapped later.
     *
     * @param chunk one that this factory mapped, used no more, and in no list
     */
    void unmap(final Chunk chunk) {
        try {
            chunk.forgetBlocks();
        } catch (final OutOfMemoryError e) {
            // The checked mode knows more than it needs, until there are blocks again where these were.
        }
        discard(chunk);
        // Of a stranded chunk, too: the next count sees it.
        budget.release(chunk.mappings());
    }

    private Chunk remap(final Chunk chunk, final ChunkSpec spec) {
        unmap(chunk);
        return map(spec);
    }

    private boolean openZeroDevice() {
        if (zeroDevice < 0) {
            zeroDevice = os.open(ZERO_DEVICE, Os.O_RDWR | Os.O_CLOEXEC);
        }
        return zeroDevice >= 0;
    }

    private Chunk mapPrivateZero(final ChunkSpec spec) {
        final long alignment = spec.huge() ? os.hugePageBytes() : pageBytes;
        final long leastBytes = spec.payloadBytes() + pageBytes;
        Chunk chunk = mapZeroDevice(spec, leastBytes, alignment);
        if (chunk == null) {
            // The address does not suit huge pages: map as much more as aligning by hand needs.
            chunk = mapZeroDevice(spec, leastBytes + alignment, alignment);
        }
        if (chunk == null) {
            throw new AssertionError("a mapping with room to align cannot be aligned");
        }
        return chunk;
    }

    /** Maps, or answers null, with nothing mapped, if an aligned payload does not fit where the kernel put it. */
    private @Nullable Chunk mapZeroDevice(final ChunkSpec spec, final long mappingBytes, final long alignment) {
        final Chunk chunk = new Chunk(os, mappingBytes, mappingsPerChunk(), identity, spec);
        final int flags = Os.MAP_PRIVATE | Os.MAP_NORESERVE;
        final long mapping = os.mmap(0, mappingBytes, READ_WRITE, flags, zeroDevice, 0);
        if (mapping < 0) {
            throw refusal("mmap", 0, mappingBytes, mapping, spec.reserve());
        }
        chunk.place(mapping, (mapping + alignment - 1) & -alignment);
        if (chunk.separatorBytes() < pageBytes) {
            discard(chunk);
            return null;
        }
        return chunk;
    }

    private Chunk mapAnonymous(final ChunkSpec spec) {
        final long mappingBytes = spec.payloadBytes() + pageBytes;
        final Chunk chunk = new Chunk(os, mappingBytes, mappingsPerChunk(), identity, spec);
        final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
        final long mapping = os.mmap(0, mappingBytes, Os.PROT_NONE, flags, -1, 0);
        if (mapping < 0) {
            throw refusal("mmap", 0, mappingBytes, mapping, spec.reserve());
        }
        chunk.place(mapping, mapping);
        return chunk;
    }

    /** Makes a new mapping a chunk; if anything fails, the mapping is to be discarded. */
    private void prepare(final Chunk chunk, final ChunkSpec spec) {
        if (chunk.identity() == MemoryStats.Identity.PRIVATE_ZERO_DEVICE) {
            // Before anything of it is touched, and as long as it is one mapping: of a part, it would split.
            adapt(chunk.mappingAddress(), chunk.mappingBytes(), spec);
            separate(chunk, spec.reserve());
        } else {
            protect(chunk.address(), chunk.payloadBytes(), READ_WRITE, spec.reserve());
            // Only now: with a boundary behind the payload, the chunk can be unmapped if this is refused.
            adapt(chunk.address(), chunk.payloadBytes(), spec);
        }
    }

    /** Has all pages come from the node asked for, if one is, and be of the size asked for. */
    private void adapt(final long address, final long bytes, final ChunkSpec spec) {
        if (spec.numaNode() != MemoryOptions.ANY_NODE) {
            final int answer = os.mbind(address, bytes, spec.numaNode());
            if (answer != 0) {
                throw refusal("mbind", address, bytes, answer, spec.reserve());
            }
        }
        if (spec.advice() != Os.MADV_NORMAL) {
            // A refusal costs speed only.
            os.madvise(address, bytes, spec.advice());
        }
    }

    /** Makes the end of a mapping inaccessible. */
    private void separate(final Chunk chunk, final int reserve) {
        if (guards) {
            final int answer = os.madvise(chunk.separatorAddress(), chunk.separatorBytes(), Os.MADV_GUARD_INSTALL);
            if (Errno.EINVAL.is(answer)) {
                guards = false;
            } else if (answer != 0) {
                throw refusal("madvise", chunk.separatorAddress(), chunk.separatorBytes(), answer, reserve);
            }
        } else {
            protect(chunk.separatorAddress(), chunk.separatorBytes(), Os.PROT_NONE, reserve);
        }
    }

    private void protect(final long address, final long bytes, final int protection, final int reserve) {
        final int answer = os.mprotect(address, bytes, protection);
        if (answer != 0) {
            throw refusal("mprotect", address, bytes, answer, reserve);
        }
    }

    /** Unmaps what nobody else knows; if that fails, it is stranded. */
    private void discard(final Chunk chunk) {
        if (!tryUnmap(chunk)) {
            synchronized (this) {
                stranded.addLast(chunk);
            }
        }
    }

    /** Tries again to unmap what could not be unmapped so far. */
    synchronized void unmapStranded() {
        Chunk next = stranded.first();
        while (next != null) {
            final Chunk chunk = next;
            next = chunk.nextListed;
            if (tryUnmap(chunk)) {
                stranded.remove(chunk);
            }
        }
    }

    private boolean tryUnmap(final Chunk chunk) {
        try {
            if (os.munmap(chunk.mappingAddress(), chunk.mappingBytes()) == 0) {
                return true;
            }
            failedUnmaps.incrementAndGet();
        } catch (final OutOfMemoryError e) {
            // The heap had no room for what a call needs: it was not made.
        }
        return false;
    }

    private RuntimeException refusal(
            final String call, final long address, final long bytes, final long answer, final int reserve) {
        final MapLimitException atLimit =
                Errno.ENOMEM.is(answer) ? budget.kernelRefusal(mappingsPerChunk(), reserve) : null;
        return atLimit != null ? atLimit : new OsException(call, address, bytes, (int) -answer);
    }
}
