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

/** Random operations on the counters and on plain ones, with tiny tables and tiny steps, so that moves overlap all. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class Long2LongCounterMapPropertyTest {

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
        final Arbitrary<MovePace> paces = Combinators.combine(
                        Arbitraries.integers().between(1, 5), Arbitraries.of(0, 8, 32))
                .as(MovePace::new);
        final Arbitrary<List<CounterOperation>> operations = Arbitraries.of(3, 20, 150, 1000)
                .flatMap(count ->
                        CounterOperation.arbitrary(count).list().ofMinSize(1).ofMaxSize(200));
        return Combinators.combine(
                        Arbitraries.of(0, 1, 16, 100),
                        Arbitraries.of(0.1f, 0.5f, 0.65f, 0.9f),
                        Arbitraries.of(/*V*/ 0L, /*V*/ 7L, /*V*/ Long.MIN_VALUE, /*V*/ Long.MAX_VALUE),
                        paces,
                        Arbitraries.of(LongKeys.class),
                        operations)
                .as(Scenario::new);
    }

    @Property(tries = Tries./*KV*/ LONG_LONG)
    void countsAsPlainOnesDo(@ForAll("scenarios") final Scenario scenario) {
        run(scenario, AuditedMemory.open());
    }

    @Property(tries = Tries./*KV*/ LONG_LONG * 3 / 4)
    void oneFailedCallLosesNothing(
            @ForAll("scenarios") final Scenario scenario, @ForAll("callNumbers") final long failed) {
        final AuditedMemory memory = AuditedMemory.open();
        memory.os().faults(Faults.nth(failed, Errno.ENOMEM));
        final long refusals = run(scenario, memory);
        assertTrue(refusals <= 1, "one failed call refuses one operation at the most");
    }

    @Property(tries = Tries./*KV*/ LONG_LONG * 3 / 4)
    void manyFailedCallsLoseNothing(@ForAll("scenarios") final Scenario scenario, @ForAll final long seed) {
        final AuditedMemory memory = AuditedMemory.open();
        memory.os().faults(AuditedMemory.randomFaults(seed));
        Statistics.collect(run(scenario, memory) > 0 ? "refused" : "went on");
    }

    @Property(tries = Tries./*KV*/ LONG_LONG / 2)
    void atALimitOfBytesItStaysUsable(@ForAll("scenarios") final Scenario scenario) {
        final MemoryOptions options = AuditedMemory.tinyOptions().maxBytes(1_500);
        Statistics.collect(run(scenario, AuditedMemory.open(options)) > 0 ? "refused" : "went on");
    }

    @Provide
    Arbitrary<Long> callNumbers() {
        return Arbitraries.longs().between(1, 40);
    }

    private static long run(final Scenario scenario, final AuditedMemory memory) {
        try (memory;
                Long2LongCounterMap map = new Long2LongCounterMap(
                        memory.memory(),
                        scenario.capacity(),
                        scenario.loadFactor(),
                        scenario.initialValue(),
                        scenario.pace())) {
            final Long2LongCounterMapWithModel both = new Long2LongCounterMapWithModel(memory, map, scenario.keys());
            int done = 0;
            for (final CounterOperation operation : scenario.operations()) {
                both.apply(operation);
                done++;
                if (done % 50 == 0) {
                    both.check();
                }
            }
            both.check();
            return both.refusals();
        }
    }
}
