package org.hedgerow.bench.queue;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;

/**
 * A Disruptor with one consumer. Its events are objects that hold a long, made in advance.
 *
 * <p>The consumer asks how far events are published, reads as far as that, and only then asks again, as the Disruptor's own
 * event processors do. With several producers the question is answered by looking at each event up to the last one that was
 * claimed: to ask it for each event, as a poller that stops after one does, costs a pass over the whole ring each time.
 * Producers are told of each event that was read, as the other queues tell theirs.
 */
final class DisruptorPipe implements LongPipe {

    private static final class Event {
        private long element;
    }

    private final RingBuffer<Event> ring;
    private final SequenceBarrier barrier;
    private final Sequence read = new Sequence();

    private long next = read.get() + 1;
    private long published = read.get();

    private DisruptorPipe(final RingBuffer<Event> ring) {
        this.ring = ring;
        this.barrier = ring.newBarrier();
        ring.addGatingSequences(read);
    }

    static DisruptorPipe of(final QueueShape shape, final int capacity) {
        return switch (shape) {
            case ONE_TO_ONE ->
                new DisruptorPipe(RingBuffer.createSingleProducer(Event::new, capacity, new CallerWaits()));
            case MANY_TO_ONE ->
                new DisruptorPipe(RingBuffer.createMultiProducer(Event::new, capacity, new CallerWaits()));
            default -> throw new UnsupportedOperationException("no Disruptor is " + shape);
        };
    }

    @Override
    public boolean offer(final long element) {
        final long sequence;
        try {
            sequence = ring.tryNext();
        } catch (final InsufficientCapacityException e) {
            return false;
        }
        ring.get(sequence).element = element;
        ring.publish(sequence);
        return true;
    }

    @Override
    public long poll() {
        if (next > published && !look()) {
            return NONE;
        }
        final long element = ring.get(next).element;
        read.set(next);
        next++;
        return element;
    }

    /** Whether there is an event that was not there before. */
    private boolean look() {
        try {
            published = barrier.waitFor(next);
        } catch (final Exception e) {
            throw new IllegalStateException("nobody stops the consumer", e);
        }
        return next <= published;
    }

    /** Answers at once, how far events are claimed: who uses the pipe waits in the same way for all peers. */
    private static final class CallerWaits implements WaitStrategy {

        @Override
        public long waitFor(
                final long sequence,
                final Sequence cursor,
                final Sequence dependentSequence,
                final SequenceBarrier barrier) {
            return dependentSequence.get();
        }

        @Override
        public void signalAllWhenBlocking() {
            // Nobody blocks.
        }
    }
}
