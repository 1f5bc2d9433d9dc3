package org.hedgerow.collections;

import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import java.util.List;
import java.util.Map;
import junit.framework.TestSuite;

/** Guava's suite for {@link Map}, with all features that hold: what java.util promises of a map and its views. */
public final class Long2LongHashMapGuavaTest {

    private Long2LongHashMapGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        return MapTestSuiteBuilder.using(new Generator())
                .named("Long2LongHashMap")
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.RESTRICTS_KEYS,
                        MapFeature.RESTRICTS_VALUES,
                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.REMOVE_OPERATIONS)
                .createTestSuite();
    }

    private static final class Generator implements TestMapGenerator<Long, Long> {

        @Override
        public SampleElements<Map.Entry<Long, Long>> samples() {
            return new SampleElements<>(
                    Map.entry(1L, 10L),
                    Map.entry(0L, 0L),
                    Map.entry(Long.MIN_VALUE, Long.MIN_VALUE),
                    Map.entry(Long.MAX_VALUE, 40L),
                    Map.entry(-1L, 50L));
        }

        @Override
        public Map<Long, Long> create(final Object... elements) {
            final Map<Long, Long> map = new Long2LongHashMap(-1);
            for (final Object element : elements) {
                final Map.Entry<?, ?> entry = (Map.Entry<?, ?>) element;
                map.put((Long) entry.getKey(), (Long) entry.getValue());
            }
            return map;
        }

        @SuppressWarnings({"rawtypes", "unchecked"})
        @Override
        public Map.Entry<Long, Long>[] createArray(final int length) {
            return new Map.Entry[length];
        }

        @Override
        public Long[] createKeyArray(final int length) {
            return new Long[length];
        }

        @Override
        public Long[] createValueArray(final int length) {
            return new Long[length];
        }

        @Override
        public Iterable<Map.Entry<Long, Long>> order(final List<Map.Entry<Long, Long>> insertionOrder) {
            return insertionOrder;
        }
    }
}
