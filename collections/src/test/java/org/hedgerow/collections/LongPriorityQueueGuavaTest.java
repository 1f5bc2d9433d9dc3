package org.hedgerow.collections;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionClearTester;
import com.google.common.collect.testing.testers.CollectionRemoveTester;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import junit.framework.TestSuite;

/** Guava's conformance suite for queues. */
public final class LongPriorityQueueGuavaTest {

    private LongPriorityQueueGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final SuiteGenerator.SortedQueues</*E*/ Long> generator = new SuiteGenerator.SortedQueues<>(
                /*E*/ Long.class,
                LongPriorityQueue::new,
                new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE));
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
}
