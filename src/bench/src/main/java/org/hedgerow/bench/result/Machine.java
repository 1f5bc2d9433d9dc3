package org.hedgerow.bench.result;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the figures were taken on.
 *
 * @param processor its name, as the kernel knows it
 * @param processors how many of them the JVM sees
 * @param memoryMebibytes how much memory there is
 * @param system the operating system
 */
public record Machine(String processor, int processors, long memoryMebibytes, String system) {

    /**
     * Describes this machine.
     *
     * @return the description
     * @throws IOException if the kernel does not tell
     */
    public static Machine here() throws IOException {
        return new Machine(
                value(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "")) >> 10,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
    }

    private static String value(final Path file, final String key) throws IOException {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }
}
