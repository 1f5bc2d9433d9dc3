package org.hedgerow.collections;

import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.SetTestSuiteBuilder;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.SetFeature;
import com.google.common.collect.testing.testers.CollectionToStringTester;
import java.util.Set;
import junit.framework.TestSuite;

/** Guava's suite for {@link Set}, with all features that hold: what java.util promises of a set. */
public final class LongHashSetGuavaTest {

    private LongHashSetGuavaTest() {}

    /** The suite, which the vintage engine finds by this name. */
    public static TestSuite suite() throws NoSuchMethodException {
        final SuiteGenerator.Sets</*E*/ Long> generator = new SuiteGenerator.Sets<>(
                /*E*/ Long.class,
                LongHashSet::new,
                new SampleElements<>(/*E*/ 1L, /*E*/ 0L, /*E*/ Long.MIN_VALUE, /*E*/ Long.MAX_VALUE, /*E*/ 7L));
        return SetTestSuiteBuilder.using(generator)
                .named("LongHashSet")
                .withFeatures(
                        CollectionSize.ANY,
                        SetFeature.GENERAL_PURPOSE,
                        CollectionFeature.RESTRICTS_ELEMENTS,
                        CollectionFeature.FAILS_FAST_ON_CONCURRENT_MODIFICATION)
                // They ask for brackets; Agrona's sets have braces.
                .suppressing(
                        CollectionToStringTester.class.getMethod("testToString_size0"),
                        CollectionToStringTester.class.getMethod("testToString_size1"))
                .withTearDown(generator::closeAll)
                .createTestSuite();
    }
}
