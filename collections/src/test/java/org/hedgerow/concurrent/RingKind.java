package org.hedgerow.concurrent;

import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.memory.GuardedMemory;

/** The ring buffers, ours and Agrona's. */
enum RingKind {
    ONE_TO_ONE(OneToOneRingBuffer.MIN_CAPACITY) {
        @Override
        AbstractRingBuffer create(final GuardedMemory memory, final int capacity) {
            return new OneToOneRingBuffer(memory, capacity);
        }

        @Override
        AbstractRingBuffer ours(final AtomicBuffer buffer) {
            return new OneToOneRingBuffer(buffer);
        }

        @Override
        RingBuffer theirs(final AtomicBuffer buffer) {
            return new org.agrona.concurrent.ringbuffer.OneToOneRingBuffer(buffer);
        }
    },
    MANY_TO_ONE(ManyToOneRingBuffer.MIN_CAPACITY) {
        @Override
        AbstractRingBuffer create(final GuardedMemory memory, final int capacity) {
            return new ManyToOneRingBuffer(memory, capacity);
        }

        @Override
        AbstractRingBuffer ours(final AtomicBuffer buffer) {
            return new ManyToOneRingBuffer(buffer);
        }

        @Override
        RingBuffer theirs(final AtomicBuffer buffer) {
            return new org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer(buffer);
        }
    };

    private final int minCapacity;

    RingKind(final int minCapacity) {
        this.minCapacity = minCapacity;
    }

    int minCapacity() {
        return minCapacity;
    }

    /** Ours, with memory of its own. */
    abstract AbstractRingBuffer create(GuardedMemory memory, int capacity);

    /** Ours, over a buffer. */
    abstract AbstractRingBuffer ours(AtomicBuffer buffer);

    /** Agrona's, over a buffer. */
    abstract RingBuffer theirs(AtomicBuffer buffer);
}
