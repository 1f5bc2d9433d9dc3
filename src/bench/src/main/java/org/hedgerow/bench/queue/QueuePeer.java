package org.hedgerow.bench.queue;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hedgerow.concurrent.ManyToManyConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneConcurrentLongQueue;
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.SpscArrayQueue;

/** Whose queue is measured. A queue has a kind for each number of producers and consumers, or one for all. */
public enum QueuePeer {
    /** Ours. */
    HEDGEROW {
        @Override
        LongPipe oneToOne(final int capacity) {
            return new HedgerowPipe(new OneToOneConcurrentLongQueue(capacity));
        }

        @Override
        LongPipe manyToOne(final int capacity) {
            return new HedgerowPipe(new ManyToOneConcurrentLongQueue(capacity));
        }

        @Override
        LongPipe manyToMany(final int capacity) {
            return new HedgerowPipe(new ManyToManyConcurrentLongQueue(capacity));
        }
    },
    /** Agrona's, of boxed longs. */
    AGRONA {
        @Override
        LongPipe oneToOne(final int capacity) {
            return new BoxedPipe(new org.agrona.concurrent.OneToOneConcurrentArrayQueue<>(capacity));
        }

        @Override
        LongPipe manyToOne(final int capacity) {
            return new BoxedPipe(new org.agrona.concurrent.ManyToOneConcurrentArrayQueue<>(capacity));
        }

        @Override
        LongPipe manyToMany(final int capacity) {
            return new BoxedPipe(new org.agrona.concurrent.ManyToManyConcurrentArrayQueue<>(capacity));
        }
    },
    /** JCTools', of boxed longs. */
    JCTOOLS {
        @Override
        LongPipe oneToOne(final int capacity) {
            return new BoxedPipe(new SpscArrayQueue<>(capacity));
        }

        @Override
        LongPipe manyToOne(final int capacity) {
            return new BoxedPipe(new MpscArrayQueue<>(capacity));
        }

        @Override
        LongPipe manyToMany(final int capacity) {
            return new BoxedPipe(new MpmcArrayQueue<>(capacity));
        }
    },
    /** The Disruptor, whose consumers do not share elements: it has none for several of them. */
    DISRUPTOR {
        @Override
        LongPipe oneToOne(final int capacity) {
            return DisruptorPipe.oneToOne(capacity);
        }

        @Override
        LongPipe manyToOne(final int capacity) {
            return DisruptorPipe.manyToOne(capacity);
        }

        @Override
        LongPipe manyToMany(final int capacity) {
            throw new UnsupportedOperationException("each consumer of a Disruptor gets every element");
        }
    },
    /** The JDK's bounded one, which takes a lock. */
    ARRAY_BLOCKING_QUEUE {
        @Override
        LongPipe manyToMany(final int capacity) {
            return new BoxedPipe(new ArrayBlockingQueue<>(capacity));
        }
    },
    /** The JDK's unbounded one. */
    CONCURRENT_LINKED_QUEUE {
        @Override
        LongPipe manyToMany(final int capacity) {
            return new BoxedPipe(new ConcurrentLinkedQueue<>());
        }
    };

    /** For one producer and one consumer. */
    LongPipe oneToOne(final int capacity) {
        return manyToMany(capacity);
    }

    /** For many producers and one consumer. */
    LongPipe manyToOne(final int capacity) {
        return manyToMany(capacity);
    }

    /** For many producers and many consumers. */
    abstract LongPipe manyToMany(int capacity);
}
