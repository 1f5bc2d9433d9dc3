package org.hedgerow.collections;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionClearTester;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import junit.framework.TestSuite;

/** Guava's conformance suite for queues. */
public final class LongArrayQueueGuavaTest {

    private LongArrayQueueGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final Generator generator = new Generator();
        return QueueTestSuiteBuilder.using(generator)
                .named("LongArrayQueue")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .suppressing(clearWithoutRemove())
                .withTearDown(generator::closeAll)
                .createTestSuite();
    }

    /**
     * It can be cleared, though nothing can be removed from its middle: Guava takes the one for a part of the other.
     */
    private static List<Method> clearWithoutRemove() {
        return Arrays.stream(CollectionClearTester.class.getMethods())
                .filter(method -> method.getName().equals("testClear_unsupported"))
                .toList();
    }

    private static final class Generator implements TestQueueGenerator</*E*/ Long> {

        private final List<LongArrayQueue> created = new ArrayList<>();

        private void closeAll() {
            created.forEach(LongArrayQueue::close);
            created.clear();
        }

        @Override
        public SampleElements</*E*/ Long> samples() {
            return new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE);
        }

        @Override
        public Queue</*E*/ Long> create(final Object... elements) {
            final LongArrayQueue queue = new LongArrayQueue();
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
            return insertionOrder;
        }
    }
}
