package org.hedgerow.testkit.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;
import org.hedgerow.testkit.kernel.KernelOptions.Neighbours;
import org.hedgerow.testkit.kernel.KernelOptions.Placement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the model does at its limit, to contents, and to code that does what it must not. */
@SuppressWarnings("restricted") // The model hands out addresses.
class ModelKernelTest {

    private static final int LIMIT = 16;
    private static final int READ_WRITE = Os.PROT_READ | Os.PROT_WRITE;
    private static final int ANONYMOUS = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
    private static final int FILE = Os.MAP_PRIVATE | Os.MAP_NORESERVE;
    private static final KernelOptions QUIET =
            new KernelOptions(1, LIMIT, 0, Placement.TOP_DOWN, Neighbours.NONE, true, true, 2L << 20);

    private final ModelKernel kernel = new ModelKernel(QUIET);
    private final long page = kernel.pageBytes();

    @AfterEach
    void close() {
        kernel.close();
    }

    private long mapAnonymous(final long bytes, final int protection) {
        return kernel.mmap(0, bytes, protection, ANONYMOUS, -1, 0);
    }

    private long mapZero(final long bytes) {
        return kernel.mmap(0, bytes, READ_WRITE, FILE, kernel.open("/dev/zero", Os.O_RDWR), 0);
    }

    /** Maps pages that do not merge, until the count is as given. */
    private void fillTo(final int count) {
        for (int i = 0; kernel.mapCount() < count; i++) {
            assertTrue(mapAnonymous(page, i % 2 == 0 ? Os.PROT_NONE : Os.PROT_READ) > 0);
        }
    }

    private static MemorySegment at(final long address) {
        return MemorySegment.ofAddress(address).reinterpret(8);
    }

    private static long read(final long address) {
        return at(address).get(ValueLayout.JAVA_LONG, 0);
    }

    private static void write(final long address, final long value) {
        at(address).set(ValueLayout.JAVA_LONG, 0, value);
    }

    @Test
    void plainNeighboursMergeAndTheMiddleOneCannotBeUnmappedAtTheLimit() {
        final long high = mapAnonymous(page, READ_WRITE);
        final long middle = mapAnonymous(page, READ_WRITE);
        final long low = mapAnonymous(page, READ_WRITE);
        assertEquals(List.of(high - page, middle - page), List.of(middle, low));
        assertEquals(1, kernel.mapCount());
        fillTo(LIMIT);
        assertTrue(Errno.ENOMEM.is(kernel.munmap(middle, page)));
        assertEquals(1, kernel.refusedUnmapsOfUsed());
        assertEquals(page, kernel.refusedBytes());
        assertEquals(0, kernel.munmap(high, page));
        assertEquals(0, kernel.munmap(middle, page));
        assertEquals(0, kernel.refusedBytes());
    }

    @Test
    void zeroDeviceNeighboursStayApartAndTheMiddleOneIsUnmappedAtTheLimit() {
        mapZero(page);
        final long middle = mapZero(page);
        mapZero(page);
        assertEquals(3, kernel.mapCount());
        fillTo(LIMIT);
        assertEquals(0, kernel.munmap(middle, page));
    }

    @Test
    void mmapIsRefusedOneAboveTheLimit() {
        fillTo(LIMIT);
        assertTrue(mapZero(page) > 0);
        assertEquals(LIMIT + 1, kernel.mapCount());
        assertTrue(Errno.ENOMEM.is(mapZero(page)));
        assertEquals(1, kernel.refusedMaps());
    }

    @Test
    void aRefusedMprotectLeavesItsFirstSplitBehind() {
        final long address = mapZero(3 * page);
        fillTo(LIMIT - 1);
        assertTrue(Errno.ENOMEM.is(kernel.mprotect(address + page, page, Os.PROT_NONE)));
        assertEquals(LIMIT, kernel.mapCount());
    }

    @Test
    void aRefusedHugepageAdviceSaysTryAgain() {
        final long address = mapZero(3 * page);
        fillTo(LIMIT);
        assertTrue(Errno.EAGAIN.is(kernel.madvise(address + page, page, Os.MADV_HUGEPAGE)));
        assertEquals(0, kernel.madvise(address, 3 * page, Os.MADV_HUGEPAGE));
        assertEquals(0, kernel.madvise(address + page, page, Os.MADV_DONTNEED));
        assertEquals(0, kernel.madvise(address + page, page, Os.MADV_GUARD_INSTALL));
        assertEquals(LIMIT, kernel.mapCount());
    }

    @Test
    void contentsAreKeptDroppedAndZeroWhenNew() {
        final long address = mapZero(2 * page);
        assertEquals(0, read(address));
        write(address, 7);
        write(address + page, 8);
        assertEquals(0, kernel.mprotect(address, page, Os.PROT_NONE));
        assertEquals(0, kernel.mprotect(address, page, READ_WRITE));
        assertEquals(7, read(address));
        assertEquals(0, kernel.madvise(address, page, Os.MADV_DONTNEED));
        assertEquals(0, read(address));
        assertEquals(8, read(address + page));
        assertEquals(0, kernel.munmap(address, 2 * page));
        assertNotEquals(8, read(address + page));
        final long again = mapZero(2 * page);
        assertEquals(address, again);
        assertEquals(0, read(address + page));
        assertEquals(List.of(), kernel.violations());
    }

    @Test
    void whatIsFreedLazilyIsTakenAtSomeTimeUnlessItIsWritten() {
        final int pages = 64;
        final long address = mapZero(pages * page);
        for (int i = 0; i < pages; i++) {
            write(address + i * page, 7);
        }
        for (int i = 0; i < pages; i += 4) {
            assertEquals(0, kernel.madvise(address + i * page, 4 * page, Os.MADV_FREE));
        }
        for (int i = 0; i < pages; i += 2) {
            write(address + i * page + 8, 8);
        }
        long kept = 0;
        long taken = 0;
        for (int calls = 0; calls < 1_000; calls++) {
            assertTrue(kernel.mapCount() > 0);
            kept += read(address + page) == 7 ? 1 : 0;
            taken += read(address + page) == 0 ? 1 : 0;
        }
        assertEquals(1_000, kept + taken, "neither old nor zero");
        int zeros = 0;
        for (int i = 0; i < pages; i++) {
            assertTrue(i % 2 > 0 || read(address + i * page + 8) == 8, "what was written is lost");
            zeros += read(address + i * page) == 0 ? 1 : 0;
        }
        assertTrue(zeros > 4, zeros + " of " + pages);
        assertEquals(0, kernel.munmap(address, pages * page));
        assertEquals(List.of(), kernel.violations());
    }

    @Test
    void bindingAWholeMappingSplitsNothing() {
        final long address = mapZero(3 * page);
        fillTo(LIMIT);
        assertEquals(0, kernel.mbind(address, 3 * page, 1));
        assertTrue(Errno.ENOMEM.is(kernel.mbind(address + page, page, 0)));
        assertTrue(
                Errno.EINVAL.is(kernel.mbind(address, page, kernel.numaNodes().length())));
        assertEquals(LIMIT, kernel.mapCount());
        assertEquals(0, kernel.munmap(address, 3 * page));
        assertTrue(Errno.EFAULT.is(kernel.mbind(address, page, 0)));
    }

    @Test
    void memoryOfOneNodeMergesWithNoOther() {
        final long high = mapAnonymous(page, READ_WRITE);
        assertEquals(0, kernel.mbind(high, page, 0));
        final long low = mapAnonymous(page, READ_WRITE);
        assertEquals(2, kernel.mapCount());
        assertEquals(0, kernel.mbind(low, page, 0));
        assertEquals(1, kernel.mapCount());
    }

    @Test
    void aWriteToASeparatorIsFoundOut() {
        final long guarded = mapZero(2 * page);
        assertEquals(0, kernel.madvise(guarded + page, page, Os.MADV_GUARD_INSTALL));
        assertEquals(List.of(), kernel.violations());
        write(guarded + page, 1);
        assertEquals(1, kernel.violations().size());
    }

    @Test
    void aWriteToWhatWasUnmappedIsFoundOut() {
        final long address = mapZero(page);
        assertEquals(0, kernel.munmap(address, page));
        write(address + 8, 1);
        assertEquals(1, kernel.violations().size());
    }

    @Test
    void unmappingWhatIsNotMappedIsFoundOut() {
        final long address = mapZero(page);
        assertEquals(0, kernel.munmap(address, page));
        assertEquals(0, kernel.munmap(address, page));
        assertEquals(1, kernel.violations().size());
    }

    @Test
    void wrongArgumentsAreRefusedAsLinuxRefusesThem() {
        final long address = mapZero(2 * page);
        assertTrue(Errno.EINVAL.is(kernel.munmap(address, 0)));
        assertTrue(Errno.EINVAL.is(kernel.munmap(address + 1, page)));
        assertTrue(Errno.EINVAL.is(kernel.mmap(0, 0, READ_WRITE, ANONYMOUS, -1, 0)));
        assertEquals(-9, kernel.mmap(0, page, READ_WRITE, FILE, 3, 0));
        assertTrue(Errno.EINVAL.is(kernel.madvise(address, page, 9_999)));
        assertTrue(Errno.ENOENT.is(kernel.open("/dev/null", Os.O_RDWR)));
        assertTrue(Errno.ENOMEM.is(kernel.mincore(address - page)));
    }

    @Test
    void lengthsThatNoAddressSpaceHasAreRefused() {
        final long address = mapZero(page);
        for (final long bytes : new long[] {Long.MAX_VALUE, Long.MAX_VALUE - page, -1, Long.MIN_VALUE}) {
            assertTrue(Errno.ENOMEM.is(mapAnonymous(bytes, READ_WRITE)), () -> bytes + " bytes");
            assertTrue(Errno.EINVAL.is(kernel.munmap(address, bytes)), () -> bytes + " bytes");
            assertTrue(Errno.ENOMEM.is(kernel.mprotect(address, bytes, Os.PROT_READ)), () -> bytes + " bytes");
        }
        assertTrue(Errno.EINVAL.is(kernel.madvise(address, -1, Os.MADV_DONTNEED)));
        assertEquals(page, kernel.ownedBytes());
    }

    /** Answered as Linux does beyond what a process can have. */
    @Test
    void callsOutsideOfTheAddressSpaceAreFoundOut() {
        final long outside = page;
        assertEquals(List.of(), kernel.violations());
        assertTrue(Errno.EINVAL.is(kernel.munmap(outside, page)));
        assertTrue(Errno.ENOMEM.is(kernel.mprotect(outside, page, Os.PROT_READ)));
        assertTrue(Errno.ENOMEM.is(kernel.madvise(outside, page, Os.MADV_DONTNEED)));
        assertTrue(Errno.EFAULT.is(kernel.mbind(outside, page, 0)));
        assertTrue(Errno.ENOMEM.is(kernel.mmap(outside, page, READ_WRITE, ANONYMOUS | ModelKernel.MAP_FIXED, -1, 0)));
        assertEquals(5, kernel.violations().size(), () -> kernel.violations().toString());
    }

    @Test
    void aProtectionThatIsNotModelledIsRefusedAtTheCall() {
        assertThrows(UnsupportedOperationException.class, () -> mapAnonymous(page, Os.PROT_WRITE));
        final long address = mapZero(page);
        assertThrows(UnsupportedOperationException.class, () -> kernel.mprotect(address, page, 7));
    }

    @Test
    void theSameSeedIsTheSameKernel() {
        final KernelOptions options =
                new KernelOptions(42, 64, 4, Placement.SCATTERED, Neighbours.THIEVES, true, true, 64 << 10);
        assertEquals(trace(options), trace(options));
    }

    /** What a process sees, by addresses relative to its first one. */
    private static List<Long> trace(final KernelOptions options) {
        try (ModelKernel one = new ModelKernel(options)) {
            final List<Long> seen = new ArrayList<>();
            final int zero = one.open("/dev/zero", Os.O_RDWR);
            long first = 0;
            for (int i = 0; i < 200; i++) {
                final long answer = one.mmap(0, (1L + i % 5) * one.pageBytes(), READ_WRITE, FILE, zero, 0);
                first = first == 0 ? answer : first;
                seen.add(answer > 0 ? answer - first : answer);
                if (answer > 0 && i % 3 != 0) {
                    seen.add((long) one.munmap(answer, (1L + i % 5) * one.pageBytes()));
                }
                seen.add((long) one.mapCount());
                seen.add(one.nanoTime());
            }
            assertTrue(seen.contains((long) -Errno.ENOMEM.number()), "the limit was never met");
            return seen;
        }
    }

    @Test
    void thievesHoldTheProcessAtItsLimit() {
        final KernelOptions options =
                new KernelOptions(3, LIMIT, 0, Placement.TOP_DOWN, Neighbours.THIEVES, true, true, 0);
        try (ModelKernel thievish = new ModelKernel(options)) {
            int atLimit = 0;
            for (int i = 0; i < 200; i++) {
                atLimit += thievish.mapCount() >= LIMIT ? 1 : 0;
            }
            assertTrue(atLimit > 20 && atLimit < 180, atLimit + " of 200");
            thievish.calm();
            assertEquals(0, thievish.mapCount());
        }
    }
}
