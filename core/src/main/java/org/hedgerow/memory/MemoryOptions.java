package org.hedgerow.memory;

import org.hedgerow.memory.os.Os;

/**
 * How a {@link GuardedMemory} behaves. Immutable: begin with {@link #defaults()} and change what differs.
 *
 * {@snippet :
 * MemoryOptions options = MemoryOptions.defaults().maxBytes(8L << 30).mapReserve(4_000);
 * }
 *
 * @param maxBytes the most bytes that blocks may hold, with retired memory that was not given back yet; beyond it
 *     {@link MemoryLimitException}. At least 1; {@link Long#MAX_VALUE}, the default, is no limit.
 * @param mapReserve how many mappings of the process's limit are left to the JVM (thread stacks, heap, code) and to
 *     other libraries; at least 0. The default is 1,024 and 2 for each of 256 threads.
 * @param maxMappings the most mappings that this memory may hold; at least 1; {@link Integer#MAX_VALUE}, the default,
 *     is no limit of its own.
 * @param retainBytes how many bytes of address space stay mapped for reuse after they were given back; at least 0.
 *     Retained memory reads as zero and occupies no physical memory, only a mapping. The default is 64 GiB.
 * @param hugePages which memory is backed with huge pages where the system has them; {@link HugePages#LARGE} by default
 * @param minChunkBytes the size of the first chunk that small blocks share; a power of two of at least 64 KiB. The
 *     default is 1 MiB. Further ones grow with what is in use.
 * @param largeBlockBytes a block of more bytes gets a chunk of its own; at least 4 KiB. The default is 1 MiB.
 */
public record MemoryOptions(
        long maxBytes,
        int mapReserve,
        int maxMappings,
        long retainBytes,
        HugePages hugePages,
        long minChunkBytes,
        long largeBlockBytes) {

    /** Which memory asks for huge pages ({@code MADV_HUGEPAGE}). */
    public enum HugePages {
        /** None, even where the system gives them to every mapping. */
        NEVER,
        /** Chunks of one block that are at least as large as a huge page. */
        LARGE
    }

    private static final int EXPECTED_THREADS = 256;
    private static final MemoryOptions DEFAULTS = new MemoryOptions(
            Long.MAX_VALUE,
            1_024 + 2 * EXPECTED_THREADS,
            Integer.MAX_VALUE,
            64L << 30,
            HugePages.LARGE,
            1L << 20,
            1L << 20);

    /**
     * Checks all values.
     *
     * @throws IllegalArgumentException if one is out of its bounds; the message names it
     */
    public MemoryOptions {
        check(maxBytes >= 1, "maxBytes", maxBytes, "at least 1");
        check(mapReserve >= 0, "mapReserve", mapReserve, "at least 0");
        check(maxMappings >= 1, "maxMappings", maxMappings, "at least 1");
        check(retainBytes >= 0, "retainBytes", retainBytes, "at least 0");
        check(
                minChunkBytes >= 64 << 10
                        && minChunkBytes <= SharedChunks.MAX_CHUNK_BYTES
                        && Long.bitCount(minChunkBytes) == 1,
                "minChunkBytes",
                minChunkBytes,
                "a power of two from 64 KiB to " + SharedChunks.MAX_CHUNK_BYTES);
        check(
                largeBlockBytes >= 4 << 10 && largeBlockBytes <= SharedChunks.MAX_CHUNK_BYTES,
                "largeBlockBytes",
                largeBlockBytes,
                "from 4 KiB to " + SharedChunks.MAX_CHUNK_BYTES);
    }

    /**
     * The options that fit most programs.
     *
     * @return as the parameters of the record say
     */
    public static MemoryOptions defaults() {
        return DEFAULTS;
    }

    /**
     * Changes the limit of bytes.
     *
     * @param bytes see {@link MemoryOptions}
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes < 1}
     */
    public MemoryOptions maxBytes(final long bytes) {
        return new MemoryOptions(
                bytes, mapReserve, maxMappings, retainBytes, hugePages, minChunkBytes, largeBlockBytes);
    }

    /**
     * Changes the reserve of mappings.
     *
     * @param mappings see {@link MemoryOptions}
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code mappings < 0}
     */
    public MemoryOptions mapReserve(final int mappings) {
        return new MemoryOptions(
                maxBytes, mappings, maxMappings, retainBytes, hugePages, minChunkBytes, largeBlockBytes);
    }

    /**
     * Changes the limit of mappings of this memory.
     *
     * @param mappings see {@link MemoryOptions}
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code mappings < 1}
     */
    public MemoryOptions maxMappings(final int mappings) {
        return new MemoryOptions(
                maxBytes, mapReserve, mappings, retainBytes, hugePages, minChunkBytes, largeBlockBytes);
    }

    /**
     * Changes how much address space is retained.
     *
     * @param bytes see {@link MemoryOptions}; with 0, memory is unmapped as soon as it is given back
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes < 0}
     */
    public MemoryOptions retainBytes(final long bytes) {
        return new MemoryOptions(maxBytes, mapReserve, maxMappings, bytes, hugePages, minChunkBytes, largeBlockBytes);
    }

    /**
     * Changes which memory asks for huge pages.
     *
     * @param which see {@link MemoryOptions}
     * @return options that differ in that
     */
    public MemoryOptions hugePages(final HugePages which) {
        return new MemoryOptions(maxBytes, mapReserve, maxMappings, retainBytes, which, minChunkBytes, largeBlockBytes);
    }

    /**
     * Changes the size of the first shared chunk.
     *
     * @param bytes see {@link MemoryOptions}
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes} is not a power of two of at least 64 KiB
     */
    public MemoryOptions minChunkBytes(final long bytes) {
        return new MemoryOptions(maxBytes, mapReserve, maxMappings, retainBytes, hugePages, bytes, largeBlockBytes);
    }

    /**
     * Changes the size above which a block gets a chunk of its own.
     *
     * @param bytes see {@link MemoryOptions}
     * @return options that differ in that
     * @throws IllegalArgumentException if {@code bytes} is less than 4 KiB
     */
    public MemoryOptions largeBlockBytes(final long bytes) {
        return new MemoryOptions(maxBytes, mapReserve, maxMappings, retainBytes, hugePages, minChunkBytes, bytes);
    }

    /** The advice with which a chunk is mapped: one of the {@code MADV_} constants of {@link Os}. */
    int advice(final Os os, final long payloadBytes, final boolean shared) {
        if (hugePages == HugePages.NEVER) {
            return Os.MADV_NOHUGEPAGE;
        }
        final long hugePageBytes = os.hugePageBytes();
        final boolean large = !shared && hugePageBytes > 0 && payloadBytes >= hugePageBytes;
        return large ? Os.MADV_HUGEPAGE : Os.MADV_NORMAL;
    }

    private static void check(final boolean valid, final String name, final long value, final String bounds) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + value + ", and must be " + bounds);
        }
    }
}
