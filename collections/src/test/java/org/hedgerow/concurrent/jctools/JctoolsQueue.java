package org.hedgerow.concurrent.jctools;

import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToManyConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneConcurrentLongQueue;
import org.hedgerow.concurrent.ManyToOneUnboundedLongQueue;
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
import org.hedgerow.concurrent.OneToOneUnboundedLongQueue;
import org.hedgerow.memory.GuardedMemory;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.QueueProgressIndicators;
import org.jctools.queues.spec.ConcurrentQueueSpec;
import org.jspecify.annotations.Nullable;

/**
 * One of our queues as JCTools' suites want them: of objects, and with that library's interfaces. An object goes to a
 * place of a table, without any ordering but the queue's, and the queue gets the place.
 */
@SuppressWarnings("deprecation") // The suites ask for the deprecated specification.
final class JctoolsQueue<T> extends AbstractQueue<T> implements MessagePassingQueue<T>, QueueProgressIndicators {

    /** More than are ever in a queue and on their way to it. */
    private static final int PLACES = 1 << 18;

    /** How the specifications say that a queue has no bound. */
    private static final int UNBOUNDED = 0;

    /** How many elements are drained or filled in at once where there is no bound. */
    private static final int UNBOUNDED_BATCH = 4_096;

    private static final Map<Class<?>, List<ConcurrentLongQueue>> OPEN = new HashMap<>();

    private final ConcurrentLongQueue queue;
    private final Object[] objects = new Object[PLACES];
    private final AtomicInteger places = new AtomicInteger();

    /** The place of an object that the queue had no room for: taken again, or a thread that waits for room uses all up. */
    private final ThreadLocal<@Nullable Long> unusedPlace = new ThreadLocal<>();

    private JctoolsQueue(final ConcurrentLongQueue queue) {
        this.queue = queue;
    }

    /** What a suite's constructor wants for each of our queues: what it is to be, and the queue. */
    static List<Object[]> all(final Class<?> suite) {
        final List<Object[]> parameters = new ArrayList<>();
        for (final int chunkBytes : new int[] {64, 64 << 10}) {
            parameters.add(open(
                    suite,
                    ConcurrentQueueSpec.createBoundedSpsc(UNBOUNDED),
                    new OneToOneUnboundedLongQueue(GuardedMemory.shared(), Long.MAX_VALUE, chunkBytes, -1)));
            parameters.add(open(
                    suite,
                    ConcurrentQueueSpec.createBoundedMpsc(UNBOUNDED),
                    new ManyToOneUnboundedLongQueue(GuardedMemory.shared(), Long.MAX_VALUE, chunkBytes, -1)));
        }
        for (final int capacity : new int[] {4, 16_384}) {
            parameters.add(open(
                    suite, ConcurrentQueueSpec.createBoundedSpsc(capacity), new OneToOneConcurrentLongQueue(capacity)));
            parameters.add(open(
                    suite,
                    ConcurrentQueueSpec.createBoundedMpsc(capacity),
                    new ManyToOneConcurrentLongQueue(capacity)));
            parameters.add(open(
                    suite,
                    ConcurrentQueueSpec.createBoundedMpmc(capacity),
                    new ManyToManyConcurrentLongQueue(capacity)));
        }
        return parameters;
    }

    private static Object[] open(
            final Class<?> suite, final ConcurrentQueueSpec spec, final ConcurrentLongQueue queue) {
        OPEN.computeIfAbsent(suite, any -> new ArrayList<>()).add(queue);
        return new Object[] {spec, new JctoolsQueue<>(queue)};
    }

    /** Closes the queues of a suite. */
    static void close(final Class<?> suite) {
        OPEN.getOrDefault(suite, List.of()).forEach(ConcurrentLongQueue::close);
        OPEN.remove(suite);
    }

    private long place(final T object) {
        final Long unused = unusedPlace.get();
        final long place = unused != null ? unused : places.getAndIncrement() & (PLACES - 1);
        objects[(int) place] = Objects.requireNonNull(object);
        return place;
    }

    @SuppressWarnings("unchecked") // Nothing else is put there.
    private @Nullable T object(final long place) {
        return place == queue.nullValue() ? null : (T) objects[(int) place];
    }

    @Override
    public boolean offer(final T element) {
        final long place = place(element);
        final boolean added = queue.offer(place);
        unusedPlace.set(added ? null : place);
        return added;
    }

    /** JCTools' consumers wait for an oldest element that is claimed and not written yet, where ours find none. */
    @Override
    public @Nullable T poll() {
        T element = relaxedPoll();
        while (element == null && !isEmpty()) {
            Thread.onSpinWait();
            element = relaxedPoll();
        }
        return element;
    }

    @Override
    public @Nullable T peek() {
        T element = relaxedPeek();
        while (element == null && !isEmpty()) {
            Thread.onSpinWait();
            element = relaxedPeek();
        }
        return element;
    }

    @Override
    public int size() {
        return (int) queue.size();
    }

    @Override
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    @Override
    public int capacity() {
        return queue.capacity() == Long.MAX_VALUE ? UNBOUNDED_CAPACITY : (int) queue.capacity();
    }

    private int batch() {
        return queue.capacity() == Long.MAX_VALUE ? UNBOUNDED_BATCH : (int) queue.capacity();
    }

    @Override
    public boolean relaxedOffer(final T element) {
        return offer(element);
    }

    @Override
    public @Nullable T relaxedPoll() {
        return object(queue.poll());
    }

    @Override
    public @Nullable T relaxedPeek() {
        return object(queue.peek());
    }

    @Override
    public int drain(final Consumer<T> consumer) {
        return drain(consumer, batch());
    }

    @Override
    public int drain(final Consumer<T> consumer, final int limit) {
        if (consumer == null) {
            throw new IllegalArgumentException("no consumer");
        }
        return queue.drain(element -> consumer.accept(Objects.requireNonNull(object(element))), limit);
    }

    @Override
    public void drain(final Consumer<T> consumer, final WaitStrategy wait, final ExitCondition exit) {
        if (consumer == null || wait == null || exit == null) {
            throw new IllegalArgumentException("null");
        }
        int idles = 0;
        while (exit.keepRunning()) {
            idles = drain(consumer, batch()) > 0 ? 0 : wait.idle(idles);
        }
    }

    @Override
    public int fill(final Supplier<T> supplier) {
        return fill(supplier, batch());
    }

    @Override
    public int fill(final Supplier<T> supplier, final int limit) {
        if (supplier == null || limit < 0) {
            throw new IllegalArgumentException("no supplier, or limit " + limit);
        }
        int count = 0;
        while (count < limit && queue.remainingCapacity() > 0) {
            final T element = supplier.get();
            while (!offer(element)) {
                Thread.onSpinWait();
            }
            count++;
        }
        return count;
    }

    @Override
    public void fill(final Supplier<T> supplier, final WaitStrategy wait, final ExitCondition exit) {
        if (supplier == null || wait == null || exit == null) {
            throw new IllegalArgumentException("null");
        }
        int idles = 0;
        while (exit.keepRunning()) {
            idles = fill(supplier, 1) > 0 ? 0 : wait.idle(idles);
        }
    }

    @Override
    public long currentProducerIndex() {
        return queue.addedCount();
    }

    @Override
    public long currentConsumerIndex() {
        return queue.removedCount();
    }

    @Override
    public Iterator<T> iterator() {
        throw new UnsupportedOperationException("our queues have none");
    }

    @Override
    public String toString() {
        return queue.toString();
    }
}
