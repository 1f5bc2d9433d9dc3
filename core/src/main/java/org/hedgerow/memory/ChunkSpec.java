package org.hedgerow.memory;

import org.hedgerow.memory.MemoryOptions.Decommit;
import org.hedgerow.memory.os.Os;

/**
 * How a chunk is to be mapped, and given back.
 *
 * @param payloadBytes a multiple of the page size, at most {@link ChunkFactory#MAX_PAYLOAD_BYTES}
 * @param advice how to back it: one of the {@code MADV_} constants of {@link Os}
 * @param reserve how many mappings of the process's limit are left to others
 * @param numaNode the node that its pages come from, or {@link MemoryOptions#ANY_NODE}
 * @param decommit how its memory is given back
 */
record ChunkSpec(long payloadBytes, int advice, int reserve, int numaNode, Decommit decommit) {

    /** Whether it asks for huge pages. */
    boolean huge() {
        return advice == Os.MADV_HUGEPAGE;
    }
}
