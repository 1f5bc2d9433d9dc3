package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryOptions.HugePages;
import org.hedgerow.memory.MemoryStats;
import org.hedgerow.memory.Nightly;
import org.hedgerow.memory.Region;
import org.hedgerow.memory.os.FaultyOs;
import org.hedgerow.memory.os.LinuxOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 1 TiB of address space, of which nothing is touched, takes at most 2,048 mappings of the running system. */
class TebibyteTest {

    private static final long TEBIBYTE = 1L << 40;
    private static final int MAX_MAPPINGS = 2_048;

    /** What the JVM may map or unmap meanwhile. */
    private static final int NOISE = 100;

    private final LinuxOs os = LinuxOs.instance();

    /** The kernels on which a chunk takes different numbers of mappings. */
    enum Kernel {
        GUARD_REGIONS,
        NO_GUARD_REGIONS;

        private FaultyOs os() {
            return this == GUARD_REGIONS
                    ? FaultyOs.ofLinux()
                    : FaultyOs.ofLinux().withoutGuards();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRegion(final Kernel kernel) {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults(), kernel.os());
                Region region = Region.open(memory, 64, "the test")) {
            final int before = os.mapCount();
            while (region.end() < TEBIBYTE) {
                region.extend();
            }
            check(memory, before);
        }
    }

    /** Each as large as may be and lie in a shared chunk: the mappings are those of the chunks alone. */
    @ParameterizedTest
    @EnumSource
    void blocksThatShareChunks(final Kernel kernel) {
        final long blockBytes = 256 << 20;
        // With huge pages it takes an eighth of the calls to give all of it back at the end.
        final MemoryOptions options = MemoryOptions.defaults()
                .largeBlockBytes(blockBytes)
                .hugePages(Nightly.ON ? HugePages.LARGE : HugePages.ALWAYS);
        try (GuardedMemory memory = GuardedMemory.open(options, kernel.os())) {
            final int before = os.mapCount();
            final List<Block> blocks = new ArrayList<>();
            // Small ones first, so that chunks grow from the smallest.
            for (long bytes = 0; bytes < TEBIBYTE; ) {
                final Block block = memory.allocate(Math.clamp(bytes / 8, 1 << 20, blockBytes));
                blocks.add(block);
                bytes += block.bytes();
            }
            check(memory, before);
            blocks.forEach(memory::release);
        }
    }

    private void check(final GuardedMemory memory, final int mappingsBefore) {
        final MemoryStats stats = memory.stats();
        final int more = os.mapCount() - mappingsBefore;
        assertTrue(stats.mappedBytes() >= TEBIBYTE, stats::toString);
        assertTrue(stats.mappings() <= MAX_MAPPINGS, stats::toString);
        assertEquals(stats.mappings(), more, NOISE, stats::toString);
        assertTrue(memory.audit().isClean(), () -> memory.audit().toString());
    }
}
