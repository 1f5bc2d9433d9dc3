package org.hedgerow.collections;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.testers.CollectionClearTester;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import junit.framework.TestSuite;

/** Guava's conformance suite for queues. */
public final class LongArrayQueueGuavaTest {

    private LongArrayQueueGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final SuiteGenerator.Queues</*E*/ Long> generator = new SuiteGenerator.Queues<>(
                /*E*/ Long.class,
                LongArrayQueue::new,
                new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE));
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
}
