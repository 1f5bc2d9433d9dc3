package org.hedgerow.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.testkit.kernel.KernelOptions;
import org.hedgerow.testkit.kernel.KernelOptions.Neighbours;
import org.hedgerow.testkit.kernel.KernelOptions.Placement;

/**
 * All that a sequence depends on: on which kernel, with which memory and which faults, what is done.
 *
 * @param seed decides what the structure's constructor leaves open
 * @param kernel the kernel, and who else is in the process
 * @param options the memory's options
 * @param faults which system calls fail
 * @param steps what is done
 */
public record Scenario(long seed, KernelOptions kernel, MemoryOptions options, FaultPlan faults, List<Step> steps) {

    private static final int MOST_STEPS = 100;

    /** No limit but the kernel's. */
    private static final MemoryOptions SIMPLEST =
            MemoryOptions.defaults().mapReserve(0).prefault(MemoryOptions.Prefault.LAZY);

    /** Keeps a copy of the steps. */
    public Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * Any scenario for a model.
     *
     * @param model whose operations to use
     * @param seed decides which
     * @param zeroDevice whether the kernel has {@code /dev/zero}
     * @return the same for the same arguments
     */
    public static Scenario random(final CollectionModel<?> model, final long seed, final boolean zeroDevice) {
        final Random random = new Random(seed);
        final KernelOptions kernel = KernelOptions.random(random, zeroDevice);
        final MemoryOptions options = memoryOptions(random);
        final FaultPlan faults = FaultPlan.random(random);
        final int count = 1 + random.nextInt(MOST_STEPS);
        final List<Step> steps =
                Stream.generate(() -> model.randomStep(random)).limit(count).toList();
        return new Scenario(seed, kernel, options, faults, steps);
    }

    /**
     * Any options with which boundaries are met all the time: tiny chunks, little retained, low limits. Some give memory
     * back lazily, some take it from one NUMA node. None has a helper thread, which would do its work at another moment each
     * time.
     *
     * @param random decides which
     * @return the options
     */
    public static MemoryOptions memoryOptions(final Random random) {
        final MemoryOptions.HugePages[] hugePages = MemoryOptions.HugePages.values();
        final MemoryOptions.Decommit[] decommits = MemoryOptions.Decommit.values();
        final MemoryOptions options = MemoryOptions.defaults()
                .minChunkBytes(64L << 10 << random.nextInt(3))
                .largeBlockBytes(any(random, 4L << 10, 4L << 10, 64L << 10, 300_000))
                .retainBytes(any(random, 0, 100_000, 256 << 10, 1L << 30))
                .mapReserve((int) any(random, 0, 0, 1, 4))
                .maxMappings((int) any(random, 2, 6, Integer.MAX_VALUE, Integer.MAX_VALUE))
                .maxBytes(any(random, 100_001, 1_000_000, Long.MAX_VALUE, Long.MAX_VALUE))
                .hugePages(hugePages[random.nextInt(hugePages.length)])
                .decommit(decommits[random.nextInt(decommits.length)])
                .prefault(random.nextInt(4) == 0 ? MemoryOptions.Prefault.EAGER : MemoryOptions.Prefault.LAZY);
        return random.nextInt(4) == 0 ? options.numaNode(random.nextInt(2)) : options;
    }

    /**
     * The same with a helper thread that populates memory ahead. It may come to something else each time.
     *
     * @return the scenario
     */
    public Scenario withHelper() {
        return new Scenario(seed, kernel, options.prefault(MemoryOptions.Prefault.AHEAD), faults, steps);
    }

    /**
     * Scenarios that ask less: fewer steps first, then fewer faults, calmer neighbours, a simpler kernel, smaller
     * arguments. None of them is ever simplified to this one again.
     *
     * @return the scenarios, the boldest simplifications first
     */
    public Stream<Scenario> simpler() {
        return Stream.of(fewerSteps(), simplerWorlds(), smallerArguments()).flatMap(stream -> stream);
    }

    /** How far it is from the simplest one: the number of steps first, then all else. */
    long[] complexity() {
        final long arguments = steps.stream()
                .mapToLong(step -> Math.min(step.argument(), 1L << 40))
                .sum();
        return new long[] {
            steps.size(),
            faults.rules().size(),
            kernel.neighbours() == Neighbours.NONE ? 0 : 1,
            kernel.placement() == Placement.TOP_DOWN ? 0 : 1,
            options.equals(SIMPLEST) ? 0 : 1,
            arguments
        };
    }

    private Stream<Scenario> fewerSteps() {
        final int count = steps.size();
        return Stream.iterate(count / 2, length -> length > 0, length -> length / 2)
                .flatMap(length -> IntStream.iterate(count - length, start -> start >= 0, start -> start - length)
                        .mapToObj(start -> without(start, length)));
    }

    private Scenario without(final int start, final int length) {
        final List<Step> fewer = new ArrayList<>(steps.subList(0, start));
        fewer.addAll(steps.subList(start + length, steps.size()));
        return new Scenario(seed, kernel, options, faults, fewer);
    }

    private Stream<Scenario> simplerWorlds() {
        final Stream.Builder<Scenario> worlds = Stream.builder();
        if (!faults.rules().isEmpty()) {
            worlds.add(new Scenario(seed, kernel, options, FaultPlan.none(), steps));
        }
        if (kernel.neighbours() != Neighbours.NONE) {
            worlds.add(new Scenario(seed, kernel.neighbours(Neighbours.NONE), options, faults, steps));
        }
        if (kernel.placement() != Placement.TOP_DOWN) {
            worlds.add(new Scenario(seed, kernel.placement(Placement.TOP_DOWN), options, faults, steps));
        }
        if (!options.equals(SIMPLEST)) {
            worlds.add(new Scenario(seed, kernel, SIMPLEST, faults, steps));
        }
        return worlds.build();
    }

    private Stream<Scenario> smallerArguments() {
        return IntStream.range(0, steps.size())
                .boxed()
                .filter(index -> steps.get(index).argument() > 0)
                .flatMap(index ->
                        smaller(steps.get(index).argument()).mapToObj(argument -> withArgument(index, argument)));
    }

    /** 0, then half of it, and so on up to one less. */
    private static LongStream smaller(final long argument) {
        return LongStream.iterate(argument, less -> less > 0, less -> less / 2).map(less -> argument - less);
    }

    private Scenario withArgument(final int index, final long argument) {
        final List<Step> changed = new ArrayList<>(steps);
        changed.set(index, new Step(steps.get(index).operation(), argument));
        return new Scenario(seed, kernel, options, faults, changed);
    }

    private static long any(final Random random, final long... values) {
        return values[random.nextInt(values.length)];
    }

    @Override
    public String toString() {
        return "scenario of seed " + seed + "\n  on " + kernel + "\n  with " + options + "\n  and " + faults + "\n  "
                + steps.size() + " steps: " + steps;
    }
}
