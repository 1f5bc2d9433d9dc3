package org.hedgerow.concurrent;

import org.hedgerow.memory.GuardedMemory;

/** The message queues. */
enum MessageQueueKind {
    ONE_TO_ONE(1),
    MANY_TO_ONE(3);

    private final int producers;

    MessageQueueKind(final int producers) {
        this.producers = producers;
    }

    /** How many producers tests give it. */
    int producers() {
        return producers;
    }

    AbstractMessageQueue create(final GuardedMemory memory, final long maxBytes, final int chunkBytes) {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneMessageQueue(memory, maxBytes, chunkBytes);
            case MANY_TO_ONE -> new ManyToOneMessageQueue(memory, maxBytes, chunkBytes);
        };
    }

    AbstractMessageQueue createShared() {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneMessageQueue();
            case MANY_TO_ONE -> new ManyToOneMessageQueue();
        };
    }
}
