package org.hedgerow.collections;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * One operation of a random sequence.
 *
 * @param kind what is done
 * @param number with the value of which number
 * @param numbers and with the values of which other numbers, some of them twice
 */
record SetOperation(Kind kind, long number, List<Long> numbers) {

    /** What can be done with a set. */
    enum Kind {
        ADD,
        REMOVE,
        CONTAINS,
        ADD_SET,
        REMOVE_SET,
        RETAIN_SET,
        CONTAINS_SET,
        DIFFERENCE,
        COPY,
        ADD_COLLECTION,
        REMOVE_COLLECTION,
        RETAIN_COLLECTION,
        ADD_ARRAY,
        REMOVE_ARRAY,
        CONTAINS_ARRAY,
        ADD_SEGMENT,
        REMOVE_SEGMENT,
        CONTAINS_SEGMENT,
        REMOVE_WHILE_ITERATING,
        REMOVE_IF,
        COMPACT,
        CLEAR,
        RECLAIM
    }

    /**
     * Operations with values of a few numbers: mostly insertions and removals, so that tables move all the time.
     *
     * @param count how many numbers there are
     */
    static Arbitrary<SetOperation> arbitrary(final int count) {
        final Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(12, Arbitraries.just(Kind.ADD)),
                Tuple.of(10, Arbitraries.just(Kind.REMOVE)),
                Tuple.of(5, Arbitraries.of(Kind.ADD_SET, Kind.ADD_COLLECTION, Kind.ADD_ARRAY, Kind.ADD_SEGMENT)),
                Tuple.of(8, Arbitraries.of(Kind.class)));
        final Arbitrary<Long> numbers =
                Arbitraries.longs().between(0, count - 1).withoutEdgeCases();
        return Combinators.combine(kinds, numbers, numbers.list().ofMaxSize(Math.min(count, 100)))
                .as(SetOperation::new);
    }
}
