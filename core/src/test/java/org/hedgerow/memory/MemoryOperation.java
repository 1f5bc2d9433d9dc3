package org.hedgerow.memory;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** What a property does to a memory. */
sealed interface MemoryOperation {

    /** Allocates a block; one that reads as zero, or one that has to be zeroed. */
    record Allocate(long bytes, boolean zeroed) implements MemoryOperation {}

    /** Releases one of the live blocks, by its index modulo their number. */
    record Release(int index) implements MemoryOperation {}

    /** Gives retired memory back. */
    record Reclaim(long maxBytes) implements MemoryOperation {}

    /** Gives all back that can be. */
    record Trim() implements MemoryOperation {}

    /** The system takes what was given back lazily. */
    record Pressure() implements MemoryOperation {}

    /** Operations of all kinds, most of them allocations and releases. */
    static Arbitrary<MemoryOperation> any() {
        return Arbitraries.frequencyOf(
                Tuple.of(
                        8,
                        Combinators.combine(sizes(), Arbitraries.of(true, false))
                                .as(Allocate::new)),
                Tuple.of(7, Arbitraries.integers().between(0, 1_000).map(Release::new)),
                Tuple.of(1, Arbitraries.longs().between(0, 1 << 20).map(Reclaim::new)),
                Tuple.of(1, Arbitraries.just(new Trim())),
                Tuple.of(1, Arbitraries.just(new Pressure())));
    }

    private static Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(1, 512)),
                Tuple.of(3, Arbitraries.longs().between(513, 20_000)),
                Tuple.of(1, Arbitraries.longs().between(20_001, 600_000)));
    }

    /** Options of all kinds, with tiny chunks. */
    static Arbitrary<MemoryOptions> options() {
        return Combinators.combine(
                        Arbitraries.of(64L << 10, 256L << 10),
                        Arbitraries.of(4L << 10, 64L << 10, 300_000L),
                        Arbitraries.of(0L, 100_000L, 1L << 30),
                        Arbitraries.of(2, 6, Integer.MAX_VALUE),
                        Arbitraries.of(20_000L, 100_001L, 1_000_000L, Long.MAX_VALUE),
                        Arbitraries.of(MemoryOptions.HugePages.values()),
                        Arbitraries.of(MemoryOptions.Decommit.values()),
                        Arbitraries.of(true, false))
                .as(
                        (chunkBytes, largeBytes, retainBytes, maxMappings, maxBytes, hugePages, decommit, bound) ->
                                (bound ? AuditedMemory.tinyOptions().numaNode(0) : AuditedMemory.tinyOptions())
                                        .minChunkBytes(chunkBytes)
                                        .largeBlockBytes(largeBytes)
                                        .retainBytes(retainBytes)
                                        .maxMappings(maxMappings)
                                        .maxBytes(maxBytes)
                                        .hugePages(hugePages)
                                        .decommit(decommit));
    }
}
