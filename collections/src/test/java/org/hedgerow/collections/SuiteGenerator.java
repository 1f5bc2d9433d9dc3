package org.hedgerow.collections;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestListGenerator;
import com.google.common.collect.testing.TestQueueGenerator;
import com.google.common.collect.testing.TestSetGenerator;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the collections of Guava's conformance suites, and closes them after each test.
 *
 * @param <E> what is in them
 * @param <C> what the suite sees of them
 */
abstract class SuiteGenerator<E, C extends Collection<E>> {

    private final Class<E> elementType;
    private final Supplier<? extends C> constructor;
    private final SampleElements<E> samples;
    private final List<C> created = new ArrayList<>();

    private SuiteGenerator(
            final Class<E> elementType, final Supplier<? extends C> constructor, final SampleElements<E> samples) {
        this.elementType = elementType;
        this.constructor = constructor;
        this.samples = samples;
    }

    /** For the suite of lists. */
    static final class Lists<E> extends SuiteGenerator<E, List<E>> implements TestListGenerator<E> {
        Lists(
                final Class<E> elementType,
                final Supplier<? extends List<E>> constructor,
                final SampleElements<E> samples) {
            super(elementType, constructor, samples);
        }
    }

    /** For the suite of queues. */
    static class Queues<E> extends SuiteGenerator<E, Queue<E>> implements TestQueueGenerator<E> {
        Queues(
                final Class<E> elementType,
                final Supplier<? extends Queue<E>> constructor,
                final SampleElements<E> samples) {
            super(elementType, constructor, samples);
        }
    }

    /** For the suite of queues, of which some hand out the least element first. */
    static final class SortedQueues<E extends Comparable<E>> extends Queues<E> {
        SortedQueues(
                final Class<E> elementType,
                final Supplier<? extends Queue<E>> constructor,
                final SampleElements<E> samples) {
            super(elementType, constructor, samples);
        }

        @Override
        public List<E> order(final List<E> insertionOrder) {
            return insertionOrder.stream().sorted().toList();
        }
    }

    /** For the suite of sets. */
    static final class Sets<E> extends SuiteGenerator<E, Set<E>> implements TestSetGenerator<E> {
        Sets(
                final Class<E> elementType,
                final Supplier<? extends Set<E>> constructor,
                final SampleElements<E> samples) {
            super(elementType, constructor, samples);
        }
    }

    /** Closes what was created so far. */
    final void closeAll() {
        for (final C each : created) {
            try {
                ((AutoCloseable) each).close();
            } catch (final Exception e) {
                throw new AssertionError("close failed", e);
            }
        }
        created.clear();
    }

    public final SampleElements<E> samples() {
        return samples;
    }

    public final C create(final Object... elements) {
        final C collection = constructor.get();
        created.add(collection);
        for (final Object element : elements) {
            collection.add(elementType.cast(element));
        }
        return collection;
    }

    @SuppressWarnings("unchecked") // An array of that type.
    public final E[] createArray(final int length) {
        return (E[]) Array.newInstance(elementType, length);
    }

    public List<E> order(final List<E> insertionOrder) {
        return insertionOrder;
    }
}
