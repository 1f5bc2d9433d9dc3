package org.hedgerow.memory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.hedgerow.memory.os.Vma;

/** All chunks of a memory with their states at one moment, to be compared with what the kernel has mapped. */
final class ChunkCensus {

    private static final String ZERO_DEVICE = "/dev/zero";
    private static final String ACCESSIBLE = "rw-p";
    private static final String INACCESSIBLE = "---p";

    /** A chunk and its state. */
    record Entry(Chunk chunk, ChunkState state) {}

    /** By their first addresses. */
    private final NavigableMap<Long, Entry> entries = new TreeMap<>();

    /**
     * Begins with chunks that are blocks, until told otherwise.
     *
     * @param chunks all that are mapped
     */
    ChunkCensus(final Collection<Chunk> chunks) {
        chunks.forEach(chunk -> tell(chunk, ChunkState.BLOCK));
    }

    /** Tells the state of a chunk. */
    void tell(final Chunk chunk, final ChunkState state) {
        entries.put(chunk.mappingAddress(), new Entry(chunk, state));
    }

    /**
     * Compares the chunks with the mappings of the process.
     *
     * @param vmas all mappings, in the order of their addresses
     * @return the result
     */
    MemoryAudit compareWith(final List<Vma> vmas) {
        final NavigableMap<Long, Vma> byStart = new TreeMap<>();
        vmas.forEach(vma -> byStart.put(vma.start(), vma));
        final List<MemoryAudit.Difference> differences = new ArrayList<>();
        for (final Entry entry : entries.values()) {
            final Chunk chunk = entry.chunk();
            final List<Vma> expected = expected(chunk);
            final List<Vma> found = overlapping(chunk, byStart);
            if (!matches(chunk, expected, found)) {
                differences.add(new MemoryAudit.Difference(
                        chunk.mappingAddress(), chunk.mappingBytes(), expected.toString(), found.toString()));
            }
        }
        return new MemoryAudit(
                entries.size(), List.copyOf(differences), new AddressSpaceText(entries.values(), vmas).toString());
    }

    /** A guard is no mapping of its own; other separators are. */
    private static List<Vma> expected(final Chunk chunk) {
        final boolean zeroDevice = chunk.identity() == MemoryStats.Identity.PRIVATE_ZERO_DEVICE;
        final String path = zeroDevice ? ZERO_DEVICE : "";
        final long start = chunk.mappingAddress();
        final long end = start + chunk.mappingBytes();
        if (chunk.mappings() == 1) {
            return List.of(new Vma(start, end, ACCESSIBLE, 0, path));
        }
        final long separator = chunk.separatorAddress();
        return List.of(
                new Vma(start, separator, ACCESSIBLE, 0, path),
                new Vma(separator, end, INACCESSIBLE, zeroDevice ? separator - start : 0, path));
    }

    private static List<Vma> overlapping(final Chunk chunk, final NavigableMap<Long, Vma> byStart) {
        final long start = chunk.mappingAddress();
        final long end = start + chunk.mappingBytes();
        final Long first = byStart.floorKey(start);
        return byStart.subMap(first == null ? start : first, end).values().stream()
                .filter(vma -> vma.end() > start)
                .toList();
    }

    private static boolean matches(final Chunk chunk, final List<Vma> expected, final List<Vma> found) {
        return chunk.identity() == MemoryStats.Identity.PRIVATE_ZERO_DEVICE
                ? found.equals(expected)
                : found.size() == expected.size() && isSeparated(expected, found);
    }

    /** An anonymous chunk may merge with what lies before and behind it, but there is a boundary in its midst. */
    private static boolean isSeparated(final List<Vma> expected, final List<Vma> found) {
        final Vma payload = found.getFirst();
        final Vma separator = found.getLast();
        return payload.permissions().equals(ACCESSIBLE)
                && separator.permissions().equals(INACCESSIBLE)
                && payload.start() <= expected.getFirst().start()
                && payload.end() == expected.getFirst().end()
                && separator.start() == payload.end()
                && separator.end() >= expected.getLast().end();
    }
}
