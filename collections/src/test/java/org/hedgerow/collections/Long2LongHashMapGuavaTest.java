package org.hedgerow.collections;

import com.google.common.collect.testing.MapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import junit.framework.TestSuite;

/** Guava's suite for {@link Map}, with all features that hold: what java.util promises of a map and its views. */
public final class Long2LongHashMapGuavaTest {

    private Long2LongHashMapGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() {
        final Generator generator = new Generator();
        return MapTestSuiteBuilder.using(generator)
                .named("Long2LongHashMap")
                .withFeatures(
                        CollectionSize.ANY,
                        MapFeature.GENERAL_PURPOSE,
                        MapFeature.RESTRICTS_KEYS,
                        MapFeature.RESTRICTS_VALUES,
                        MapFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION,
                        CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                        CollectionFeature.REMOVE_OPERATIONS)
                .withTearDown(generator::closeAll)
                .createTestSuite();
    }

    private static final class Generator implements TestMapGenerator</*K*/ Long, /*V*/ Long> {

        private final List<Long2LongHashMap> created = new ArrayList<>();

        private void closeAll() {
            created.forEach(Long2LongHashMap::close);
            created.clear();
        }

        @Override
        public SampleElements<Map.Entry</*K*/ Long, /*V*/ Long>> samples() {
            return new SampleElements<>(
                    Map.entry(/*K*/ 1L, /*V*/ 10L),
                    Map.entry(/*K*/ 0L, /*V*/ 0L),
                    Map.entry(/*K*/ Long.MIN_VALUE, /*V*/ Long.MIN_VALUE),
                    Map.entry(/*K*/ Long.MAX_VALUE, /*V*/ 40L),
                    Map.entry(/*K*/ Long.valueOf(-1), /*V*/ 50L));
        }

        @Override
        public Map</*K*/ Long, /*V*/ Long> create(final Object... elements) {
            final Long2LongHashMap map = new Long2LongHashMap(-1);
            created.add(map);
            for (final Object element : elements) {
                final Map.Entry<?, ?> entry = (Map.Entry<?, ?>) element;
                map.put((/*K*/ Long) entry.getKey(), (/*V*/ Long) entry.getValue());
            }
            return map;
        }

        @SuppressWarnings({"rawtypes", "unchecked"})
        @Override
        public Map.Entry</*K*/ Long, /*V*/ Long>[] createArray(final int length) {
            return new Map.Entry[length];
        }

        @Override
        public /*K*/ Long[] createKeyArray(final int length) {
            return new /*K*/ Long[length];
        }

        @Override
        public /*V*/ Long[] createValueArray(final int length) {
            return new /*V*/ Long[length];
        }

        @Override
        public Iterable<Map.Entry</*K*/ Long, /*V*/ Long>> order(
                final List<Map.Entry</*K*/ Long, /*V*/ Long>> insertionOrder) {
            return insertionOrder;
        }
    }
}
