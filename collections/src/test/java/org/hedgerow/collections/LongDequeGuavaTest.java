package org.hedgerow.collections;

import com.google.common.collect.testing.QueueTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import junit.framework.TestSuite;

/** Guava's conformance suite for queues. */
public final class LongDequeGuavaTest {

    private LongDequeGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final SuiteGenerator.Queues</*E*/ Long> generator = new SuiteGenerator.Queues<>(
                /*E*/ Long.class,
                LongDeque::new,
                new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE));
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
}
