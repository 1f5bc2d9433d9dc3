package org.hedgerow.collections;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestQueueGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import junit.framework.TestSuite;

/** Guava's conformance suite for queues. */
public final class LongDequeGuavaTest {

    private LongDequeGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final Generator generator = new Generator();
        return QueueTestSuiteBuilder.using(generator)
                .named("LongDeque")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.KNOWN_ORDER,
                        CollectionFeature.SUPPORTS_ADD,
                        CollectionFeature.SUPPORTS_REMOVE,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                .withTearDown(generator::closeAll)
                .createTestSuite();
    }

    private static final class Generator implements TestQueueGenerator</*E*/ Long> {

        private final List<LongDeque> created = new ArrayList<>();

        private void closeAll() {
            created.forEach(LongDeque::close);
            created.clear();
        }

        @Override
        public SampleElements</*E*/ Long> samples() {
            return new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE);
        }

        @Override
        public Queue</*E*/ Long> create(final Object... elements) {
            final LongDeque deque = new LongDeque();
            created.add(deque);
            Arrays.stream(elements).forEach(element -> deque.addLast((/*E*/ Long) element));
            return deque;
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
