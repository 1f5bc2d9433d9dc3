package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.hedgerow.memory.MemoryStats.Identity;
import org.hedgerow.memory.MemoryStats.Separator;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.Test;

/** Older kernels, systems without {@code /dev/zero}, and kernels that place mappings where huge pages do not fit. */
class OtherSystemsTest {

    private static final long LARGE_BYTES = 4 << 20;

    private static AuditedMemory open(final FaultyOs os) {
        return AuditedMemory.open(AuditedMemory.tinyOptions(), os);
    }

    private static void checkUse(final AuditedMemory memory) {
        final Block block = memory.memory().allocate(LARGE_BYTES);
        BlockPattern.checkZero(block);
        BlockPattern.write(block, 1);
        BlockPattern.check(block, 1);
        memory.audit();
        memory.memory().release(block);
    }

    @Test
    void withoutGuardRegionsTheSeparatorIsAMappingOfItsOwn() {
        try (AuditedMemory memory = open(FaultyOs.ofLinux().withoutGuards())) {
            final Block block = memory.memory().allocate(LARGE_BYTES);
            assertEquals(Separator.PROT_NONE, memory.stats().separator());
            assertEquals(Identity.PRIVATE_ZERO_DEVICE, memory.stats().identity());
            assertEquals(2, memory.stats().mappings());
            memory.memory().release(block);
            checkUse(memory);
        }
    }

    @Test
    void withoutTheZeroDeviceMappingsAreAnonymous() {
        try (AuditedMemory memory = open(FaultyOs.ofLinux().withoutZeroDevice())) {
            checkUse(memory);
            assertEquals(Separator.PROT_NONE, memory.stats().separator());
            assertEquals(Identity.ANONYMOUS, memory.stats().identity());
            assertEquals(2, memory.stats().mappings());
        }
    }

    @Test
    void theZeroDeviceIsUsedAsSoonAsItCanBeOpened() {
        try (AuditedMemory memory = open(FaultyOs.ofLinux().faults(Faults.nth(1, Errno.EMFILE)))) {
            checkUse(memory);
            assertEquals(Identity.ANONYMOUS, memory.stats().identity());
            memory.memory().trim();
            checkUse(memory);
            assertEquals(Identity.PRIVATE_ZERO_DEVICE, memory.stats().identity());
        }
    }

    @Test
    void aMappingThatDoesNotSuitHugePagesIsAlignedByHand() {
        final FaultyOs os = FaultyOs.ofLinux().misplacing();
        final GuardedMemory memory = GuardedMemory.open(AuditedMemory.tinyOptions(), os);
        final Block block = memory.allocate(LARGE_BYTES);
        assertEquals(0, block.address() % os.hugePageBytes());
        assertEquals(LARGE_BYTES, memory.stats().hugeBytes());
        BlockPattern.write(block, 1);
        BlockPattern.check(block, 1);
        memory.release(block);
        memory.close();
        assertEquals(0, os.mappedBytes());
    }

    @Test
    void smallPagesNeedNoAlignment() {
        final FaultyOs os = FaultyOs.ofLinux().misplacing();
        try (AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().hugePages(MemoryOptions.HugePages.NEVER), os)) {
            checkUse(memory);
            assertEquals(1, memory.stats().mapCalls());
            assertEquals(0, memory.stats().hugeBytes());
        }
    }

    @Test
    void withoutGuardRegionsAChunkThatCannotBeSeparatedIsUnmapped() {
        final FaultyOs os = FaultyOs.ofLinux().withoutGuards();
        try (AuditedMemory memory = open(os)) {
            os.faults(Faults.every(Faults.Call.MPROTECT, Errno.ENOMEM));
            assertThrows(OsException.class, () -> memory.memory().allocate(LARGE_BYTES));
            assertEquals(0, os.mappedBytes());
            assertEquals(0, os.strandedBytes());
        }
    }

    @Test
    void aGuardThatIsRefusedForOnceSaysNothingOfTheKernel() {
        final FaultyOs os = FaultyOs.ofLinux();
        try (AuditedMemory memory =
                AuditedMemory.open(AuditedMemory.tinyOptions().hugePages(MemoryOptions.HugePages.NEVER), os)) {
            os.faults(Faults.every(Faults.Call.MADVISE, Errno.ENOMEM));
            assertThrows(OsException.class, () -> memory.memory().allocate(LARGE_BYTES));
            os.faults(Faults.none());
            checkUse(memory);
            assertEquals(Separator.GUARD, memory.stats().separator());
        }
    }

    @Test
    void whatCannotBeMadeAccessibleNorUnmappedIsStranded() {
        final FaultyOs os = FaultyOs.ofLinux().withoutZeroDevice();
        try (AuditedMemory memory = open(os)) {
            os.faults(
                    (call, number) -> call == Faults.Call.MPROTECT || call == Faults.Call.MUNMAP ? Errno.ENOMEM : null);
            assertThrows(OsException.class, () -> memory.memory().allocate(LARGE_BYTES));
            assertEquals(LARGE_BYTES + os.pageBytes(), memory.stats().strandedBytes());
            assertEquals(1, memory.stats().failedUnmaps());
            os.faults(Faults.none());
            checkUse(memory);
            assertEquals(0, memory.stats().strandedBytes());
        }
    }

    @Test
    void atTheMapLimitARefusedSeparatorIsReportedAsTheLimit() {
        final FaultyOs os = FaultyOs.ofLinux().withoutGuards();
        try (AuditedMemory memory = open(os)) {
            checkUse(memory);
            memory.memory().trim();
            // The rest of the process maps up to the limit behind the budget's back.
            os.mapLimit(1_000);
            os.otherMappings(999);
            assertThrows(MapLimitException.class, () -> memory.memory().allocate(LARGE_BYTES));
            // With as much room as a chunk needs, the system is asked again.
            os.otherMappings(998);
            os.faults(Faults.every(Faults.Call.MPROTECT, Errno.EAGAIN));
            final OsException e =
                    assertThrows(OsException.class, () -> memory.memory().allocate(LARGE_BYTES));
            assertEquals(Errno.EAGAIN.number(), e.errno(), "that is not for the limit");
            assertEquals(0, os.mappedBytes());
            os.otherMappings(0);
        }
    }
}
