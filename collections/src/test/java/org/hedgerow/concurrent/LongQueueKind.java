package org.hedgerow.concurrent;

import org.hedgerow.memory.GuardedMemory;

/** The bounded queues, and what each of them is for. */
enum LongQueueKind {
    ONE_TO_ONE(1, 1) {
        @Override
        ConcurrentLongQueue create(final GuardedMemory memory, final long capacity, final /*E*/ long nullValue) {
            return new OneToOneConcurrentLongQueue(memory, capacity, nullValue);
        }

        @Override
        ConcurrentLongQueue createShared(final long capacity) {
            return new OneToOneConcurrentLongQueue(capacity);
        }
    },
    MANY_TO_ONE(3, 1) {
        @Override
        ConcurrentLongQueue create(final GuardedMemory memory, final long capacity, final /*E*/ long nullValue) {
            return new ManyToOneConcurrentLongQueue(memory, capacity, nullValue);
        }

        @Override
        ConcurrentLongQueue createShared(final long capacity) {
            return new ManyToOneConcurrentLongQueue(capacity);
        }
    },
    MANY_TO_MANY(2, 2) {
        @Override
        ConcurrentLongQueue create(final GuardedMemory memory, final long capacity, final /*E*/ long nullValue) {
            return new ManyToManyConcurrentLongQueue(memory, capacity, nullValue);
        }

        @Override
        ConcurrentLongQueue createShared(final long capacity) {
            return new ManyToManyConcurrentLongQueue(capacity);
        }
    };

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

    abstract ConcurrentLongQueue create(GuardedMemory memory, long capacity, /*E*/ long nullValue);

    abstract ConcurrentLongQueue createShared(long capacity);
}
