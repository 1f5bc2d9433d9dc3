package org.hedgerow.stress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs a few of the races for a moment, so that the build finds out when jcstress no longer can. */
class QuickStressTest {

    /** One configuration and one fork for each, on as many processors as there are, though it wants one for each actor. */
    private static final List<String> OPTIONS = List.of(
            "-t",
            "QueuePublicationStress",
            "-af",
            "NONE",
            "-sc",
            "false",
            "-jvmArgs",
            "--enable-native-access=ALL-UNNAMED",
            "-f",
            "1",
            "-fsm",
            "1",
            "-iters",
            "1",
            "-time",
            "50");

    @Test
    void jcstressRacesAndFindsWhatMayBe(@TempDir final Path directory) throws IOException, InterruptedException {
        final List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:ActiveProcessorCount=2",
                "--class-path",
                absolute(System.getProperty("java.class.path")),
                "org.openjdk.jcstress.Main");
        final Process child = new ProcessBuilder(
                        Stream.concat(java.stream(), OPTIONS.stream()).toList())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        final String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), output);
        assertTrue(output.contains("5 planned; 5 passed, 0 failed, 0 soft errs, 0 hard errs"), output);
    }

    /** The child runs elsewhere, where relative entries would not be found. */
    private static String absolute(final String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }
}
