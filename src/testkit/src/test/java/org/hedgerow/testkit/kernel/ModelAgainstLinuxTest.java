package org.hedgerow.testkit.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model and the running kernel are the same: results, errno and layout, call by call, near the map limit and away. */
class ModelAgainstLinuxTest {

    private static final long TIMEOUT_SECONDS = 120;

    private static final List<String> FLAGS = List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-Xms128m",
            "-Xmx128m",
            "-XX:+AlwaysPreTouch",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:InitialCodeCacheSize=32m",
            // At the limit the JVM can neither compile nor load a class, and it makes classes of method handles in use.
            "-Xint",
            "-Djava.lang.invoke.MethodHandle.CUSTOMIZE_THRESHOLD=-1",
            "-XX:-UsePerfData",
            "-XX:-CreateCoredumpOnCrash");

    @Test
    void resultsErrnoAndLayoutAreEqual(@TempDir final Path directory) throws IOException, InterruptedException {
        assumeFalse(RawMemory.CHECKED, "neither of the two looks at accesses");
        final long seed = new Random().nextInt(Integer.MAX_VALUE);
        final String output = run(directory, seed);
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

    private static String run(final Path directory, final long seed) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("-XX:ErrorFile=" + directory.resolve("error.log"));
        command.addAll(List.of("--class-path", System.getProperty("java.class.path")));
        command.addAll(List.of(KernelComparison.class.getName(), Long.toString(seed)));
        final Path output = directory.resolve("output.txt");
        final Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertTrue(process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS), "the child did not end in time");
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output) + "exit code " + process.exitValue();
    }
}
