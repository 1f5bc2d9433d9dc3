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
import org.hedgerow.concurrent.OneToOneConcurrentLongQueue;
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

    private static final Map<Class<?>, List<ConcurrentLongQueue>> OPEN = new HashMap<>();

    private final ConcurrentLongQueue queue;
    private final Object[] objects = new Object[PLACES];
    private final AtomicInteger places = new AtomicInteger();

    /** The place of an object that the queue had no room for: taken again, or a thread that waits for room uses all up. */
    private final ThreadLocal<@Nullable Long> unusedPlace = new ThreadLocal<>();

    private JctoolsQueue(final ConcurrentLongQueue queue) {
        this.queue = queue;
    }

    /** What a suite's constructor wants for each of our bounded queues: what it is to be, and the queue. */
    static List<Object[]> bounded(final Class<?> suite) {
        final List<Object[]> parameters = new ArrayList<>();
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

    @Override
    public @Nullable T poll() {
        return object(queue.poll());
    }

    @Override
    public @Nullable T peek() {
        return object(queue.peek());
    }

    /** JCTools' consumers wait for an oldest element that is claimed and not written yet, where ours find none. */
    @Override
    public int size() {
        return isEmpty() ? 0 : (int) queue.size();
    }

    /** In JCTools' words a queue whose oldest element is claimed and not written yet is empty or makes its consumer wait. */
    @Override
    public boolean isEmpty() {
        return queue.peek() == queue.nullValue();
    }

    @Override
    public int capacity() {
        return (int) queue.capacity();
    }

    @Override
    public boolean relaxedOffer(final T element) {
        return offer(element);
    }

    @Override
    public @Nullable T relaxedPoll() {
        return poll();
    }

    @Override
    public @Nullable T relaxedPeek() {
        return peek();
    }

    @Override
    public int drain(final Consumer<T> consumer) {
        return drain(consumer, capacity());
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
            idles = drain(consumer, capacity()) > 0 ? 0 : wait.idle(idles);
        }
    }

    @Override
    public int fill(final Supplier<T> supplier) {
        return fill(supplier, capacity());
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
