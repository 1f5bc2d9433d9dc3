package org.hedgerow.bench.queue;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;

/** A Disruptor with one consumer, which polls. Its events are objects that hold a long, made in advance. */
final class DisruptorPipe implements LongPipe {

    private static final class Event {
        private long element;
    }

    private final RingBuffer<Event> ring;
    private final EventPoller<Event> poller;
    private final EventPoller.Handler<Event> handler = this::receive;

    private long received;

    private DisruptorPipe(final RingBuffer<Event> ring) {
        this.ring = ring;
        this.poller = ring.newPoller();
        ring.addGatingSequences(poller.getSequence());
    }

    static DisruptorPipe of(final QueueShape shape, final int capacity) {
        return switch (shape) {
            case ONE_TO_ONE -> new DisruptorPipe(RingBuffer.createSingleProducer(Event::new, capacity));
            case MANY_TO_ONE -> new DisruptorPipe(RingBuffer.createMultiProducer(Event::new, capacity));
            default -> throw new UnsupportedOperationException("no Disruptor is " + shape);
        };
    }

    private boolean receive(final Event event, final long sequence, final boolean endOfBatch) {
        received = event.element;
        return false;
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
        try {
            return poller.poll(handler) == EventPoller.PollState.PROCESSING ? received : NONE;
        } catch (final Exception e) {
            throw new IllegalStateException("the handler throws nothing", e);
        }
    }
}
