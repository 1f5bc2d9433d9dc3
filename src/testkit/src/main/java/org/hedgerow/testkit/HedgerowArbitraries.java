package org.hedgerow.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;
import net.jqwik.api.Tuple;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.testkit.kernel.KernelOptions;

/** What jqwik's properties can be given: sizes, options, kernels, fault plans, operations, and all of it together. */
public final class HedgerowArbitraries {

    private HedgerowArbitraries() {}

    /**
     * Sizes of blocks: most of them small, some larger than a page, a few larger than small chunks.
     *
     * @return bytes, from 1 to 600,000
     */
    public static Arbitrary<Long> sizes() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.longs().between(1, 512)),
                Tuple.of(3, Arbitraries.longs().between(513, 20_000)),
                Tuple.of(1, Arbitraries.longs().between(20_001, 600_000)));
    }

    /**
     * Options with which boundaries are met all the time.
     *
     * @return as {@link Scenario#memoryOptions}
     */
    public static Arbitrary<MemoryOptions> options() {
        return Arbitraries.randomValue(Scenario::memoryOptions);
    }

    /**
     * Kernels with limits from 16 to 256, and whoever else is in the process.
     *
     * @return with and without {@code /dev/zero}
     */
    public static Arbitrary<KernelOptions> kernels() {
        return Arbitraries.randomValue(random -> KernelOptions.random(random, random.nextBoolean()));
    }

    /**
     * Plans of faults.
     *
     * @return about half of them without faults
     */
    public static Arbitrary<FaultPlan> faultPlans() {
        return Arbitraries.randomValue(FaultPlan::random);
    }

    /**
     * Sequences of a model's operations.
     *
     * @param models makes the model
     * @return lists of up to 100
     */
    public static Arbitrary<List<Step>> operations(final Supplier<? extends CollectionModel<?>> models) {
        final CollectionModel<?> model = models.get();
        return Arbitraries.randomValue(model::randomStep).list().ofMaxSize(100);
    }

    /**
     * Scenarios for a model.
     *
     * @param models makes the model
     * @param zeroDevice whether the kernels have {@code /dev/zero}
     * @return scenarios that shrink to few steps on a calm kernel
     */
    public static Arbitrary<Scenario> scenarios(
            final Supplier<? extends CollectionModel<?>> models, final boolean zeroDevice) {
        final CollectionModel<?> model = models.get();
        return Arbitraries.fromGenerator(
                random -> new ShrinkableScenario(Scenario.random(model, random.nextLong(), zeroDevice)));
    }

    private record ShrinkableScenario(Scenario value) implements Shrinkable<Scenario> {

        @Override
        public Stream<Shrinkable<Scenario>> shrink() {
            return value.simpler().map(ShrinkableScenario::new);
        }

        @Override
        public ShrinkingDistance distance() {
            return ShrinkingDistance.of(
                    Arrays.stream(value.complexity()).map(Math::abs).toArray());
        }
    }
}
