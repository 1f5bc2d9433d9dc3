package org.hedgerow.bench.queue;

import static org.agrona.concurrent.ringbuffer.RingBufferDescriptor.TRAILER_LENGTH;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.concurrent.ManyToOneMessageQueue;
import org.hedgerow.concurrent.ManyToOneRingBuffer;
import org.hedgerow.concurrent.MessageQueue;
import org.hedgerow.concurrent.OneToOneMessageQueue;
import org.hedgerow.concurrent.OneToOneRingBuffer;
import org.hedgerow.concurrent.SegmentBuffer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;

/**
 * A ring buffer, or our message queue: both take messages from buffers, and hand them out in buffers.
 *
 * @param writer takes a message
 * @param reader hands messages out
 * @param message makes a message for a producer, in a buffer of the same maker
 * @param closing frees the memory
 */
record BufferPipe(Writer writer, Reader reader, Supplier<MutableDirectBuffer> message, Runnable closing)
        implements MessagePipe {

    private static final int MESSAGE_TYPE = 1;

    /** As ring buffers and message queues write. */
    @FunctionalInterface
    interface Writer {

        boolean write(int messageType, DirectBuffer buffer, int offset, int length);
    }

    /** As ring buffers and message queues read. */
    @FunctionalInterface
    interface Reader {

        int read(MessageHandler handler, int limit);
    }

    /** One of ours: a ring buffer of so many bytes, or a message queue, which grows. */
    static BufferPipe hedgerow(final QueueShape shape, final int bytes) {
        final GuardedMemory memory = GuardedMemory.open(MemoryOptions.ofSystemProperties());
        return switch (shape) {
            case ONE_TO_ONE -> {
                final OneToOneRingBuffer ring = new OneToOneRingBuffer(memory, bytes);
                yield hedgerow(memory, ring, ring::close);
            }
            case MANY_TO_ONE -> {
                final ManyToOneRingBuffer ring = new ManyToOneRingBuffer(memory, bytes);
                yield hedgerow(memory, ring, ring::close);
            }
            case ONE_TO_ONE_UNBOUNDED -> hedgerow(memory, new OneToOneMessageQueue(memory));
            case MANY_TO_ONE_UNBOUNDED -> hedgerow(memory, new ManyToOneMessageQueue(memory));
            case MANY_TO_MANY -> throw new UnsupportedOperationException("no queue of messages is " + shape);
        };
    }

    private static BufferPipe hedgerow(final GuardedMemory memory, final RingBuffer ring, final Runnable closing) {
        return new BufferPipe(ring::write, ring::read, BufferPipe::segment, () -> {
            closing.run();
            memory.close();
        });
    }

    private static BufferPipe hedgerow(final GuardedMemory memory, final MessageQueue queue) {
        return new BufferPipe(queue::write, queue::read, BufferPipe::segment, () -> {
            queue.close();
            memory.close();
        });
    }

    private static MutableDirectBuffer segment() {
        return new SegmentBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES));
    }

    /** Agrona's ring buffer of so many bytes, whatever the bound. */
    static BufferPipe agrona(final QueueShape shape, final int bytes) {
        final AtomicBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes + TRAILER_LENGTH));
        final RingBuffer ring = switch (shape) {
            case ONE_TO_ONE, ONE_TO_ONE_UNBOUNDED -> new org.agrona.concurrent.ringbuffer.OneToOneRingBuffer(buffer);
            case MANY_TO_ONE, MANY_TO_ONE_UNBOUNDED -> new org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer(buffer);
            case MANY_TO_MANY -> throw new UnsupportedOperationException("no queue of messages is " + shape);
        };
        return new BufferPipe(
                ring::write, ring::read, () -> new UnsafeBuffer(ByteBuffer.allocateDirect(MESSAGE_BYTES)), () -> {});
    }

    @Override
    public Producer producer() {
        final MutableDirectBuffer next = message.get();
        return () -> {
            next.putLong(0, next.getLong(0) + 1);
            return writer.write(MESSAGE_TYPE, next, 0, MESSAGE_BYTES);
        };
    }

    @Override
    public int read(final int limit, final MessageSum sum) {
        return reader.read(sum, limit);
    }

    @Override
    public void close() {
        closing.run();
    }
}
