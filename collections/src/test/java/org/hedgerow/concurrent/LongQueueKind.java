package org.hedgerow.concurrent;

import org.hedgerow.memory.GuardedMemory;

/** The queues, and what each of them is for. */
enum LongQueueKind {
    ONE_TO_ONE(1, 1),
    MANY_TO_ONE(3, 1),
    MANY_TO_MANY(2, 2),
    UNBOUNDED_ONE_TO_ONE(1, 1),
    UNBOUNDED_MANY_TO_ONE(3, 1);

    /** So small that the boundaries of chunks are met all the time. */
    static final int CHUNK_BYTES = 64;

    private final int producers;
    private final int consumers;

    LongQueueKind(final int producers, final int consumers) {
        this.producers = producers;
        this.consumers = consumers;
    }

    /** How many producers tests give it. */
    int producers() {
        return producers;
    }

    /** How many consumers tests give it. */
    int consumers() {
        return consumers;
    }

    /** Whether memory is allocated as the queue grows. */
    boolean isUnbounded() {
        return this == UNBOUNDED_ONE_TO_ONE || this == UNBOUNDED_MANY_TO_ONE;
    }

    /** What is the capacity when so much was asked for. */
    long capacity(final long requested) {
        return isUnbounded() || requested == 1 ? requested : Long.highestOneBit(requested - 1) << 1;
    }

    /** One that grows, by chunks of a size. */
    UnboundedLongQueue createUnbounded(
            final GuardedMemory memory, final long capacity, final int chunkBytes, final /*E*/ long nullValue) {
        return this == UNBOUNDED_ONE_TO_ONE
                ? new OneToOneUnboundedLongQueue(memory, capacity, chunkBytes, nullValue)
                : new ManyToOneUnboundedLongQueue(memory, capacity, chunkBytes, nullValue);
    }

    /** A queue with that capacity, which may be rounded up. */
    ConcurrentLongQueue create(final GuardedMemory memory, final long capacity, final /*E*/ long nullValue) {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneConcurrentLongQueue(memory, capacity, nullValue);
            case MANY_TO_ONE -> new ManyToOneConcurrentLongQueue(memory, capacity, nullValue);
            case MANY_TO_MANY -> new ManyToManyConcurrentLongQueue(memory, capacity, nullValue);
            case UNBOUNDED_ONE_TO_ONE, UNBOUNDED_MANY_TO_ONE ->
                createUnbounded(memory, capacity, CHUNK_BYTES, nullValue);
        };
    }

    ConcurrentLongQueue createShared(final long capacity) {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneConcurrentLongQueue(capacity);
            case MANY_TO_ONE -> new ManyToOneConcurrentLongQueue(capacity);
            case MANY_TO_MANY -> new ManyToManyConcurrentLongQueue(capacity);
            case UNBOUNDED_ONE_TO_ONE -> new OneToOneUnboundedLongQueue();
            case UNBOUNDED_MANY_TO_ONE -> new ManyToOneUnboundedLongQueue();
        };
    }
}
