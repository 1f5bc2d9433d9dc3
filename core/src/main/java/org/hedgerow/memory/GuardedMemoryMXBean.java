package org.hedgerow.memory;

/**
 * A {@link GuardedMemory} as JMX shows it, under {@code org.hedgerow:type=GuardedMemory,name=...}: see
 * {@link GuardedMemory#registerMXBean()}. The attributes are those of {@link MemoryStats}, all of one moment only by
 * chance. Thread-safe.
 */
public interface GuardedMemoryMXBean {

    /**
     * The name of the memory.
     *
     * @return {@link GuardedMemory#name()}
     */
    String getName();

    /**
     * What keeps its mappings from merging.
     *
     * @return {@link MemoryStats#identity()}
     */
    MemoryStats.Identity getIdentity();

    /**
     * What its separators are made of.
     *
     * @return {@link MemoryStats#separator()}
     */
    MemoryStats.Separator getSeparator();

    /**
     * The most bytes that its blocks may hold.
     *
     * @return {@link MemoryOptions#maxBytes()}
     */
    long getMaxBytes();

    /**
     * The most mappings that it may hold.
     *
     * @return {@link MemoryOptions#maxMappings()}
     */
    int getMaxMappings();

    /**
     * Blocks in use.
     *
     * @return {@link MemoryStats#liveBlocks()}
     */
    long getLiveBlocks();

    /**
     * What blocks in use hold.
     *
     * @return {@link MemoryStats#usedBytes()}
     */
    long getUsedBytes();

    /**
     * Chunks that small blocks share.
     *
     * @return {@link MemoryStats#sharedChunks()}
     */
    int getSharedChunks();

    /**
     * The payload of shared chunks.
     *
     * @return {@link MemoryStats#sharedBytes()}
     */
    long getSharedBytes();

    /**
     * What of the shared chunks no block uses.
     *
     * @return {@link MemoryStats#freeBytes()}
     */
    long getFreeBytes();

    /**
     * Released and not given back yet.
     *
     * @return {@link MemoryStats#retiredBytes()}
     */
    long getRetiredBytes();

    /**
     * Given back, and mapped for reuse.
     *
     * @return {@link MemoryStats#retainedBytes()}
     */
    long getRetainedBytes();

    /**
     * How many mappings the kernel counts.
     *
     * @return {@link MemoryStats#mappings()}
     */
    int getMappings();

    /**
     * The payload of all chunks.
     *
     * @return {@link MemoryStats#mappedBytes()}
     */
    long getMappedBytes();

    /**
     * The payload of the chunks that asked for huge pages.
     *
     * @return {@link MemoryStats#hugeBytes()}
     */
    long getHugeBytes();

    /**
     * How many chunks were mapped so far.
     *
     * @return {@link MemoryStats#mapCalls()}
     */
    long getMapCalls();

    /**
     * How many mappings were refused so far.
     *
     * @return {@link MemoryStats#refusedMaps()}
     */
    long getRefusedMaps();

    /**
     * How many unmappings the system refused to this process: 0 on any Linux.
     *
     * @return {@link MemoryStats#failedUnmaps()}
     */
    long getFailedUnmaps();

    /**
     * What is mapped only because unmapping it was refused.
     *
     * @return {@link MemoryStats#strandedBytes()}
     */
    long getStrandedBytes();

    /**
     * Gives retired memory back to the system: {@link GuardedMemory#reclaim}.
     *
     * @param maxBytes how much at the most, more or less a piece
     * @return how many bytes were given back
     */
    long reclaim(long maxBytes);

    /** Gives all retired memory back, and unmaps what is retained: {@link GuardedMemory#trim}. */
    void trim();

    /**
     * Compares what is mapped with what the kernel says: {@link GuardedMemory#audit}.
     *
     * @return the address space and the differences, as text
     */
    String audit();
}
