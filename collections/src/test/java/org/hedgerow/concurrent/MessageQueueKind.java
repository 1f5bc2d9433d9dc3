package org.hedgerow.concurrent;

import org.hedgerow.memory.GuardedMemory;

/** The message queues. */
enum MessageQueueKind {
    ONE_TO_ONE(1) {
        @Override
        AbstractMessageQueue create(final GuardedMemory memory, final long maxBytes, final int chunkBytes) {
            return new OneToOneMessageQueue(memory, maxBytes, chunkBytes);
        }

        @Override
        AbstractMessageQueue createShared() {
            return new OneToOneMessageQueue();
        }
    },
    MANY_TO_ONE(3) {
        @Override
        AbstractMessageQueue create(final GuardedMemory memory, final long maxBytes, final int chunkBytes) {
            return new ManyToOneMessageQueue(memory, maxBytes, chunkBytes);
        }

        @Override
        AbstractMessageQueue createShared() {
            return new ManyToOneMessageQueue();
        }
    };

    private final int producers;

    MessageQueueKind(final int producers) {
        this.producers = producers;
    }

    /** How many producers tests give it. */
    int producers() {
        return producers;
    }

    abstract AbstractMessageQueue create(GuardedMemory memory, long maxBytes, int chunkBytes);

    abstract AbstractMessageQueue createShared();
}
