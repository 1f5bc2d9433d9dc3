package org.hedgerow.memory.os;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxOsTest {

    private final LinuxOs os = LinuxOs.instance();

    @ParameterizedTest
    @CsvSource({"Windows 11, amd64", "Mac OS X, aarch64", "Linux, i386", "Linux, arm", "FreeBSD, amd64", "'', ''"})
    void otherSystemsAreRefusedByName(final String name, final String architecture) {
        final var e = assertThrows(UnsupportedOperationException.class, () -> LinuxOs.checkSystem(name, architecture));
        assertEquals(
                "Hedgerow runs on 64-bit Linux, and this is " + name + " on " + architecture
                        + ": use on-heap collections here (Agrona's have the same names and signatures).",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Linux, aarch64", "Linux, riscv64", "Linux, ppc64le", "Linux, s390x", "LINUX, x86_64"})
    void every64BitLinuxIsAccepted(final String name, final String architecture) {
        assertDoesNotThrow(() -> LinuxOs.checkSystem(name, architecture));
    }

    @Test
    void theMapCountIsThatOfTheKernel() throws IOException {
        // The JVM maps at times of its own: one of a few attempts meets a quiet moment.
        for (int attempt = 0; attempt < 20; attempt++) {
            final long before = kernelLines();
            final int count = os.mapCount();
            if (before == kernelLines()) {
                assertEquals(before, count);
                return;
            }
        }
        assertEquals(kernelLines(), os.mapCount());
    }

    private static long kernelLines() throws IOException {
        final List<String> lines = Files.readAllLines(Path.of("/proc/self/maps"));
        return lines.stream().filter(line -> !line.endsWith("[vsyscall]")).count();
    }

    @Test
    void theLimitsAreThoseOfTheSystem() throws IOException {
        assertEquals(
                Files.readAllLines(Path.of("/proc/sys/vm/max_map_count")).getFirst(),
                Integer.toString(os.maxMapCount()));
        assertEquals(1, Integer.bitCount(os.pageBytes()));
        assertTrue(os.pageBytes() >= 4096);
        assertTrue(os.hugePageBytes() == 0 || Long.bitCount(os.hugePageBytes()) == 1);
    }

    @Test
    void aFailedCallAnswersItsErrno() {
        assertTrue(Errno.EINVAL.is(os.munmap(1, 1)));
        assertTrue(Errno.ENOENT.is(os.open("/nonexistent", Os.O_RDWR)));
        assertTrue(Errno.EINVAL.is(os.mmap(0, 0, Os.PROT_NONE, Os.MAP_PRIVATE | Os.MAP_ANONYMOUS, -1, 0)));
    }

    @Test
    void aPageIsMappedUntilItIsUnmapped() {
        final long bytes = os.pageBytes();
        final int access = Os.PROT_READ | Os.PROT_WRITE;
        final long address = os.mmap(0, bytes, access, Os.MAP_PRIVATE | Os.MAP_ANONYMOUS, -1, 0);
        assertTrue(address > 0);
        assertEquals(0, os.mincore(address));
        assertEquals(0, os.madvise(address, bytes, Os.MADV_POPULATE_WRITE));
        assertEquals(1, os.mincore(address));
        assertEquals(0, os.mprotect(address, bytes, Os.PROT_NONE));
        assertEquals(0, os.munmap(address, bytes));
    }

    @Test
    void errorsAreDescribedByNameAndCause() {
        assertTrue(Errno.describe(12).startsWith("ENOMEM (12): the process is at its map limit"));
        assertEquals("errno 999", Errno.describe(999));
    }
}
