package org.hedgerow.bench.family;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Queue;
import org.hedgerow.collections.LongDeque;
import org.hedgerow.collections.LongPriorityQueue;
import org.hedgerow.memory.GuardedMemory;

/** The queues of one thread. */
public enum QueueKind {
    /** First in, first out. */
    LONG_QUEUE("LongArrayQueue", "offer and poll", Maker.AGRONA) {
        @Override
        Line hedgerow(final GuardedMemory memory) {
            final var queue = new org.hedgerow.collections.LongArrayQueue(memory);
            return new Line(queue::offerLong, queue::pollLong, queue::longSize, queue::close);
        }

        @Override
        Line rival() {
            final var queue = new org.agrona.collections.LongArrayQueue();
            return new Line(queue::offerLong, queue::pollLong, queue::size, Keyed::nothing);
        }
    },
    /** The same, of ints. */
    INT_QUEUE("IntArrayQueue", "offer and poll", Maker.AGRONA) {
        @Override
        Line hedgerow(final GuardedMemory memory) {
            final var queue = new org.hedgerow.collections.IntArrayQueue(memory);
            return new Line(element -> queue.offerInt((int) element), queue::pollInt, queue::longSize, queue::close);
        }

        @Override
        Line rival() {
            final var queue = new org.agrona.collections.IntArrayQueue();
            return new Line(element -> queue.offerInt((int) element), queue::pollInt, queue::size, Keyed::nothing);
        }
    },
    /** In at the front, out at the end. */
    LONG_DEQUE("LongDeque", "addFirst and pollLast", Maker.JDK) {
        @Override
        Line hedgerow(final GuardedMemory memory) {
            final LongDeque deque = new LongDeque(memory, LongDeque.DEFAULT_NULL_VALUE);
            return new Line(deque::addFirstLong, deque::pollLastLong, deque::longSize, deque::close);
        }

        @Override
        Line rival() {
            final Deque<Long> deque = new ArrayDeque<>();
            return new Line(deque::addFirst, deque::removeLast, deque::size, Keyed::nothing);
        }
    },
    /** The least goes out. */
    LONG_PRIORITY_QUEUE("LongPriorityQueue", "offer and poll", Maker.JDK) {
        @Override
        Line hedgerow(final GuardedMemory memory) {
            final LongPriorityQueue queue = new LongPriorityQueue(memory, LongPriorityQueue.DEFAULT_NULL_VALUE);
            return new Line(queue::offerLong, queue::pollLong, queue::longSize, queue::close);
        }

        @Override
        Line rival() {
            final Queue<Long> queue = new PriorityQueue<>();
            return new Line(queue::add, queue::remove, queue::size, Keyed::nothing);
        }
    },
    /** The key of the least priority goes out. */
    LONG_PRIORITY_MAP("LongPriorityMap", "setPriority and removeMin", Maker.JDK) {
        @Override
        Line hedgerow(final GuardedMemory memory) {
            return Priorities.hedgerow(memory);
        }

        @Override
        Line rival() {
            return Priorities.jdk();
        }
    };

    private final String title;
    private final String verbs;
    private final Maker rival;

    QueueKind(final String title, final String verbs, final Maker rival) {
        this.title = title;
        this.verbs = verbs;
        this.rival = rival;
    }

    abstract Line hedgerow(GuardedMemory memory);

    abstract Line rival();

    /** Whether the least goes first, so that it is used as a queue of events is. */
    final boolean isOrdered() {
        return this == LONG_PRIORITY_QUEUE || this == LONG_PRIORITY_MAP;
    }

    /** An empty one. */
    Line create(final Maker maker, final GuardedMemory memory) {
        if (maker == Maker.HEDGEROW) {
            return hedgerow(memory);
        }
        if (maker == rival) {
            return rival();
        }
        throw maker.hasNo(this);
    }

    /** What is measured of it. */
    Row row() {
        return new Row(title + " " + verbs, QueueBenchmark.class, "offerAndPoll", name(), rival);
    }
}
