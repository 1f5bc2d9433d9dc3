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

/** Random operations on the set and on Agrona's, with tiny tables and tiny steps, so that moves overlap everything. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LongHashSetPropertyTest extends TableProperties<LongHashSetPropertyTest.Scenario> {

    /** A set, and what is done with it. */
    record Scenario(
            int capacity,
            float loadFactor,
            boolean avoidAllocation,
            MovePace pace,
            LongKeys values,
            List<SetOperation> operations) {}

    @Provide
    Arbitrary<Scenario> scenarios() {
        return Combinators.combine(
                        capacities(),
                        loadFactors(),
                        Arbitraries.of(true, false),
                        paces(),
                        Arbitraries.of(LongKeys.class),
                        operations(SetOperation::arbitrary))
                .as(Scenario::new);
    }

    @Property(tries = Tries./*E*/ LONG)
    void answersAsAgronasDoes(@ForAll("scenarios") final Scenario scenario) {
        run(scenario);
    }

    @Property(tries = Tries./*E*/ LONG / 2)
    void answersAsAgronasDoesWhileMemoryIsGivenBackLazily(@ForAll("scenarios") final Scenario scenario) {
        runWhileMemoryIsGivenBackLazily(scenario);
    }

    @Property(tries = Tries./*E*/ LONG * 3 / 4)
    void oneFailedCallLosesNothing(
            @ForAll("scenarios") final Scenario scenario, @ForAll("callNumbers") final long failed) {
        runWithOneFailedCall(scenario, failed);
    }

    @Property(tries = Tries./*E*/ LONG * 3 / 4)
    void manyFailedCallsLoseNothing(@ForAll("scenarios") final Scenario scenario, @ForAll final long seed) {
        runWithManyFailedCalls(scenario, seed);
    }

    @Property(tries = Tries./*E*/ LONG / 2)
    void atALimitOfMappingsItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        runWithMappings(scenario, 1);
    }

    @Property(tries = Tries./*E*/ LONG / 2)
    void atALimitOfBytesItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        runWithBytes(scenario, 88L * /*E*/ Long.BYTES);
    }

    @Override
    long run(final Scenario scenario, final AuditedMemory memory) {
        try (memory;
                LongHashSet set = new LongHashSet(
                        memory.memory(),
                        scenario.capacity(),
                        scenario.loadFactor(),
                        scenario.avoidAllocation(),
                        scenario.pace())) {
            final LongHashSetWithModel both = new LongHashSetWithModel(memory, set, scenario.values());
            both.playAndCheckOften(memory, scenario.operations());
            return both.refusals();
        }
    }
}
