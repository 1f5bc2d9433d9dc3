package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryStats;
import org.hedgerow.memory.os.LinuxOs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** At the map limit of the running kernel every unmapping succeeds, and everything goes back. */
class MapLimitTest {

    /** A process with more mappings takes minutes to fill; the default limit is 65,530. */
    private static final int MAX_LIMIT = 300_000;

    private static final List<String> FLAGS = LimitJvm.flags(
            "-XX:+UseSerialGC",
            // A thread that ends at the limit leaves its guard pages as they are, and the JVM says so. The helper does,
            // when it has had nothing to do for some seconds.
            "-Xlog:os+thread=off");

    /** Fills the process with chunks, and empties it in random order. */
    static final class Child {

        /** Each block is larger than what shared chunks hold, and so a chunk of its own. */
        private static final long BLOCK_BYTES = 8 << 10;

        /** How far the JVM's own mappings may differ from those before. */
        private static final int NOISE = 40;

        private static final int REHEARSAL_BLOCKS = 5_000;
        private static final LinuxOs OS = LinuxOs.instance();

        public static void main(final String[] arguments) throws IOException, InterruptedException {
            final boolean hogged = Boolean.parseBoolean(arguments[0]);
            // Near the limit the JVM must not have to load or compile what it has not used before.
            run(REHEARSAL_BLOCKS, false);
            final int before = OS.mapCount();
            final String result = run(Integer.MAX_VALUE, hogged);
            final int after = OS.mapCount();
            System.out.println(result);
            System.out.println("zero devices: " + zeroDevices());
            System.out.println("as before: " + (Math.abs(after - before) <= NOISE ? "yes" : before + " -> " + after));
        }

        private static String run(final int maxBlocks, final boolean hogged) throws IOException, InterruptedException {
            final MemoryOptions options =
                    MemoryOptions.defaults().largeBlockBytes(4 << 10).retainBytes(0);
            final GuardedMemory memory = GuardedMemory.open(options);
            final MapHog hog = new MapHog(OS);
            final List<Block> blocks = new ArrayList<>();
            final boolean refused = allocate(memory, blocks, maxBlocks);
            Collections.shuffle(blocks, new Random(1));
            if (hogged) {
                hog.start();
            }
            blocks.forEach(memory::release);
            memory.trim();
            final MemoryStats stats = memory.stats();
            final long refusals = hogged ? hog.stop() : 0;
            memory.close();
            return "refused: " + refused + "\nat the limit: " + (refusals > 0) + "\nfailed unmappings: "
                    + stats.failedUnmaps() + "\nmapped: " + stats.mappedBytes() + "\nstranded: "
                    + stats.strandedBytes();
        }

        private static boolean allocate(final GuardedMemory memory, final List<Block> blocks, final int maxBlocks) {
            while (blocks.size() < maxBlocks) {
                try {
                    blocks.add(memory.allocate(BLOCK_BYTES));
                } catch (final MapLimitException e) {
                    return true;
                }
            }
            return false;
        }

        private static long zeroDevices() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.endsWith("/dev/zero"))
                    .count();
        }
    }

    @Test
    void everythingGoesBackFromTheLimitOfTheBudget(@TempDir final Path directory)
            throws IOException, InterruptedException {
        check(directory, false);
    }

    @Test
    void everythingGoesBackWhileAnotherThreadHoldsTheProcessAtTheLimit(@TempDir final Path directory)
            throws IOException, InterruptedException {
        check(directory, true);
    }

    private static void check(final Path directory, final boolean hogged) throws IOException, InterruptedException {
        Assumptions.assumeTrue(LinuxOs.instance().maxMapCount() <= MAX_LIMIT, "vm.max_map_count is very large");
        final ChildJvm.Result result = new ChildJvm(directory, FLAGS).run(Child.class, Boolean.toString(hogged));
        final String expected = "refused: true\nat the limit: " + hogged
                + "\nfailed unmappings: 0\nmapped: 0\nstranded: 0\nzero devices: 0\nas before: yes\n";
        assertEquals(expected, result.output(), result::toString);
        assertEquals(0, result.exitCode(), result::toString);
    }
}
