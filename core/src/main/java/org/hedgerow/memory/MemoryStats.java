package org.hedgerow.memory;

/**
 * What a {@link GuardedMemory} holds and has done, at one moment.
 *
 * <p>Every chunk is one block, shared by small ones, retired, or retained.
 *
 * @param identity what keeps its mappings from merging
 * @param separator what its separators are made of
 * @param liveBlocks blocks allocated and not released
 * @param usedBytes what those blocks hold: their own sizes, rounded up, and as much as a third more where a block took a
 *     chunk that was there; less what was given back of them, and what owners of growing ones have not asked for
 * @param sharedChunks chunks that small blocks share
 * @param sharedBytes the payload of those chunks
 * @param freeBytes the pages of shared chunks that no block uses
 * @param retiredBytes released and not given back yet, or (with {@link MemoryOptions.Decommit#FREE}) to be given back at
 *     once after all: {@link GuardedMemory#reclaim} would give back that many, and what of {@code freeBytes} was written
 * @param retainedBytes given back, and mapped for reuse
 * @param mappings how many mappings the kernel counts for all chunks
 * @param mappedBytes the payload of all chunks
 * @param hugeBytes what of {@code mappedBytes} asked for huge pages, and is aligned for them
 * @param mapCalls how many chunks were mapped, since the memory was opened
 * @param refusedMaps how many mappings were refused by the budget or the system
 * @param failedUnmaps how many unmappings the system refused to the whole process's Hedgerow: 0 on any Linux
 * @param strandedBytes what is mapped only because unmapping it was refused; it is tried again at each later mapping, at
 *     {@link GuardedMemory#trim} and at {@link GuardedMemory#close}
 */
public record MemoryStats(
        Identity identity,
        Separator separator,
        long liveBlocks,
        long usedBytes,
        int sharedChunks,
        long sharedBytes,
        long freeBytes,
        long retiredBytes,
        long retainedBytes,
        int mappings,
        long mappedBytes,
        long hugeBytes,
        long mapCalls,
        long refusedMaps,
        long failedUnmaps,
        long strandedBytes) {

    /** What keeps the kernel from merging a mapping with its neighbours. */
    public enum Identity {
        /** Private mappings of {@code /dev/zero} at offset 0: they never merge. */
        PRIVATE_ZERO_DEVICE,
        /** Anonymous mappings, where {@code /dev/zero} cannot be opened: the separator keeps payloads apart. */
        ANONYMOUS
    }

    /** What the inaccessible page behind a payload is made of. */
    public enum Separator {
        /** A guard region (Linux 6.13 and later): it costs no mapping. */
        GUARD,
        /** A page without access rights: one mapping more for each chunk. */
        PROT_NONE
    }
}
