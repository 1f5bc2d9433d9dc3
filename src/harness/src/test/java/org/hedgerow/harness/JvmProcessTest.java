package org.hedgerow.harness;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JvmProcessTest {

    /** Starts a JVM that waits, and tells its process and its directory. */
    static final class Parent {
        public static void main(final String[] arguments) throws IOException, InterruptedException {
            new JvmProcess(new JvmCommand(Waiting.class, List.of()), Duration.ofMinutes(1))
                    .run(List.of(), System.out::println);
        }
    }

    static final class Waiting {
        public static void main(final String[] arguments) throws InterruptedException {
            System.out.println(ProcessHandle.current().pid());
            System.out.println(Path.of("").toAbsolutePath());
            TimeUnit.MINUTES.sleep(1);
        }
    }

    @Test
    void nothingStaysWhereTheParentIsToldToEnd() throws IOException, InterruptedException {
        final Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = parent.inputReader(StandardCharsets.UTF_8)) {
            final ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(lines.readLine())).orElseThrow();
            final Path directory = Path.of(lines.readLine());
            assertTrue(child.isAlive() && Files.isDirectory(directory));
            parent.destroy();
            assertTrue(parent.waitFor(1, TimeUnit.MINUTES));
            assertFalse(child.isAlive());
            assertFalse(Files.exists(directory));
        } finally {
            parent.destroyForcibly();
        }
    }
}
