package org.hedgerow.memory.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hedgerow.memory.Block;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.access.RawMemory;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A write past the end of a chunk is trapped by its separator, whatever that is made of, and never hits the next one.
 */
class SeparatorTest {

    private static final String WITHIN = "wrote the last word";
    private static final String BEYOND = "wrote beyond it";

    /** The kernels on which separators differ. */
    enum Kernel {
        GUARD_REGIONS,
        NO_GUARD_REGIONS,
        NO_ZERO_DEVICE;

        private FaultyOs os() {
            final FaultyOs os = FaultyOs.ofLinux();
            return switch (this) {
                case GUARD_REGIONS -> os;
                case NO_GUARD_REGIONS -> os.withoutGuards();
                case NO_ZERO_DEVICE -> os.withoutZeroDevice();
            };
        }
    }

    /** Writes the last word of a chunk, and then the one behind it. */
    static final class Child {
        public static void main(final String[] arguments) {
            final FaultyOs os = Kernel.valueOf(arguments[0]).os();
            final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults(), os);
            // The neighbours in memory: an overrun of the one that lies lower could hit the other.
            final Block first = memory.allocate(2 << 20);
            final Block second = memory.allocate(2 << 20);
            final Block lower = first.address() < second.address() ? first : second;
            final long end = lower.address() + lower.bytes();
            RawMemory.putLong(end - Long.BYTES, 42);
            System.out.println(WITHIN);
            RawMemory.putLong(end, 42);
            System.out.println(BEYOND);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOverrunIsTrapped(final Kernel kernel, @TempDir final Path directory)
            throws IOException, InterruptedException {
        final ChildJvm jvm = new ChildJvm(directory, List.of("--enable-native-access=ALL-UNNAMED"));
        final ChildJvm.Result result = jvm.run(Child.class, kernel.name());
        assertTrue(result.output().startsWith(WITHIN), result::toString);
        assertEquals(-1, result.output().indexOf(BEYOND), result::toString);
        assertTrue(result.output().contains("SIGSEGV"), result::toString);
        assertNotEquals(0, result.exitCode());
    }
}
