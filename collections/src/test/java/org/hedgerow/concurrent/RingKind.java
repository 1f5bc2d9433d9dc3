package org.hedgerow.concurrent;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.memory.GuardedMemory;

/** The ring buffers, ours and Agrona's. */
enum RingKind {
    ONE_TO_ONE(OneToOneRingBuffer.MIN_CAPACITY),
    MANY_TO_ONE(ManyToOneRingBuffer.MIN_CAPACITY);

    private final int minCapacity;

    RingKind(final int minCapacity) {
        this.minCapacity = minCapacity;
    }

    int minCapacity() {
        return minCapacity;
    }

    /** Ours, with memory of its own. */
    AbstractRingBuffer create(final GuardedMemory memory, final int capacity) {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneRingBuffer(memory, capacity);
            case MANY_TO_ONE -> new ManyToOneRingBuffer(memory, capacity);
        };
    }

    /** Ours, over a buffer. */
    AbstractRingBuffer ours(final AtomicBuffer buffer) {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneRingBuffer(buffer);
            case MANY_TO_ONE -> new ManyToOneRingBuffer(buffer);
        };
    }

    /** Agrona's, over a buffer. */
    RingBuffer theirs(final AtomicBuffer buffer) {
        return switch (this) {
            case ONE_TO_ONE -> new org.agrona.concurrent.ringbuffer.OneToOneRingBuffer(buffer);
            case MANY_TO_ONE -> new org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer(buffer);
        };
    }
}
