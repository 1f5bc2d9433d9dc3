package org.hedgerow.memory;

import java.util.ArrayList;
import java.util.List;
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
 * such a range is <em>stranded</em>. It is kept in a list, and unmapped at a later call.
 *
 * <p>One factory serves the process. Thread-safe.
 */
final class ChunkFactory {

    /** The largest payload: what remains for one chunk of a 47-bit address space. */
    static final long MAX_PAYLOAD_BYTES = 1L << 46;

    private static final String ZERO_DEVICE = "/dev/zero";
    private static final int READ_WRITE = Os.PROT_READ | Os.PROT_WRITE;

    private final Os os;
    private final MappingBudget budget;
    private final int pageBytes;

    private final List<Chunk> stranded = new ArrayList<>();
    private int zeroDevice = -1;
    private MemoryStats.Identity identity = MemoryStats.Identity.PRIVATE_ZERO_DEVICE;
    /** Whether the kernel has guard regions, as far as is known. */
    private boolean guards = true;

    private long failedUnmaps;

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
    synchronized long failedUnmaps() {
        return failedUnmaps;
    }

    /** How many bytes are mapped only because unmapping them was refused. */
    synchronized long strandedBytes() {
        return stranded.stream().mapToLong(Chunk::mappingBytes).sum();
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
        try {
            chunk = identity == MemoryStats.Identity.PRIVATE_ZERO_DEVICE ? mapPrivateZero(spec) : mapAnonymous(spec);
        } finally {
            if (chunk == null) {
                budget.release(mappings);
            }
        }
        // The kernel may have turned out to have no guards: then map again, with a mapping more for the separator.
        return chunk.mappings() == mappingsPerChunk() ? chunk : remap(chunk, spec);
    }

    /**
     * Unmaps a chunk. Where the system refuses, which it has no reason to, the chunk is kept and unmapped later.
     *
     * @param chunk one that this factory mapped, used no more
     */
    synchronized void unmap(final Chunk chunk) {
        unmapStranded();
        chunk.forgetBlocks();
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
        try {
            // Before anything of it is touched, and as long as it is one mapping.
            bind(chunk, chunk.mappingAddress(), chunk.mappingBytes(), spec);
            if (spec.advice() != Os.MADV_NORMAL) {
                // For the whole mapping: of a part, it would split. A refusal costs speed only.
                os.madvise(chunk.mappingAddress(), chunk.mappingBytes(), spec.advice());
            }
            separate(chunk, spec.reserve());
            return chunk;
        } catch (final OutOfMemoryError e) {
            discard(chunk);
            throw e;
        }
    }

    /** Maps, or answers null, with nothing mapped, if an aligned payload does not fit where the kernel put it. */
    private @Nullable Chunk mapZeroDevice(final ChunkSpec spec, final long mappingBytes, final long alignment) {
        final int flags = Os.MAP_PRIVATE | Os.MAP_NORESERVE;
        final long mapping = os.mmap(0, mappingBytes, READ_WRITE, flags, zeroDevice, 0);
        if (mapping < 0) {
            throw refusal("mmap", 0, mappingBytes, mapping, spec.reserve());
        }
        final long address = (mapping + alignment - 1) & -alignment;
        final Chunk chunk = chunkOf(mapping, mappingBytes, address, spec);
        if (chunk.separatorBytes() < pageBytes) {
            discard(chunk);
            return null;
        }
        return chunk;
    }

    /** What stands for a new mapping; where the heap has no room for that, it is unmapped. */
    private Chunk chunkOf(final long mapping, final long mappingBytes, final long address, final ChunkSpec spec) {
        try {
            return new Chunk(os, mapping, mappingBytes, address, mappingsPerChunk(), identity, spec);
        } catch (final OutOfMemoryError e) {
            os.munmap(mapping, mappingBytes);
            throw e;
        }
    }

    /** Has all pages come from the node asked for, if one is. If that is refused, the chunk is unmapped. */
    private void bind(final Chunk chunk, final long address, final long bytes, final ChunkSpec spec) {
        if (spec.numaNode() == MemoryOptions.ANY_NODE) {
            return;
        }
        final int answer = os.mbind(address, bytes, spec.numaNode());
        if (answer != 0) {
            throw discarded(chunk, refusal("mbind", address, bytes, answer, spec.reserve()));
        }
    }

    /** Makes the end of a mapping inaccessible. If that is refused, the chunk is unmapped. */
    private void separate(final Chunk chunk, final int reserve) {
        if (guards) {
            final int answer = os.madvise(chunk.separatorAddress(), chunk.separatorBytes(), Os.MADV_GUARD_INSTALL);
            if (Errno.EINVAL.is(answer)) {
                guards = false;
            } else if (answer != 0) {
                throw discarded(
                        chunk, refusal("madvise", chunk.separatorAddress(), chunk.separatorBytes(), answer, reserve));
            }
        } else {
            protect(chunk, chunk.separatorAddress(), chunk.separatorBytes(), Os.PROT_NONE, reserve);
        }
    }

    private Chunk mapAnonymous(final ChunkSpec spec) {
        final long payloadBytes = spec.payloadBytes();
        final long mappingBytes = payloadBytes + pageBytes;
        final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
        final long mapping = os.mmap(0, mappingBytes, Os.PROT_NONE, flags, -1, 0);
        if (mapping < 0) {
            throw refusal("mmap", 0, mappingBytes, mapping, spec.reserve());
        }
        final Chunk chunk = chunkOf(mapping, mappingBytes, mapping, spec);
        protect(chunk, mapping, payloadBytes, READ_WRITE, spec.reserve());
        // Only now: with a boundary behind the payload, the chunk can be unmapped if this is refused.
        bind(chunk, mapping, payloadBytes, spec);
        if (spec.advice() != Os.MADV_NORMAL) {
            os.madvise(mapping, payloadBytes, spec.advice());
        }
        return chunk;
    }

    private void protect(
            final Chunk chunk, final long address, final long bytes, final int protection, final int reserve) {
        final int answer = os.mprotect(address, bytes, protection);
        if (answer != 0) {
            throw discarded(chunk, refusal("mprotect", address, bytes, answer, reserve));
        }
    }

    /** Discards a chunk that cannot be used, once there is an exception to tell so: nothing fails between the two. */
    private RuntimeException discarded(final Chunk chunk, final RuntimeException refusal) {
        discard(chunk);
        return refusal;
    }

    private void discard(final Chunk chunk) {
        if (!tryUnmap(chunk)) {
            stranded.add(chunk);
        }
    }

    /** Tries again to unmap what could not be unmapped so far. */
    synchronized void unmapStranded() {
        if (!stranded.isEmpty()) {
            stranded.removeIf(this::tryUnmap);
        }
    }

    private boolean tryUnmap(final Chunk chunk) {
        if (os.munmap(chunk.mappingAddress(), chunk.mappingBytes()) == 0) {
            return true;
        }
        failedUnmaps++;
        return false;
    }

    private RuntimeException refusal(
            final String call, final long address, final long bytes, final long answer, final int reserve) {
        if (Errno.ENOMEM.is(answer) && budget.isExhausted(mappingsPerChunk(), reserve)) {
            return budget.refusal(reserve);
        }
        return new OsException(call, address, bytes, (int) -answer);
    }
}
