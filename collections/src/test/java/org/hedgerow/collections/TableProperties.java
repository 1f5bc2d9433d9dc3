package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.table.MovePace;

/**
 * What the properties of maps, sets and counter maps have in common: which tables are tried, and in which memories.
 *
 * @param <S> a collection, and what is done with it
 */
abstract class TableProperties<S> {

    /**
     * Does what a scenario says, and checks it.
     *
     * @return how many operations found no memory
     */
    abstract long run(S scenario, AuditedMemory memory);

    final void run(final S scenario) {
        run(scenario, AuditedMemory.open());
    }

    final void runWhileMemoryIsGivenBackLazily(final S scenario) {
        run(scenario, AuditedMemory.open(AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE)));
    }

    final void runWithOneFailedCall(final S scenario, final long failed) {
        final long refusals = run(scenario, AuditedMemory.open(Faults.nth(failed, Errno.ENOMEM)));
        assertTrue(refusals <= 1, "one failed call refuses one operation at the most");
    }

    final void runWithManyFailedCalls(final S scenario, final long seed) {
        collect(run(scenario, AuditedMemory.open(AuditedMemory.randomFaults(seed))));
    }

    final void runWithMappings(final S scenario, final int maxMappings) {
        run(scenario, AuditedMemory.open(AuditedMemory.tinyOptions().maxMappings(maxMappings)));
    }

    final void runWithBytes(final S scenario, final long maxBytes) {
        collect(run(scenario, AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(maxBytes))));
    }

    private static void collect(final long refusals) {
        Statistics.collect(refusals > 0 ? "refused" : "went on");
    }

    @Provide
    Arbitrary<Long> callNumbers() {
        return Arbitraries.longs().between(1, 40);
    }

    static Arbitrary<Integer> capacities() {
        return Arbitraries.of(0, 1, 16, 100);
    }

    static Arbitrary<Float> loadFactors() {
        return Arbitraries.of(0.1f, 0.5f, 0.65f, 0.9f);
    }

    /** Tiny steps, so that moves overlap everything. */
    static Arbitrary<MovePace> paces() {
        return Combinators.combine(Arbitraries.integers().between(1, 5), Arbitraries.of(0, 8, 32))
                .as(MovePace::new);
    }

    /** From how many keys or values those of an operation are taken. */
    static Arbitrary<Integer> counts() {
        return Arbitraries.of(3, 20, 150, 1000);
    }

    /** Operations with keys or values of a few numbers. */
    static <O> Arbitrary<List<O>> operations(final IntFunction<Arbitrary<O>> withSoMany) {
        return counts().flatMap(
                        count -> withSoMany.apply(count).list().ofMinSize(1).ofMaxSize(200));
    }
}
