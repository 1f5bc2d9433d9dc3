package org.hedgerow.collections;

import com.google.common.collect.testing.ListTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestListGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.ListFeature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import junit.framework.TestSuite;

/** Guava's conformance suite for lists. */
public final class LongArrayListGuavaTest {

    private LongArrayListGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final Generator generator = new Generator();
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

    private static final class Generator implements TestListGenerator</*E*/ Long> {

        private final List<LongArrayList> created = new ArrayList<>();

        private void closeAll() {
            created.forEach(LongArrayList::close);
            created.clear();
        }

        @Override
        public SampleElements</*E*/ Long> samples() {
            return new SampleElements<>(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ Long.MAX_VALUE);
        }

        @Override
        public List</*E*/ Long> create(final Object... elements) {
            final LongArrayList list = new LongArrayList();
            created.add(list);
            Arrays.stream(elements).forEach(element -> list.add((/*E*/ Long) element));
            return list;
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
