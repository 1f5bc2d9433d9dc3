package org.hedgerow.memory.os;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LinuxOsTest {

    private static final int MADV_PAGEOUT = 21;

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

    @ParameterizedTest
    @CsvSource({"'', {}", "0, {0}", "'0-3,7', '{0, 1, 2, 3, 7}'", "1, {1}", "'0,2-3', '{0, 2, 3}'"})
    void setsOfNodesAreReadAsTheKernelWritesThem(final String text, final String nodes) {
        assertEquals(nodes, LinuxOs.nodesOf(text).toString());
    }

    @ParameterizedTest
    @CsvSource({"amd64, 237", "x86_64, 237", "aarch64, 235", "riscv64, -1", "s390x, -1", "'', -1"})
    void mbindIsKnownByItsNumber(final String architecture, final long number) {
        assertEquals(number, LinuxOs.mbindNumber(architecture));
    }

    @Test
    void mbindAnswersItsErrno() {
        assumeFalse(os.numaNodes().isEmpty(), "this kernel knows no NUMA");
        final long bytes = os.pageBytes();
        final int access = Os.PROT_READ | Os.PROT_WRITE;
        final long address = os.mmap(0, bytes, access, Os.MAP_PRIVATE | Os.MAP_ANONYMOUS, -1, 0);
        final int answer = os.mbind(address, bytes, os.numaNodes().nextSetBit(0));
        assumeFalse(Errno.EPERM.is(answer), "this process may not bind memory");
        assertEquals(0, answer);
        final int none = os.numaNodes().length();
        assertTrue(Errno.EINVAL.is(os.mbind(address, bytes, none)));
        assertTrue(Errno.EINVAL.is(os.mbind(address, bytes, 1_023)));
        assertTrue(Errno.EINVAL.is(os.mbind(address + 1, bytes, 0)));
        assertEquals(0, os.munmap(address, bytes));
        assertTrue(Errno.EFAULT.is(os.mbind(address, bytes, 0)));
    }

    @Test
    @SuppressWarnings("restricted") // The system hands out addresses.
    void whatIsFreedLazilyReadsAsItWasUntilItIsTakenOrWritten() {
        final long bytes = os.pageBytes();
        final int access = Os.PROT_READ | Os.PROT_WRITE;
        final long address = os.mmap(0, 2 * bytes, access, Os.MAP_PRIVATE | Os.MAP_ANONYMOUS, -1, 0);
        final MemorySegment pages = MemorySegment.ofAddress(address).reinterpret(2 * bytes);
        pages.set(ValueLayout.JAVA_LONG, 0, 7);
        pages.set(ValueLayout.JAVA_LONG, bytes, 8);
        assertEquals(0, os.madvise(address, 2 * bytes, Os.MADV_FREE));
        pages.set(ValueLayout.JAVA_LONG, bytes + Long.BYTES, 9);
        assertEquals(0, os.madvise(address, 2 * bytes, MADV_PAGEOUT));
        final long taken = pages.get(ValueLayout.JAVA_LONG, 0);
        assertTrue(taken == 0 || taken == 7, () -> "neither old nor zero: " + taken);
        assertEquals(8, pages.get(ValueLayout.JAVA_LONG, bytes));
        assertEquals(9, pages.get(ValueLayout.JAVA_LONG, bytes + Long.BYTES));
        assertEquals(0, os.munmap(address, 2 * bytes));
    }

    @Test
    void errorsAreDescribedByNameAndCause() {
        assertTrue(Errno.describe(12).startsWith("ENOMEM (12): the process is at its map limit"));
        assertEquals("errno 999", Errno.describe(999));
    }
}
