package org.hedgerow.stress;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;
import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToManyConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneRingBuffer;
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.hedgerow.concurrent.OneToOneRingBuffer;
import org.hedgerow.concurrent.SegmentBuffer;
import org.hedgerow.memory.GuardedMemory;

/**
 * What samples take and give back, since making and closing it takes a thousand times as long as a sample does.
 *
 * @param <T> what it is
 */
final class Pool<T> {

    /** What queues answer where there is no element. */
    static final long NONE = 0;

    /** Room for five messages of 16 bytes, and padding. */
    private static final int RING_BYTES = 128;

    private final Queue<T> idle = new ConcurrentLinkedQueue<>();
    private final Supplier<T> maker;

    Pool(final Supplier<T> maker) {
        this.maker = maker;
    }

    /** Queues from one thread to another. */
    static Pool<ConcurrentLongQueue> oneToOne(final long capacity) {
        return new Pool<>(() -> new OneToOneConcurrentLongQueue(GuardedMemory.shared(), capacity, NONE));
    }

    /** Queues from several threads to one. */
    static Pool<ConcurrentLongQueue> manyToOne(final long capacity) {
        return new Pool<>(() -> new ManyToOneConcurrentLongQueue(GuardedMemory.shared(), capacity, NONE));
    }

    /** Queues between several threads. */
    static Pool<ConcurrentLongQueue> manyToMany(final long capacity) {
        return new Pool<>(() -> new ManyToManyConcurrentLongQueue(GuardedMemory.shared(), capacity, NONE));
    }

    /** Ring buffers from one thread to another. */
    static Pool<RingBuffer> oneToOneRing() {
        return new Pool<>(() -> new OneToOneRingBuffer(ringMemory()));
    }

    /** Ring buffers from several threads to one. */
    static Pool<RingBuffer> manyToOneRing() {
        return new Pool<>(() -> new ManyToOneRingBuffer(ringMemory()));
    }

    private static SegmentBuffer ringMemory() {
        return new SegmentBuffer(ByteBuffer.allocateDirect(RING_BYTES + RingBufferDescriptor.TRAILER_LENGTH));
    }

    T take() {
        final T present = idle.poll();
        return present == null ? maker.get() : present;
    }

    void giveBack(final T taken) {
        idle.add(taken);
    }
}
