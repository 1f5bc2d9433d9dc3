package org.hedgerow.testkit.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.hedgerow.harness.JvmCommand;
import org.hedgerow.harness.JvmProcess;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Test;

/** The model and the running kernel are the same: results, errno and layout, call by call, near the map limit and away. */
class ModelAgainstLinuxTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private static final List<String> FLAGS = List.of(
            "-XX:+UseSerialGC",
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:InitialCodeCacheSize=32m",
            // At the limit the JVM can neither compile nor load a class, and it makes classes of method handles in use.
            "-Xint",
            "-Djava.lang.invoke.MethodHandle.CUSTOMIZE_THRESHOLD=-1",
            "-XX:-UsePerfData");

    @Test
    void resultsErrnoAndLayoutAreEqual() throws IOException, InterruptedException {
        assumeFalse(RawMemory.CHECKED, "neither of the two looks at accesses");
        final long seed = new Random().nextInt(Integer.MAX_VALUE);
        final String output = run(seed);
        assertTrue(output.contains("all equal"), () -> "seed " + seed + ":\n" + output);
        final int compared = number(output, "compared");
        final int refused = number(output, "refused");
        assertTrue(compared >= KernelComparison.ROUNDS * KernelComparison.CALLS / 2, output);
        // Where the limit is too high to be reached, nothing is refused for it.
        assertEquals(KernelComparison.canReachLimit(), refused > compared / 100, output);
    }

    private static int number(final String output, final String name) {
        return output.lines()
                .filter(line -> line.startsWith(name + ": "))
                .mapToInt(line -> Integer.parseInt(line.substring(name.length() + 2)))
                .findFirst()
                .orElse(-1);
    }

    private static String run(final long seed) throws IOException, InterruptedException {
        final List<String> output = new ArrayList<>();
        final OptionalInt exitCode = new JvmProcess(new JvmCommand(KernelComparison.class, FLAGS), TIMEOUT)
                .run(List.of(Long.toString(seed)), output::add);
        assertTrue(exitCode.isPresent(), "the child did not end in time");
        output.add("exit code " + exitCode.getAsInt());
        return String.join("\n", output);
    }
}
