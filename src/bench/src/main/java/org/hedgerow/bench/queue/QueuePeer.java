package org.hedgerow.bench.queue;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.ManyToManyConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentArrayQueue;
import org.agrona.concurrent.ManyToOneConcurrentLinkedQueue;
import org.agrona.concurrent.OneToOneConcurrentArrayQueue;
import org.hedgerow.bench.peer.PeerVersion;
import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToManyConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneUnboundedLongQueue;
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.hedgerow.concurrent.OneToOneUnboundedLongQueue;
import org.jctools.queues.MpmcArrayQueue;
import org.jctools.queues.MpscArrayQueue;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jctools.queues.SpscArrayQueue;
import org.jctools.queues.SpscUnboundedArrayQueue;

/** Whose queue is measured. A queue has a kind for each number of producers and consumers, or one for all. */
public enum QueuePeer {
    /** Ours. */
    HEDGEROW("Hedgerow", "org.hedgerow.concurrent.OneToOneConcurrentLongQueue"),
    /** Agrona's, of boxed longs. */
    AGRONA("Agrona", "org.agrona.concurrent.OneToOneConcurrentArrayQueue"),
    /** JCTools', of boxed longs. */
    JCTOOLS("JCTools", "org.jctools.queues.SpscArrayQueue"),
    /** The Disruptor, whose consumers do not share elements: it has none for several of them. */
    DISRUPTOR("Disruptor", "com.lmax.disruptor.RingBuffer"),
    /** The JDK's bounded one, which takes a lock. */
    ARRAY_BLOCKING_QUEUE("ArrayBlockingQueue", "java.lang.Object"),
    /** The JDK's unbounded one. */
    CONCURRENT_LINKED_QUEUE("ConcurrentLinkedQueue", "java.lang.Object");

    private static final int BOXED_BYTES = 16;
    private static final int REFERENCE_BYTES = 4;
    private static final int NODE_BYTES = 24;

    /** How many elements a chunk of JCTools' unbounded queues has. */
    private static final int JCTOOLS_CHUNK = 1_024;

    private final String title;
    private final String witness;

    QueuePeer(final String title, final String witness) {
        this.title = title;
        this.witness = witness;
    }

    /**
     * The name that people know.
     *
     * @return the name
     */
    public String title() {
        return title;
    }

    /**
     * The flags without which it does not run on this JDK, or not without warnings.
     *
     * @return flags of the java command
     */
    public List<String> jvmFlags() {
        return switch (this) {
            case AGRONA -> List.of("--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED");
            case JCTOOLS, DISRUPTOR -> List.of("--sun-misc-unsafe-memory-access=allow");
            default -> List.of();
        };
    }

    /**
     * Whether its elements are in the Java heap.
     *
     * @return false for ours alone
     */
    public boolean onHeap() {
        return this != HEDGEROW;
    }

    /** The version on the class path. */
    String version() {
        return PeerVersion.of(witness);
    }

    /** Whether it has such a queue. */
    boolean has(final QueueShape shape) {
        return switch (this) {
            case DISRUPTOR -> shape == QueueShape.ONE_TO_ONE || shape == QueueShape.MANY_TO_ONE;
            case ARRAY_BLOCKING_QUEUE -> !QueueShape.UNBOUNDED.contains(shape);
            default -> true;
        };
    }

    /** Whether it has a queue of messages of such a shape, or a ring buffer to compare with one. */
    boolean hasMessages(final QueueShape shape) {
        return switch (this) {
            case HEDGEROW, AGRONA -> shape != QueueShape.MANY_TO_MANY;
            case JCTOOLS -> QueueShape.UNBOUNDED.contains(shape);
            default -> false;
        };
    }

    /** Whether its queue goes on taking elements when there are as many as it was to have room for. */
    boolean exceeds(final QueueShape shape) {
        return this == CONCURRENT_LINKED_QUEUE || QueueShape.UNBOUNDED.contains(shape);
    }

    /** What an element of an unbounded queue takes: in a heap of up to 32 GiB a boxed long takes 16, and a node 24. */
    long bytesPerElement() {
        return switch (this) {
            case HEDGEROW -> Long.BYTES;
            case JCTOOLS -> BOXED_BYTES + REFERENCE_BYTES;
            default -> BOXED_BYTES + NODE_BYTES;
        };
    }

    /**
     * An empty queue. Only this peer's class is loaded.
     *
     * @param capacity how many elements it has room for, a power of two, if that is bounded
     */
    LongPipe open(final QueueShape shape, final int capacity) {
        return switch (this) {
            case HEDGEROW -> new HedgerowPipe(hedgerow(shape, capacity));
            case AGRONA -> new BoxedPipe(agrona(shape, capacity));
            case JCTOOLS -> new BoxedPipe(jctools(shape, capacity));
            case DISRUPTOR -> DisruptorPipe.of(shape, capacity);
            case ARRAY_BLOCKING_QUEUE -> new BoxedPipe(new ArrayBlockingQueue<>(capacity));
            case CONCURRENT_LINKED_QUEUE -> new BoxedPipe(new ConcurrentLinkedQueue<>());
        };
    }

    /**
     * An empty queue of messages. Only this peer's class is loaded.
     *
     * @param bytes how many bytes of messages it has room for, a power of two, if that is bounded
     */
    MessagePipe openMessages(final QueueShape shape, final int bytes) {
        return switch (this) {
            case HEDGEROW -> BufferPipe.hedgerow(shape, bytes);
            case AGRONA -> BufferPipe.agrona(shape, bytes);
            case JCTOOLS -> ArrayPipe.jctools(shape, JCTOOLS_CHUNK);
            default -> throw new UnsupportedOperationException(title + " has no queue of messages");
        };
    }

    private static ConcurrentLongQueue hedgerow(final QueueShape shape, final int capacity) {
        return switch (shape) {
            case ONE_TO_ONE -> new OneToOneConcurrentLongQueue(capacity);
            case MANY_TO_ONE -> new ManyToOneConcurrentLongQueue(capacity);
            case MANY_TO_MANY -> new ManyToManyConcurrentLongQueue(capacity);
            case ONE_TO_ONE_UNBOUNDED -> new OneToOneUnboundedLongQueue();
            case MANY_TO_ONE_UNBOUNDED -> new ManyToOneUnboundedLongQueue();
        };
    }

    private static Queue<Long> agrona(final QueueShape shape, final int capacity) {
        return switch (shape) {
            case ONE_TO_ONE -> new OneToOneConcurrentArrayQueue<>(capacity);
            case MANY_TO_ONE -> new ManyToOneConcurrentArrayQueue<>(capacity);
            case MANY_TO_MANY -> new ManyToManyConcurrentArrayQueue<>(capacity);
            case ONE_TO_ONE_UNBOUNDED, MANY_TO_ONE_UNBOUNDED -> new ManyToOneConcurrentLinkedQueue<>();
        };
    }

    private static Queue<Long> jctools(final QueueShape shape, final int capacity) {
        return switch (shape) {
            case ONE_TO_ONE -> new SpscArrayQueue<>(capacity);
            case MANY_TO_ONE -> new MpscArrayQueue<>(capacity);
            case MANY_TO_MANY -> new MpmcArrayQueue<>(capacity);
            case ONE_TO_ONE_UNBOUNDED -> new SpscUnboundedArrayQueue<>(JCTOOLS_CHUNK);
            case MANY_TO_ONE_UNBOUNDED -> new MpscUnboundedArrayQueue<>(JCTOOLS_CHUNK);
        };
    }
}
