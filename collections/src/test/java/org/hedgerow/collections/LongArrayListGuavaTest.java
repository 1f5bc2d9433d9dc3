package org.hedgerow.collections;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import junit.framework.TestSuite;

/** Guava's conformance suite for lists. */
public final class LongArrayListGuavaTest {

    private LongArrayListGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final SuiteGenerator.Lists</*E*/ Long> generator = new SuiteGenerator.Lists<>(
                /*E*/ Long.class,
                LongArrayList::new,
                new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE));
        return ListTestSuiteBuilder.using(generator)
                .named("LongArrayList")
                .withFeatures(
                        CollectionSize.ANY,
                        CollectionFeature.ALLOWS_NULL_VALUES,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        ListFeature.GENERAL_PURPOSE)
                .withTearDown(generator::closeAll)
                .createTestSuite();
    }
}
