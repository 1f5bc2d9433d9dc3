package org.hedgerow.stress;

import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.concurrent.ManyToOneRingBuffer;
import org.hedgerow.concurrent.OneToOneRingBuffer;
import org.hedgerow.memory.GuardedMemory;

/** The ring buffers, after how many threads write and read. */
enum RingKind {
    ONE_TO_ONE,
    MANY_TO_ONE;

    /** Room for five messages of 16 bytes, and padding. */
    private static final int CAPACITY = 128;

    /** Makes one, which can be closed. */
    RingBuffer make() {
        return switch (this) {
            case ONE_TO_ONE -> new OneToOneRingBuffer(GuardedMemory.shared(), CAPACITY);
            case MANY_TO_ONE -> new ManyToOneRingBuffer(GuardedMemory.shared(), CAPACITY);
        };
    }
}
