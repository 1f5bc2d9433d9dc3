package org.hedgerow.testkit;

import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.testkit.kernel.KernelOptions;

/** Gives properties their {@code @ForAll MemoryOptions}, {@code KernelOptions} and {@code FaultPlan}; jqwik finds it. */
public final class HedgerowArbitraryProvider implements ArbitraryProvider {

    private static final Map<Class<?>, Supplier<Arbitrary<?>>> ARBITRARIES = Map.of(
            MemoryOptions.class, HedgerowArbitraries::options,
            KernelOptions.class, HedgerowArbitraries::kernels,
            FaultPlan.class, HedgerowArbitraries::faultPlans);

    /** Creates the provider. */
    public HedgerowArbitraryProvider() {}

    @Override
    public boolean canProvideFor(final TypeUsage type) {
        return ARBITRARIES.containsKey(type.getRawType());
    }

    @Override
    public Set<Arbitrary<?>> provideFor(final TypeUsage type, final SubtypeProvider subtypes) {
        final Supplier<Arbitrary<?>> arbitrary = ARBITRARIES.get(type.getRawType());
        return arbitrary == null ? Set.of() : Set.of(arbitrary.get());
    }
}
