package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hedgerow.memory.os.FaultyOs;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;
import org.hedgerow.memory.os.Vma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit finds nothing where all is well, and what is wrong where it is not. */
class MemoryAuditTest {

    private static final long LARGE_BYTES = 100_000;

    /** The systems on which chunks are made differently. */
    enum Kernel {
        GUARDS,
        NO_GUARDS,
        NO_ZERO_DEVICE;

        private FaultyOs os() {
            final FaultyOs os = FaultyOs.ofLinux();
            return switch (this) {
                case GUARDS -> os;
                case NO_GUARDS -> os.withoutGuards();
                case NO_ZERO_DEVICE -> os.withoutZeroDevice();
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsFoundWhereAllIsWell(final Kernel kernel) {
        final Random random = new Random(1);
        try (AuditedMemory audited = AuditedMemory.open(AuditedMemory.tinyOptions(), kernel.os())) {
            final GuardedMemory memory = audited.memory();
            final List<Block> blocks = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                if (random.nextInt(3) > 0 || blocks.isEmpty()) {
                    blocks.add(memory.allocate(1 + random.nextInt(200_000)));
                } else {
                    memory.release(blocks.remove(random.nextInt(blocks.size())));
                }
                if (i % 20 == 0) {
                    assertTrue(memory.audit().isClean(), () -> memory.audit().toString());
                }
            }
            assertTrue(memory.audit().chunks() > 20);
            blocks.forEach(memory::release);
            memory.trim();
            assertEquals(0, memory.audit().chunks());
        }
    }

    @Test
    void whatIsUnmappedBehindTheMemorysBackIsFound() {
        final Os os = LinuxOs.instance();
        final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults(), os);
        final Block sound = memory.allocate(2 << 20);
        final Block broken = memory.allocate(2 << 20);
        final int pageBytes = os.pageBytes();
        assertEquals(0, os.mprotect(broken.address() + pageBytes, pageBytes, Os.PROT_READ));
        final MemoryAudit audit = memory.audit();
        assertEquals(2, audit.chunks());
        assertEquals(1, audit.differences().size(), audit::toString);
        final MemoryAudit.Difference difference = audit.differences().getFirst();
        assertEquals(broken.address(), difference.address());
        assertEquals((2 << 20) + pageBytes, difference.bytes());
        assertTrue(difference.found().contains("r--p"), difference::toString);
        assertTrue(audit.toString().contains("1 differences"), audit::toString);
        assertEquals(0, os.mprotect(broken.address() + pageBytes, pageBytes, Os.PROT_READ | Os.PROT_WRITE));
        assertTrue(memory.audit().isClean(), () -> memory.audit().toString());
        memory.release(sound);
        memory.release(broken);
        memory.close();
        assertEquals(0, memory.audit().chunks());
    }

    /** The JDK does not read through an interruptible channel then. */
    @Test
    void aThreadThatWasInterruptedGetsItsAudit() {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            Thread.currentThread().interrupt();
            assertTrue(memory.audit().isClean());
        } finally {
            assertTrue(Thread.interrupted(), "it still is");
        }
    }

    @Test
    void theTextShowsEachChunkByItsState() {
        // What is retired stays so for a while, where it is less than the first chunk.
        try (AuditedMemory audited =
                AuditedMemory.open(AuditedMemory.tinyOptions().minChunkBytes(1 << 20))) {
            final GuardedMemory memory = audited.memory();
            final Block small = memory.allocate(100);
            final Block block = memory.allocate(LARGE_BYTES);
            final Block retired = memory.allocate(2 * LARGE_BYTES);
            memory.release(retired);
            final String text = memory.audit().addressSpace();
            assertTrue(text.startsWith("3 chunks"), text);
            assertTrue(text.contains("shared, of 1.0 MiB and a guard"), text);
            assertTrue(text.contains("block, of 100.0 KiB and a guard"), text);
            assertTrue(text.contains("retired, of 196.0 KiB and a guard"), text);
            assertTrue(text.contains("other mappings"), text);
            assertTrue(text.contains("gap"), text);
            memory.reclaim(Long.MAX_VALUE);
            assertTrue(memory.audit().addressSpace().contains("retained, of"), text);
            memory.release(small);
            memory.release(block);
        }
    }

    @Test
    void neighboursThatAreAlikeShareALine() {
        final List<Vma> vmas = List.of(
                Vma.parse("1000-3000 r--p 00000000 00:00 0    /lib/one"),
                Vma.parse("5000-6000 rw-p 00000000 00:00 0 "),
                Vma.parse("7000-9000 rw-p 00000000 00:05 4    /dev/zero"),
                Vma.parse("9000-b000 rw-p 00000000 00:05 4    /dev/zero"),
                Vma.parse("c000-d000 rw-p 00000000 00:00 0 "));
        final ChunkCensus census = new ChunkCensus(List.of(guardedChunkAt(0x7000), guardedChunkAt(0x9000)));
        final MemoryAudit audit = census.compareWith(vmas);
        assertTrue(audit.isClean(), audit::toString);
        assertEquals("""
                2 chunks in a process of 5 mappings
                          1000    12.0 KiB  2 other mappings
                                   4.0 KiB  gap
                          7000    16.0 KiB  2 x block, of 4.0 KiB and a guard
                                   4.0 KiB  gap
                          c000     4.0 KiB  1 other mapping
                """, audit.addressSpace());
    }

    @Test
    void neighboursThatDifferOrAreApartHaveLinesOfTheirOwn() {
        final List<Vma> vmas = List.of(
                Vma.parse("6000-7000 rw-p 00000000 00:00 0 "),
                Vma.parse("7000-9000 rw-p 00000000 00:05 4    /dev/zero"),
                Vma.parse("9000-a000 rw-p 00000000 00:00 0 "),
                Vma.parse("b000-d000 rw-p 00000000 00:05 4    /dev/zero"),
                Vma.parse("e000-10000 rw-p 00000000 00:05 4    /dev/zero"));
        final ChunkCensus census =
                new ChunkCensus(List.of(guardedChunkAt(0x7000), guardedChunkAt(0xb000), guardedChunkAt(0xe000)));
        assertEquals("""
                3 chunks in a process of 5 mappings
                          6000     4.0 KiB  1 other mapping
                          7000     8.0 KiB  block, of 4.0 KiB and a guard
                          9000     4.0 KiB  1 other mapping
                                   4.0 KiB  gap
                          b000     8.0 KiB  block, of 4.0 KiB and a guard
                                   4.0 KiB  gap
                          e000     8.0 KiB  block, of 4.0 KiB and a guard
                """, census.compareWith(vmas).addressSpace());
    }

    @Test
    void whereAChunkIsGoneNothingIsFound() {
        final List<Vma> vmas =
                List.of(Vma.parse("5000-7000 rw-p 00000000 00:00 0 "), Vma.parse("9000-a000 rw-p 00000000 00:00 0 "));
        final MemoryAudit audit = new ChunkCensus(List.of(guardedChunkAt(0x7000))).compareWith(vmas);
        assertEquals("[]", audit.differences().getFirst().found());
    }

    /** A chunk without identity, of two pages before a separator of two. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "7000-9000 rw-p, 9000-b000 ---p",
                "6000-9000 rw-p, 9000-b000 ---p",
                "7000-9000 rw-p, 9000-c000 ---p",
            })
    void anAnonymousChunkMayMergeWithWhatIsAroundIt(final String found) {
        final MemoryAudit audit = auditOfAnonymousChunk(found);
        assertTrue(audit.isClean(), audit::toString);
        assertTrue(audit.addressSpace().contains("block, of 8.0 KiB and a protected page"), audit::addressSpace);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7000-9000 r--p, 9000-b000 ---p",
                "7000-9000 rw-p, 9000-b000 r--p",
                "8000-9000 rw-p, 9000-b000 ---p",
                "7000-8000 rw-p, 8000-b000 ---p",
                "7000-a000 rw-p, a000-b000 ---p",
                "7000-9000 rw-p, a000-b000 ---p",
                "7000-9000 rw-p, 9000-a000 ---p",
                "7000-8000 rw-p, 8000-9000 rw-p, 9000-b000 ---p",
                "7000-b000 rw-p"
            })
    void anAnonymousChunkThatIsNotSeparatedWhereItShouldBeIsFound(final String found) {
        final MemoryAudit audit = auditOfAnonymousChunk(found);
        assertEquals(1, audit.differences().size(), audit::toString);
        assertEquals(
                "[7000-9000 rw-p at offset 0, 9000-b000 ---p at offset 0]",
                audit.differences().getFirst().expected());
    }

    private static MemoryAudit auditOfAnonymousChunk(final String found) {
        final List<Vma> vmas = Stream.of(found.split(", "))
                .map(range -> Vma.parse(range + " 00000000 00:00 0 "))
                .toList();
        final Chunk chunk = chunkAt(0x7000, 0x2000, 0x2000, 2, MemoryStats.Identity.ANONYMOUS);
        return new ChunkCensus(List.of(chunk)).compareWith(vmas);
    }

    private static Chunk guardedChunkAt(final long address) {
        return chunkAt(address, 0x1000, 0x1000, 1, MemoryStats.Identity.PRIVATE_ZERO_DEVICE);
    }

    private static Chunk chunkAt(
            final long address,
            final long payloadBytes,
            final long separatorBytes,
            final int mappings,
            final MemoryStats.Identity identity) {
        final Chunk chunk = new Chunk(
                LinuxOs.instance(),
                payloadBytes + separatorBytes,
                mappings,
                identity,
                MemoryOptions.defaults().spec(payloadBytes, Os.MADV_NORMAL));
        chunk.place(address, address);
        return chunk;
    }
}
