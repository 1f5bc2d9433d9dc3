package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.MemoryStats;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the heap is full while a block is allocated, the block is not there, and nothing is lost. */
class HeapLimitTest {

    private static final int ROUNDS = 20;

    /** Allocates blocks of a size until the heap is full, and releases them, again and again. */
    static final class Child {

        private static final Object[] BALLAST = new Object[1_000_000];
        private static final Block[] BLOCKS = new Block[20_000];
        private static int pieces;

        public static void main(final String[] arguments) {
            final long bytes = Long.parseLong(arguments[0]);
            final MemoryOptions options = MemoryOptions.defaults().prefault(MemoryOptions.Prefault.LAZY);
            final GuardedMemory memory = GuardedMemory.open(options);
            int refused = 0;
            for (int round = 0; round < ROUNDS; round++) {
                fillHeap();
                int count = 0;
                for (int i = 0; i < 2 * round && pieces > 0; i++) {
                    BALLAST[--pieces] = null;
                }
                try {
                    while (count < BLOCKS.length) {
                        BLOCKS[count] = memory.allocate(bytes);
                        count++;
                    }
                } catch (final OutOfMemoryError e) {
                    refused++;
                }
                Arrays.fill(BALLAST, null);
                pieces = 0;
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

        private static void fillHeap() {
            int size = 1 << 20;
            while (size >= Long.BYTES) {
                try {
                    BALLAST[pieces] = new byte[size];
                    pieces++;
                } catch (final OutOfMemoryError e) {
                    size /= 2;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 100 << 10, 3 << 20})
    void nothingIsLost(final int bytes, @TempDir final Path directory) throws IOException, InterruptedException {
        final ChildJvm jvm = new ChildJvm(
                directory,
                List.of(
                        "-Xmx48m",
                        "-XX:+UseSerialGC",
                        "-XX:-UseGCOverheadLimit",
                        "--enable-native-access=ALL-UNNAMED"));
        final ChildJvm.Result result = jvm.run(Child.class, String.valueOf(bytes));
        assertEquals(new ChildJvm.Result(0, "refused, then 0 blocks in 0 mappings"), result);
    }
}
