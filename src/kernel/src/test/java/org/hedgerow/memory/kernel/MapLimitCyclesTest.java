package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryStats;
import org.hedgerow.memory.Nightly;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.LinuxOs;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * With each garbage collector: chunks are mapped, written and unmapped, again and again, and each unmapping happens
 * while the process is at its map limit and another thread waits for what becomes free.
 *
 * <p>The memory has no reserve here, so nothing but the kernel keeps it from taking the last mapping. What keeps the JVM
 * alive is that nothing in it grows: see {@link LimitJvm}. Mapping is refused now and then, and must be; unmapping never.
 */
class MapLimitCyclesTest {

    private static final int CYCLES = Nightly.choose(4_000, 1_000_000);

    /** A process with more mappings takes minutes to fill; the default limit is 65,530. */
    private static final int MAX_LIMIT = 300_000;

    /** Maps and unmaps at the limit. */
    static final class Child {

        /** Larger than what shared chunks hold, and so a chunk of its own. */
        private static final long BLOCK_BYTES = 8 << 10;

        /** For the chunk, and so much more that the budget need not count the mappings anew for each. */
        private static final int ROOM = 6;

        /** After so many cycles a mapping is asked for while there is no room. */
        private static final int CYCLES_TO_REFUSAL = 10_000;

        private static final long RETRY_NANOS = 1_000_000;

        private static final int REHEARSAL_CYCLES = 5_000;
        private static final int REHEARSAL_PAGES = 5_000;

        /** How often the collector is asked to run at the limit, whatever it does of its own accord. */
        private static final int COLLECTIONS = 4;

        private static final LinuxOs OS = LinuxOs.instance();

        private final GuardedMemory memory = GuardedMemory.open(
                MemoryOptions.defaults().largeBlockBytes(4 << 10).retainBytes(0).mapReserve(0));
        private final EdgeHog hog;
        private long made;
        private long left;
        private long refused;

        private Child(final int hogPages) {
            this.hog = new EdgeHog(OS, hogPages);
        }

        public static void main(final String[] arguments) throws IOException, InterruptedException {
            final int cycles = Integer.parseInt(arguments[0]);
            // At the limit the JVM must not have to load or compile what it has not used before.
            rehearseRefusal();
            new Child(REHEARSAL_PAGES).run(REHEARSAL_CYCLES);
            System.out.println(new Child(Integer.MAX_VALUE).run(cycles));
            System.out.println("zero devices: " + zeroDevices());
        }

        private String run(final int cycles) throws InterruptedException {
            hog.start();
            for (int i = 0; i < cycles; i++) {
                if (i % CYCLES_TO_REFUSAL == 0) {
                    askInVain();
                }
                cycle();
                if (i % (cycles / COLLECTIONS) == 0) {
                    System.gc();
                }
            }
            final MemoryStats stats = memory.stats();
            hog.stop();
            memory.close();
            return "cycles: " + made + "\nrefused: " + (refused > 0) + "\nat the limit at each: "
                    + (hog.refusals() >= made) + "\nleft mapped: " + left + "\nfailed unmappings: "
                    + stats.failedUnmaps() + "\nmapped: " + stats.mappedBytes() + "\nstranded: "
                    + stats.strandedBytes();
        }

        /** One chunk, from its mapping to its unmapping at the limit. */
        private void cycle() {
            hog.makeRoom(ROOM);
            final Block block = allocate();
            RawMemory.putLong(block.address(), made);
            RawMemory.putLong(block.address() + BLOCK_BYTES - Long.BYTES, made);
            hog.fill();
            memory.release(block);
            memory.reclaim(Long.MAX_VALUE);
            left += memory.stats().mappedBytes();
            made++;
        }

        /** A refusal holds for a moment, in which the process is not counted again. */
        private Block allocate() {
            while (true) {
                try {
                    return memory.allocate(BLOCK_BYTES);
                } catch (final MapLimitException e) {
                    LockSupport.parkNanos(RETRY_NANOS);
                }
            }
        }

        private void askInVain() {
            hog.fill();
            try {
                memory.release(memory.allocate(BLOCK_BYTES));
            } catch (final MapLimitException e) {
                refused++;
            }
        }

        private static void rehearseRefusal() {
            final GuardedMemory small =
                    GuardedMemory.open(MemoryOptions.defaults().maxMappings(1));
            final Block block = small.allocate(2 << 20);
            try {
                small.allocate(2 << 20);
            } catch (final MapLimitException e) {
                small.release(block);
            }
            small.close();
        }

        private static long zeroDevices() throws IOException {
            return Files.readAllLines(Path.of("/proc/self/maps")).stream()
                    .filter(line -> line.endsWith("/dev/zero"))
                    .count();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"G1", "Z", "Parallel", "Serial"})
    void noUnmappingFailsAtTheLimit(final String collector, @TempDir final Path directory)
            throws IOException, InterruptedException {
        Assumptions.assumeTrue(LinuxOs.instance().maxMapCount() <= MAX_LIMIT, "vm.max_map_count is very large");
        final List<String> flags = LimitJvm.flags("-XX:+Use" + collector + "GC");
        final ChildJvm.Result result = new ChildJvm(directory, flags).run(Child.class, Integer.toString(CYCLES));
        final String expected = "cycles: " + CYCLES + "\nrefused: true\nat the limit at each: true"
                + "\nleft mapped: 0\nfailed unmappings: 0\nmapped: 0\nstranded: 0"
                + "\nzero devices: 0\n";
        assertEquals(expected, result.output(), result::toString);
        assertEquals(0, result.exitCode(), result::toString);
    }
}
