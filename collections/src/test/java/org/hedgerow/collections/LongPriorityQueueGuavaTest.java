package org.hedgerow.collections;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionClearTester;
import com.google.common.collect.testing.testers.CollectionRemoveTester;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import junit.framework.TestSuite;

/** Guava's conformance suite for queues. */
public final class LongPriorityQueueGuavaTest {

    private LongPriorityQueueGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final Generator generator = new Generator();
        return QueueTestSuiteBuilder.using(generator)
                .named("LongPriorityQueue")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .suppressing(whatOnlySomeRemovalsNeed())
                .withTearDown(generator::closeAll)
                .createTestSuite();
    }

    /** It can be cleared, and an element removed, though nothing can by an iterator: Guava takes these for one. */
    private static List<Method> whatOnlySomeRemovalsNeed() {
        return Stream.concat(
                        Arrays.stream(CollectionClearTester.class.getMethods()),
                        Arrays.stream(CollectionRemoveTester.class.getMethods()))
                .filter(method -> method.getName().startsWith("testClear_unsupported")
                        || method.getName().startsWith("testRemove_unsupported"))
                .toList();
    }

    private static final class Generator implements TestQueueGenerator</*E*/ Long> {

        private final List<LongPriorityQueue> created = new ArrayList<>();

        private void closeAll() {
            created.forEach(LongPriorityQueue::close);
            created.clear();
        }

        @Override
        public SampleElements</*E*/ Long> samples() {
            return new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE);
        }

        @Override
        public Queue</*E*/ Long> create(final Object... elements) {
            final LongPriorityQueue queue = new LongPriorityQueue();
            created.add(queue);
            Arrays.stream(elements).forEach(element -> queue.add((/*E*/ Long) element));
            return queue;
        }

        @Override
        public /*E*/ Long[] createArray(final int length) {
            return new /*E*/ Long[length];
        }

        @Override
        public List</*E*/ Long> order(final List</*E*/ Long> insertionOrder) {
            final List</*E*/ Long> sorted = new ArrayList<>(insertionOrder);
            Collections.sort(sorted);
            return sorted;
        }
    }
}
