package org.hedgerow.stress;

import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToManyConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneUnboundedLongQueue;
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.hedgerow.concurrent.OneToOneUnboundedLongQueue;
import org.hedgerow.memory.GuardedMemory;

/** The queues, after how many threads add and remove. */
enum QueueKind {
    ONE_TO_ONE,
    MANY_TO_ONE,
    MANY_TO_MANY,
    ONE_TO_ONE_UNBOUNDED,
    MANY_TO_ONE_UNBOUNDED;

    /** What a queue answers where there is no element. */
    static final long NONE = 0;

    /** Of eight elements: the least there are. */
    private static final int CHUNK_BYTES = 64;

    ConcurrentLongQueue make(final long capacity) {
        final GuardedMemory memory = GuardedMemory.shared();
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneConcurrentLongQueue(memory, capacity, NONE);
            case MANY_TO_ONE -> new ManyToOneConcurrentLongQueue(memory, capacity, NONE);
            case MANY_TO_MANY -> new ManyToManyConcurrentLongQueue(memory, capacity, NONE);
            case ONE_TO_ONE_UNBOUNDED -> new OneToOneUnboundedLongQueue(memory, capacity, CHUNK_BYTES, NONE);
            case MANY_TO_ONE_UNBOUNDED -> new ManyToOneUnboundedLongQueue(memory, capacity, CHUNK_BYTES, NONE);
        };
    }
}
