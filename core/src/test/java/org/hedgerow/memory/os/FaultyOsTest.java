package org.hedgerow.memory.os;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules that the fake system holds the library to are themselves enforced. */
class FaultyOsTest {

    private static final int READ_WRITE = Os.PROT_READ | Os.PROT_WRITE;

    private final FaultyOs os = FaultyOs.ofLinux();
    private final long pageBytes = os.pageBytes();
    private final long bytes = 4 * pageBytes;
    private long address;

    @BeforeEach
    void map() {
        address = mapZero();
        assertTrue(address > 0);
    }

    @AfterEach
    void unmap() {
        os.faults(Faults.none());
        assertEquals(0, os.munmap(address, bytes));
        assertEquals(0, os.mappedBytes());
    }

    private long mapZero() {
        final int zero = os.open("/dev/zero", Os.O_RDWR | Os.O_CLOEXEC);
        return os.mmap(0, bytes, READ_WRITE, Os.MAP_PRIVATE | Os.MAP_NORESERVE, zero, 0);
    }

    @Test
    void aPartIsNotUnmapped() {
        assertThrows(AssertionError.class, () -> os.munmap(address, pageBytes));
        assertThrows(AssertionError.class, () -> os.munmap(address + pageBytes, bytes - pageBytes));
    }

    @Test
    void aPayloadStaysAccessible() {
        assertThrows(AssertionError.class, () -> os.mprotect(address, bytes, Os.PROT_NONE));
        assertThrows(AssertionError.class, () -> os.mprotect(address, pageBytes, Os.PROT_NONE));
        assertEquals(0, os.mprotect(address + 3 * pageBytes, pageBytes, Os.PROT_NONE));
        assertEquals(2, os.mappings());
        assertEquals(pageBytes, os.separatorBytes());
    }

    @Test
    void attributesChangeForTheWholeOnly() {
        assertThrows(AssertionError.class, () -> os.madvise(address, pageBytes, Os.MADV_HUGEPAGE));
        assertThrows(AssertionError.class, () -> os.madvise(address, bytes + pageBytes, Os.MADV_DONTNEED));
    }

    @Test
    void theCallOfThatNumberFails() {
        os.faults(Faults.nth(2, Errno.EAGAIN));
        assertEquals(0, os.madvise(address, pageBytes, Os.MADV_DONTNEED));
        assertTrue(Errno.EAGAIN.is(os.madvise(address, pageBytes, Os.MADV_DONTNEED)));
        assertEquals(0, os.madvise(address, pageBytes, Os.MADV_DONTNEED));
    }

    @Test
    void whatIsRefusedStaysMapped() {
        os.faults(Faults.every(Faults.Call.MUNMAP, Errno.ENOMEM));
        assertTrue(Errno.ENOMEM.is(os.munmap(address, bytes)));
        assertEquals(bytes, os.strandedBytes());
        assertEquals(0, os.mappedBytes());
        assertEquals(0, LinuxOs.instance().madvise(address, bytes, Os.MADV_DONTNEED));
    }

    @Test
    void theMapLimitIsItsOwn() {
        os.mapLimit(1);
        assertEquals(1, os.mapCount());
        assertTrue(Errno.ENOMEM.is(mapZero()));
        assertTrue(Errno.ENOMEM.is(os.mprotect(address + pageBytes, 3 * pageBytes, Os.PROT_NONE)));
    }
}
