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
 * @param number with the key of which number
 * @param amount and with which amount
 * @param numbers or with the keys of which numbers, some of them twice
 */
record CounterOperation(Kind kind, long number, int amount, List<Long> numbers) {

    /** What can be done with a map of counters. */
    enum Kind {
        PUT,
        REMOVE,
        GET,
        INCREMENT_AND_GET,
        DECREMENT_AND_GET,
        ADD_AND_GET,
        GET_AND_INCREMENT,
        GET_AND_DECREMENT,
        GET_AND_ADD,
        COMPUTE,
        GET_ARRAY,
        ADD_ARRAY,
        REMOVE_ARRAY,
        GET_SEGMENT,
        ADD_SEGMENT,
        REMOVE_SEGMENT,
        COMPACT,
        CLEAR,
        RECLAIM
    }

    /**
     * Operations with keys of a few numbers and with small amounts, so that counters come back to the initial value often.
     *
     * @param count how many numbers there are
     */
    static Arbitrary<CounterOperation> arbitrary(final int count) {
        final Arbitrary<Kind> kinds = Arbitraries.frequencyOf(
                Tuple.of(
                        20,
                        Arbitraries.of(
                                Kind.INCREMENT_AND_GET,
                                Kind.DECREMENT_AND_GET,
                                Kind.ADD_AND_GET,
                                Kind.GET_AND_INCREMENT,
                                Kind.GET_AND_DECREMENT,
                                Kind.GET_AND_ADD)),
                Tuple.of(6, Arbitraries.of(Kind.ADD_ARRAY, Kind.ADD_SEGMENT)),
                Tuple.of(12, Arbitraries.of(Kind.class)));
        final Arbitrary<Long> numbers =
                Arbitraries.longs().between(0, count - 1).withoutEdgeCases();
        return Combinators.combine(
                        kinds,
                        numbers,
                        Arbitraries.integers().between(-2, 2),
                        numbers.list().ofMaxSize(Math.min(count, 100)))
                .as(CounterOperation::new);
    }
}
