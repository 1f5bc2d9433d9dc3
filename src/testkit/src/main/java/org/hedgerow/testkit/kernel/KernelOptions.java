package org.hedgerow.testkit.kernel;

import java.util.Random;

/**
 * Which Linux a {@link ModelKernel} is, and who else is in the process.
 *
 * @param seed decides all that is left to chance
 * @param mapLimit the most mappings of the process ({@code vm.max_map_count}); at least 16
 * @param baseMappings how many of them the rest of the process holds for good; at least 0
 * @param placement where new mappings go
 * @param neighbours what other threads do between any two calls
 * @param zeroDevice whether {@code /dev/zero} can be opened
 * @param guards whether guard regions are known (Linux 6.13)
 * @param hugePageBytes the size of a huge page, a power of two; 0 for a system without. Small ones meet more boundaries.
 */
public record KernelOptions(
        long seed,
        int mapLimit,
        int baseMappings,
        Placement placement,
        Neighbours neighbours,
        boolean zeroDevice,
        boolean guards,
        long hugePageBytes) {

    /** The smallest limit. */
    public static final int MIN_MAP_LIMIT = 16;

    /** Where new mappings go. */
    public enum Placement {
        /** As high as possible: as Linux does it. */
        TOP_DOWN,
        /** As low as possible. */
        BOTTOM_UP,
        /** Against another mapping, below or above it. */
        TOUCHING,
        /** Anywhere. */
        SCATTERED
    }

    /** What other threads do. */
    public enum Neighbours {
        /** Nothing. */
        NONE,
        /** They map and unmap pages, as libraries do. */
        BUSY,
        /** They map beside and between ours, with the attributes that ours have. */
        HOSTILE,
        /** As hostile, and for stretches of time they take each mapping that becomes free. */
        THIEVES
    }

    /**
     * Checks all values.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public KernelOptions {
        if (mapLimit < MIN_MAP_LIMIT || baseMappings < 0 || baseMappings > mapLimit) {
            throw new IllegalArgumentException("a map limit of " + mapLimit + " with " + baseMappings
                    + " in use: must be at least " + MIN_MAP_LIMIT + ", and not less than what is in use");
        }
        if (hugePageBytes < 0 || Long.bitCount(hugePageBytes) > 1) {
            throw new IllegalArgumentException(
                    "huge pages of " + hugePageBytes + " bytes: must be a power of two or 0");
        }
    }

    /**
     * A quiet, present-day Linux.
     *
     * @param seed see {@link KernelOptions}
     * @return a limit of 65,530, no other threads, and all that kernels have
     */
    public static KernelOptions calm(final long seed) {
        return new KernelOptions(seed, 65_530, 200, Placement.TOP_DOWN, Neighbours.NONE, true, true, 2L << 20);
    }

    /**
     * Any kernel, with a limit from 16 to 256.
     *
     * @param random decides which
     * @param zeroDevice whether it has {@code /dev/zero}
     * @return the options
     */
    public static KernelOptions random(final Random random, final boolean zeroDevice) {
        final int limit = MIN_MAP_LIMIT << random.nextInt(5);
        final Placement[] placements = Placement.values();
        final Neighbours[] neighbours = Neighbours.values();
        return new KernelOptions(
                random.nextLong(),
                Math.min(256, limit + random.nextInt(limit)),
                random.nextInt(8),
                placements[random.nextInt(placements.length)],
                random.nextInt(3) == 0 ? Neighbours.THIEVES : neighbours[random.nextInt(neighbours.length)],
                zeroDevice,
                random.nextInt(4) > 0,
                random.nextInt(3) == 0 ? 2L << 20 : 64L << 10);
    }

    /**
     * Changes the map limit.
     *
     * @param limit see {@link KernelOptions}
     * @return options that differ in that
     */
    public KernelOptions mapLimit(final int limit) {
        return new KernelOptions(
                seed, limit, Math.min(baseMappings, limit), placement, neighbours, zeroDevice, guards, hugePageBytes);
    }

    /**
     * Changes what other threads do.
     *
     * @param who see {@link KernelOptions}
     * @return options that differ in that
     */
    public KernelOptions neighbours(final Neighbours who) {
        return new KernelOptions(seed, mapLimit, baseMappings, placement, who, zeroDevice, guards, hugePageBytes);
    }

    /**
     * Changes where new mappings go.
     *
     * @param where see {@link KernelOptions}
     * @return options that differ in that
     */
    public KernelOptions placement(final Placement where) {
        return new KernelOptions(seed, mapLimit, baseMappings, where, neighbours, zeroDevice, guards, hugePageBytes);
    }

    /**
     * The same system without {@code /dev/zero}.
     *
     * @return options that differ in that
     */
    public KernelOptions withoutZeroDevice() {
        return new KernelOptions(seed, mapLimit, baseMappings, placement, neighbours, false, guards, hugePageBytes);
    }

    /**
     * The same system before Linux 6.13.
     *
     * @return options that differ in that
     */
    public KernelOptions withoutGuards() {
        return new KernelOptions(seed, mapLimit, baseMappings, placement, neighbours, zeroDevice, false, hugePageBytes);
    }
}
