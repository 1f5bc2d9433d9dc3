package org.hedgerow.collections;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * One operation of a random sequence.
 *
 * @param kind what is done
 * @param key with which key
 * @param value with which value
 */
record Long2LongMapOperation(Kind kind, /*K*/ long key, /*V*/ long value) {

    /** What can be done with a map. */
    enum Kind {
        PUT,
        PUT_IF_ABSENT,
        REPLACE,
        REPLACE_VALUE,
        REMOVE,
        REMOVE_VALUE,
        GET,
        COMPUTE,
        MERGE,
        REMOVE_WHILE_ITERATING,
        REMOVE_IF,
        REPLACE_ALL,
        COMPACT,
        CLEAR,
        RECLAIM
    }

    /**
     * Operations whose keys follow one pattern: mostly insertions and removals, so that tables move all the time.
     *
     * @param keys the pattern
     * @param keyCount from how many keys they are taken
     */
    static Arbitrary<Long2LongMapOperation> arbitrary(final LongKeys keys, final int keyCount) {
        final Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(30, Kind.PUT),
                Tuple.of(4, Kind.PUT_IF_ABSENT),
                Tuple.of(3, Kind.REPLACE),
                Tuple.of(2, Kind.REPLACE_VALUE),
                Tuple.of(24, Kind.REMOVE),
                Tuple.of(2, Kind.REMOVE_VALUE),
                Tuple.of(5, Kind.GET),
                Tuple.of(4, Kind.COMPUTE),
                Tuple.of(4, Kind.MERGE),
                Tuple.of(1, Kind.REMOVE_WHILE_ITERATING),
                Tuple.of(1, Kind.REMOVE_IF),
                Tuple.of(1, Kind.REPLACE_ALL),
                Tuple.of(1, Kind.COMPACT),
                Tuple.of(1, Kind.CLEAR),
                Tuple.of(1, Kind.RECLAIM));
        final Arbitrary<Integer> numbers =
                Arbitraries.integers().between(0, keyCount - 1).withoutEdgeCases();
        final Arbitrary<Integer> values = Arbitraries.integers().between(0, 7);
        return Combinators.combine(kinds, numbers, values)
                .as((kind, number, value) -> new Long2LongMapOperation(kind, keys.at(number), value));
    }
}
