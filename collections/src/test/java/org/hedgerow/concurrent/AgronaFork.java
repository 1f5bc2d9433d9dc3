package org.hedgerow.concurrent;

import java.nio.ByteBuffer;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

/** What is compared with Agrona's own buffer, which needs a flag: a program that ends well or with an error. */
final class AgronaFork {

    private static final int CAPACITY = 1_024;

    private AgronaFork() {}

    public static void main(final String[] arguments) {
        UnsafeBufferComparison.copyFromArray();
        UnsafeBufferComparison.compareLengths();
        System.out.println(UnsafeBufferComparison.copyFromClosed() + " copies of what is closed are refused");
        System.out.println(UnsafeBufferComparison.compareAll() + " operations");
        int messages = 0;
        for (final RingKind kind : RingKind.values()) {
            messages += compare(kind, true, false, 1);
            messages += compare(kind, false, true, 2);
            messages += compare(kind, true, true, 3);
        }
        messages += compareBroadcasts(true, false, 1);
        messages += compareBroadcasts(false, true, 2);
        messages += compareBroadcasts(true, true, 3);
        System.out.println(messages + " messages");
    }

    /** What is ours works over our buffer, what is theirs over Agrona's: both over the same memory. */
    private static int compare(
            final RingKind kind, final boolean ourProducer, final boolean ourConsumer, final long seed) {
        final ByteBuffer memory = ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
        final ByteBuffer reference = ByteBuffer.allocateDirect(CAPACITY + RingBufferDescriptor.TRAILER_LENGTH);
        final AtomicBuffer ours = new SegmentBuffer(memory);
        final AtomicBuffer theirs = new UnsafeBuffer(memory);
        return new RingComparison(
                        kind,
                        new UnsafeBuffer(reference),
                        ourProducer ? ours : theirs,
                        ourConsumer ? ours : theirs,
                        ourProducer,
                        ourConsumer,
                        new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY)),
                        seed)
                .run();
    }

    private static int compareBroadcasts(final boolean ourTransmitter, final boolean ourReceivers, final long seed) {
        final int bytes = CAPACITY + BroadcastBufferDescriptor.TRAILER_LENGTH;
        final ByteBuffer memory = ByteBuffer.allocateDirect(bytes);
        final AtomicBuffer ours = new SegmentBuffer(memory);
        final AtomicBuffer theirs = new UnsafeBuffer(memory);
        return new BroadcastComparison(
                        new UnsafeBuffer(ByteBuffer.allocateDirect(bytes)),
                        ourTransmitter ? ours : theirs,
                        ourReceivers ? ours : theirs,
                        ourTransmitter,
                        ourReceivers,
                        new UnsafeBuffer(ByteBuffer.allocateDirect(CAPACITY)),
                        seed)
                .run();
    }
}
