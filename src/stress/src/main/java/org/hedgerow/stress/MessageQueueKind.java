package org.hedgerow.stress;

import org.hedgerow.concurrent.ManyToOneMessageQueue;
import org.hedgerow.concurrent.MessageQueue;
import org.hedgerow.concurrent.OneToOneMessageQueue;
import org.hedgerow.memory.GuardedMemory;

/** The queues of messages, after how many threads write and read. */
enum MessageQueueKind {
    ONE_TO_ONE,
    MANY_TO_ONE;

    /** Room for two messages of 16 or 24 bytes: the fewest bytes that a chunk can have. */
    private static final int CHUNK_BYTES = 64;

    /** Makes one that grows as memory allows. */
    MessageQueue make() {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneMessageQueue(GuardedMemory.shared(), Long.MAX_VALUE, CHUNK_BYTES);
            case MANY_TO_ONE -> new ManyToOneMessageQueue(GuardedMemory.shared(), Long.MAX_VALUE, CHUNK_BYTES);
        };
    }
}
