package org.hedgerow.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the kernel says of memory. */
public final class ProcessMemory {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final Path MEMINFO = Path.of("/proc/meminfo");

    private ProcessMemory() {}

    /**
     * What is resident of this process and belongs to no file.
     *
     * @return bytes
     */
    public static long residentBytes() {
        return sum(STATUS, List.of("RssAnon:", "RssShmem:"));
    }

    /**
     * What processes could still get without swapping.
     *
     * @return bytes
     */
    public static long availableBytes() {
        return sum(MEMINFO, List.of("MemAvailable:"));
    }

    private static long sum(final Path file, final List<String> keys) {
        try {
            long kibibytes = 0;
            for (final String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
                if (keys.stream().anyMatch(line::startsWith)) {
                    kibibytes += Long.parseLong(line.replaceAll("\\D", ""));
                }
            }
            return kibibytes << 10;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
