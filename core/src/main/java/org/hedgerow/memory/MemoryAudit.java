package org.hedgerow.memory;

import java.util.List;

/**
 * What a {@link GuardedMemory} has mapped, compared with what the kernel says: see {@link GuardedMemory#audit()}.
 *
 * @param chunks how many chunks were compared
 * @param differences the chunks that are not as they should be; none, unless something is wrong
 * @param addressSpace the address space of the process as text: each line a stretch of it, in the order of addresses,
 *     with chunks by their states, what lies between them, and how much of it
 */
public record MemoryAudit(int chunks, List<Difference> differences, String addressSpace) {

    /**
     * A chunk that is not as it should be.
     *
     * @param address where the chunk begins
     * @param bytes its length, with its separator
     * @param expected the mappings that it should be
     * @param found the mappings that lie there
     */
    public record Difference(long address, long bytes, String expected, String found) {}

    /**
     * Whether all is as it should be.
     *
     * @return true if there are no differences
     */
    public boolean isClean() {
        return differences.isEmpty();
    }

    /** The address space, and the differences. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder(addressSpace);
        text.append(differences.size()).append(" differences\n");
        for (final Difference difference : differences) {
            text.append("  expected ").append(difference.expected()).append(", found ");
            text.append(difference.found()).append('\n');
        }
        return text.toString();
    }
}
