package org.hedgerow.bench.queue;

import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TRAILER_LENGTH;

import java.nio.ByteBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.concurrent.ManyToOneRingBuffer;
import org.hedgerow.concurrent.OneToOneRingBuffer;
import org.hedgerow.concurrent.SegmentBuffer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;

/**
 * A ring buffer as benchmarks use it.
 *
 * @param ring the ring
 * @param message a message for the producer, in a buffer of the same maker
 * @param closing frees the memory
 */
record MessageRing(RingBuffer ring, MutableDirectBuffer message, Runnable closing) {

    static final int MESSAGE_BYTES = 64;

    static MessageRing of(final QueuePeer peer, final QueueShape shape, final int capacity) {
        return switch (peer) {
            case HEDGEROW -> hedgerow(shape, capacity);
            case AGRONA -> agrona(shape, capacity);
            default -> throw new UnsupportedOperationException(peer + " has no ring buffer of messages");
        };
    }

    private static MessageRing hedgerow(final QueueShape shape, final int capacity) {
        final GuardedMemory memory = GuardedMemory.open(MemoryOptions.ofSystemProperties());
        final MutableDirectBuffer message = new SegmentBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
        return switch (shape) {
            case ONE_TO_ONE -> {
                final OneToOneRingBuffer ring = new OneToOneRingBuffer(memory, capacity);
                yield new MessageRing(ring, message, () -> close(ring, memory));
            }
            case MANY_TO_ONE -> {
                final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(memory, capacity);
                yield new MessageRing(ring, message, () -> close(ring, memory));
            }
            default -> throw new UnsupportedOperationException("no ring buffer is " + shape);
        };
    }

    private static void close(final OneToOneRingBuffer ring, final GuardedMemory memory) {
        ring.close();
        memory.close();
    }

    private static void close(final ManyToOneRingBuffer ring, final GuardedMemory memory) {
        ring.close();
        memory.close();
    }

    private static MessageRing agrona(final QueueShape shape, final int capacity) {
        final AtomicBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + TRAILER_LENGTH));
        final RingBuffer ring = switch (shape) {
            case ONE_TO_ONE -> new org.agrona.concurrent.ringbuffer.OneToOneRingBuffer(buffer);
            case MANY_TO_ONE -> new org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer(buffer);
            default -> throw new UnsupportedOperationException("no ring buffer is " + shape);
        };
        return new MessageRing(ring, new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES)), () -> {});
    }
}
