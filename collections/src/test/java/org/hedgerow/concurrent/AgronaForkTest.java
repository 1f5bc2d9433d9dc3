package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.hedgerow.memory.access.RawMemory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs {@link AgronaFork} in a JVM with the flag that Agrona's buffer needs, and that users of ours do without. */
class AgronaForkTest {

    @Test
    void oursDoWhatAgronasDo() throws IOException, InterruptedException {
        Assumptions.assumeFalse(RawMemory.CHECKED, "nothing here is raw memory");
        final Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgronaFork.class.getName())
                .redirectErrorStream(true)
                .start();
        final String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, child.waitFor(), output);
        assertTrue(output.contains(" operations") && output.contains(" messages"), output);
        assertTrue(output.contains("3 copies of what is closed are refused"), output);
    }
}
