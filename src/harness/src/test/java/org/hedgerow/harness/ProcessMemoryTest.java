package org.hedgerow.harness;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    private static final long MEBIBYTE = 1 << 20;

    @Test
    void memoryIsWarmedAndGivenBack() throws IOException {
        assumeTrue(ProcessMemory.availableBytes() > 2_048 * MEBIBYTE, "a machine with memory to spare");
        final long before = ProcessMemory.residentBytes();
        WarmMemory.touch(512 * MEBIBYTE);
        assertTrue(peakBytes() > before + 448 * MEBIBYTE, "touched");
        assertTrue(ProcessMemory.residentBytes() < peakBytes() - 384 * MEBIBYTE, "given back");
    }

    /** The most that was ever resident. */
    private static long peakBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
