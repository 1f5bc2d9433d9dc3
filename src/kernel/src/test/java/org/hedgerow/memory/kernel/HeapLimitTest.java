package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryStats;
import org.hedgerow.memory.Nightly;
import org.hedgerow.memory.Region;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.LinuxOs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where the heap is full while a block is allocated, the block is not there, and nothing is lost; while a block is released,
 * it is released all the same.
 */
class HeapLimitTest {

    private static final int ROUNDS = Nightly.choose(4, 20);
    private static final int RELEASING_ROUNDS = Nightly.choose(2, 8);

    private static final List<String> FLAGS =
            List.of("-Xmx24m", "-XX:+UseSerialGC", "-XX:-UseGCOverheadLimit", "--enable-native-access=ALL-UNNAMED");

    /** Allocates blocks of a size until the heap is full, and releases them, again and again. */
    static final class Child {

        private static final Block[] BLOCKS = new Block[20_000];

        public static void main(final String[] arguments) {
            final long bytes = Long.parseLong(arguments[0]);
            final int rounds = Integer.parseInt(arguments[1]);
            final MemoryOptions options = MemoryOptions.defaults().prefault(MemoryOptions.Prefault.LAZY);
            final GuardedMemory memory = GuardedMemory.open(options);
            int refused = 0;
            for (int round = 0; round < rounds; round++) {
                Ballast.fill();
                Ballast.drop(4 * round);
                int count = 0;
                try {
                    while (count < BLOCKS.length) {
                        BLOCKS[count] = memory.allocate(bytes);
                        count++;
                    }
                } catch (final OutOfMemoryError e) {
                    refused++;
                }
                Ballast.dropAll();
                while (count > 0) {
                    memory.release(BLOCKS[--count]);
                    BLOCKS[count] = null;
                }
            }
            memory.trim();
            final MemoryStats stats = memory.stats();
            memory.close();
            System.out.print((refused > 0 ? "refused" : "never refused") + ", then " + stats.liveBlocks()
                    + " blocks in " + stats.mappings() + " mappings");
        }
    }

    /** Releases blocks of a size while the heap is full, again and again. */
    static final class ReleasingChild {

        private static final long MAX_BYTES = 8L << 30;
        private static final Block[] BLOCKS = new Block[40];

        /** Answers how often that throws. */
        private static int release(final GuardedMemory memory) {
            int thrown = 0;
            for (int i = 0; i < BLOCKS.length; i++) {
                try {
                    memory.release(BLOCKS[i]);
                } catch (final OutOfMemoryError | IllegalStateException e) {
                    thrown++;
                }
            }
            return thrown;
        }

        public static void main(final String[] arguments) {
            final long bytes = Long.parseLong(arguments[0]);
            final int rounds = Integer.parseInt(arguments[1]);
            int again = 0;
            final GuardedMemory memory = GuardedMemory.open(
                    MemoryOptions.defaults().maxBytes(MAX_BYTES).prefault(MemoryOptions.Prefault.LAZY));
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < BLOCKS.length; i++) {
                    BLOCKS[i] = memory.allocate(bytes);
                }
                Ballast.fill();
                Ballast.drop(round);
                final int refused = release(memory);
                Ballast.dropAll();
                // The JVM throws where it leaves compiled code and cannot make objects that it had done without.
                again += refused > 0 ? BLOCKS.length - release(memory) : 0;
            }
            memory.trim();
            final MemoryStats stats = memory.stats();
            memory.release(memory.allocate(MAX_BYTES));
            memory.close();
            final long left = LinuxOs.instance().vmas().stream()
                    .filter(vma -> vma.path().equals("/dev/zero"))
                    .count();
            System.out.print(again + " not released at once, then " + stats.liveBlocks() + " blocks in "
                    + stats.mappings() + " mappings, and " + left + " left");
        }
    }

    /** Extends regions while the heap is full, and has some room again, a little more each time, until it is enough. */
    static final class ExtendingChild {

        private static final int REGIONS = 2;
        private static final int FIRST_SPANS = 33; // for which the list of a region has no room for another
        private static final int PIECES = 6; // room enough for that, and not much more

        private static void extend(final Region region, final boolean before) {
            if (before) {
                region.extendBefore();
            } else {
                region.extend();
            }
        }

        /** Answers how often the heap has no room for that. */
        private static int extendEach(final Region[] regions) {
            int refused = 0;
            for (int i = 0; i < regions.length; i++) {
                try {
                    extend(regions[i], i % 2 == 0);
                } catch (final OutOfMemoryError e) {
                    refused++;
                }
            }
            return refused;
        }

        private static int spansOf(final Region region) {
            int spans = 0;
            for (long position = region.start(); position < region.end(); spans++) {
                position = region.spanAt(position).end();
            }
            return spans;
        }

        public static void main(final String[] arguments) {
            final GuardedMemory memory =
                    GuardedMemory.open(MemoryOptions.defaults().prefault(MemoryOptions.Prefault.LAZY));
            final Region[] regions = new Region[REGIONS];
            for (int i = 0; i < REGIONS; i++) {
                regions[i] = Region.open(memory, Long.BYTES, "a test");
                for (int n = 0; n < FIRST_SPANS; n++) {
                    extend(regions[i], i % 2 == 0);
                }
            }
            Ballast.fill();
            Ballast.drop(PIECES);
            Ballast.fillFinely();
            int refused = 0;
            for (int more = extendEach(regions); more > 0; more = extendEach(regions)) {
                refused += more;
                Ballast.drop(1);
            }
            Ballast.dropAll();
            final long lost = memory.stats().liveBlocks()
                    - Arrays.stream(regions).mapToInt(ExtendingChild::spansOf).sum();
            for (final Region region : regions) {
                region.close();
            }
            memory.close();
            System.out.print((refused > 0 ? "refused" : "never refused") + ", and " + lost + " blocks lost");
        }
    }

    /** Says when a memory is open, and then does all with its blocks that needs more than their addresses. */
    static final class OpeningChild {

        private static final String OPENED = "opened";
        private static final String DONE = "done";

        public static void main(final String[] arguments) {
            final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
            System.out.println(OPENED);
            for (final String bytes : arguments) {
                for (int i = 0; i < 2; i++) {
                    final Block block = memory.allocate(Long.parseLong(bytes));
                    RawMemory.zero(block.address(), Long.BYTES);
                    RawMemory.copy(block.address(), block.address() + Long.BYTES, Long.BYTES);
                    RawMemory.putLongRelease(block.address(), RawMemory.getLongAcquire(block.address() + Long.BYTES));
                    memory.release(block);
                }
            }
            memory.trim();
            System.out.println(DONE);
            memory.close();
        }
    }

    /** An initializer that meets a full heap has failed for as long as the JVM lives: none is left for then. */
    @Test
    void openingInitializesWhatBlocksNeed(@TempDir final Path directory) throws IOException, InterruptedException {
        final List<String> flags = List.of("-Xlog:class+init=info", "--enable-native-access=ALL-UNNAMED");
        final List<String> lines = new ChildJvm(directory, flags)
                .run(OpeningChild.class, "64", "30000", "100000", "3000000")
                .output()
                .lines()
                .toList();
        final int opened = lines.indexOf(OpeningChild.OPENED);
        final List<String> initializers = lines.stream()
                .filter(line -> line.contains("Initializing '") && !line.contains("(no method)"))
                .toList();
        assertTrue(
                lines.subList(0, opened).stream().anyMatch(initializers::contains), "it should be known when they run");
        assertEquals(
                List.of(),
                lines.subList(opened, lines.indexOf(OpeningChild.DONE)).stream()
                        .filter(initializers::contains)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100 << 10, 3 << 20})
    void nothingIsLost(final int bytes, @TempDir final Path directory) throws IOException, InterruptedException {
        final ChildJvm.Result result =
                new ChildJvm(directory, FLAGS).run(Child.class, String.valueOf(bytes), String.valueOf(ROUNDS));
        assertEquals(new ChildJvm.Result(0, "refused, then 0 blocks in 0 mappings"), result);
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 30_000, 100_000, 3 << 20})
    void blocksAreReleased(final int bytes, @TempDir final Path directory) throws IOException, InterruptedException {
        final ChildJvm.Result result = new ChildJvm(directory, FLAGS)
                .run(ReleasingChild.class, String.valueOf(bytes), String.valueOf(RELEASING_ROUNDS));
        assertEquals(new ChildJvm.Result(0, "0 not released at once, then 0 blocks in 0 mappings, and 0 left"), result);
    }

    /** Interpreted, as the JVM makes objects where it leaves compiled code, in places where nobody makes any. */
    @Test
    void aRegionThatCannotBeExtendedHoldsNoMore(@TempDir final Path directory)
            throws IOException, InterruptedException {
        final List<String> flags =
                Stream.concat(FLAGS.stream(), Stream.of("-Xint", "-Xmx16m")).toList();
        final ChildJvm.Result result = new ChildJvm(directory, flags).run(ExtendingChild.class);
        assertEquals(new ChildJvm.Result(0, "refused, and 0 blocks lost"), result);
    }
}
