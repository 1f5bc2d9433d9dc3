package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.table.MovePace;

/** Random operations on the set and on Agrona's, with tiny tables and tiny steps, so that moves overlap everything. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LongHashSetPropertyTest {

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
        final Arbitrary<MovePace> paces = Combinators.combine(
                        Arbitraries.integers().between(1, 5), Arbitraries.of(0, 8, 32))
                .as(MovePace::new);
        final Arbitrary<List<SetOperation>> operations = Arbitraries.of(3, 20, 150, 1000)
                .flatMap(count ->
                        SetOperation.arbitrary(count).list().ofMinSize(1).ofMaxSize(200));
        return Combinators.combine(
                        Arbitraries.of(0, 1, 16, 100),
                        Arbitraries.of(0.1f, 0.5f, 0.65f, 0.9f),
                        Arbitraries.of(true, false),
                        paces,
                        Arbitraries.of(LongKeys.class),
                        operations)
                .as(Scenario::new);
    }

    @Property(tries = Tries./*E*/ LONG)
    void answersAsAgronasDoes(@ForAll("scenarios") final Scenario scenario) {
        run(scenario, AuditedMemory.open());
    }

    @Property(tries = Tries./*E*/ LONG / 2)
    void answersAsAgronasDoesWhileMemoryIsGivenBackLazily(@ForAll("scenarios") final Scenario scenario) {
        run(scenario, AuditedMemory.open(AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE)));
    }

    @Property(tries = Tries./*E*/ LONG * 3 / 4)
    void oneFailedCallLosesNothing(
            @ForAll("scenarios") final Scenario scenario, @ForAll("callNumbers") final long failed) {
        final AuditedMemory memory = AuditedMemory.open();
        memory.os().faults(Faults.nth(failed, Errno.ENOMEM));
        final long refusals = run(scenario, memory);
        assertTrue(refusals <= 1, "one failed call refuses one operation at the most");
    }

    @Property(tries = Tries./*E*/ LONG * 3 / 4)
    void manyFailedCallsLoseNothing(@ForAll("scenarios") final Scenario scenario, @ForAll final long seed) {
        final AuditedMemory memory = AuditedMemory.open();
        memory.os().faults(AuditedMemory.randomFaults(seed));
        Statistics.collect(run(scenario, memory) > 0 ? "refused" : "went on");
    }

    @Property(tries = Tries./*E*/ LONG / 2)
    void atALimitOfMappingsItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        run(scenario, AuditedMemory.open(AuditedMemory.tinyOptions().maxMappings(1)));
    }

    @Property(tries = Tries./*E*/ LONG / 2)
    void atALimitOfBytesItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        final MemoryOptions options = AuditedMemory.tinyOptions().maxBytes(700);
        Statistics.collect(run(scenario, AuditedMemory.open(options)) > 0 ? "refused" : "went on");
    }

    @Provide
    Arbitrary<Long> callNumbers() {
        return Arbitraries.longs().between(1, 40);
    }

    private static long run(final Scenario scenario, final AuditedMemory memory) {
        try (memory;
                LongHashSet set = new LongHashSet(
                        memory.memory(),
                        scenario.capacity(),
                        scenario.loadFactor(),
                        scenario.avoidAllocation(),
                        scenario.pace())) {
            final LongHashSetWithModel both = new LongHashSetWithModel(memory, set, scenario.values());
            int done = 0;
            for (final SetOperation operation : scenario.operations()) {
                both.apply(operation);
                done++;
                if (done % 50 == 0) {
                    memory.takeLazilyFreed();
                    both.check();
                }
            }
            both.check();
            return both.refusals();
        }
    }
}
