package org.hedgerow.memory;

/** What a chunk serves for at present. */
enum ChunkState {
    /** Is one block, in use. */
    BLOCK,
    /** Has several blocks. */
    SHARED,
    /** Released, and not given back to the system yet. */
    RETIRED,
    /** Given back, and mapped for reuse. */
    RETAINED
}
