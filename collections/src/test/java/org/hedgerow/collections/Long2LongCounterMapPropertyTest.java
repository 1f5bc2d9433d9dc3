package org.hedgerow.collections;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.table.MovePace;

/** Random operations on the counters and on plain ones, with tiny tables and tiny steps, so that moves overlap all. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class Long2LongCounterMapPropertyTest extends TableProperties<Long2LongCounterMapPropertyTest.Scenario> {

    /** A map of counters, and what is done with it. */
    record Scenario(
            int capacity,
            float loadFactor,
            /*V*/ long initialValue,
            MovePace pace,
            LongKeys keys,
            List<CounterOperation> operations) {}

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        capacities(),
                        loadFactors(),
                        Arbitraries.of(/*V*/ 0L, /*V*/ 7L, /*V*/ Long.MIN_VALUE, /*V*/ Long.MAX_VALUE),
                        paces(),
                        Arbitraries.of(LongKeys.class),
                        operations(CounterOperation::arbitrary))
                .as(Scenario::new);
    }

    @Property(tries = Tries./*KV*/ LONG_LONG)
    void countsAsPlainOnesDo(@ForAll("scenarios") final Scenario scenario) {
        run(scenario);
    }

    @Property(tries = Tries./*KV*/ LONG_LONG * 3 / 4)
    void oneFailedCallLosesNothing(
            @ForAll("scenarios") final Scenario scenario, @ForAll("callNumbers") final long failed) {
        runWithOneFailedCall(scenario, failed);
    }

    @Property(tries = Tries./*KV*/ LONG_LONG * 3 / 4)
    void manyFailedCallsLoseNothing(@ForAll("scenarios") final Scenario scenario, @ForAll final long seed) {
        runWithManyFailedCalls(scenario, seed);
    }

    @Property(tries = Tries./*KV*/ LONG_LONG / 2)
    void atALimitOfBytesItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        runWithBytes(scenario, 94L * (/*K*/ Long.BYTES + /*V*/ Long.BYTES));
    }

    @Override
    long run(final Scenario scenario, final AuditedMemory memory) {
        try (memory;
                Long2LongCounterMap map = new Long2LongCounterMap(
                        memory.memory(),
                        scenario.capacity(),
                        scenario.loadFactor(),
                        scenario.initialValue(),
                        scenario.pace())) {
            final Long2LongCounterMapWithModel both = new Long2LongCounterMapWithModel(memory, map, scenario.keys());
            both.playAndCheckOften(memory, scenario.operations());
            return both.refusals();
        }
    }
}
