package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.hedgerow.memory.os.LinuxOs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Memory of one NUMA node. That whole mappings are bound, and nothing less, is a rule of {@link FaultyOs}. */
class NumaNodeTest {

    private static final long LARGE_BYTES = 4 << 20;
    private static final MemoryOptions OPTIONS = AuditedMemory.tinyOptions().numaNode(0);

    static Stream<FaultyOs> systems() {
        return Stream.of(
                FaultyOs.ofLinux(),
                FaultyOs.ofLinux().withoutGuards(),
                FaultyOs.ofLinux().withoutZeroDevice(),
                FaultyOs.ofLinux().misplacing());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void eachChunkIsBoundOnce(final FaultyOs os) {
        final GuardedMemory memory = GuardedMemory.open(OPTIONS, os);
        // The first chunk of all finds out about guard regions, and may have to be mapped again.
        memory.release(memory.allocate(100));
        final long maps = memory.stats().mapCalls();
        final long binds = os.calls(Faults.Call.MBIND);
        final List<Block> blocks =
                Stream.of(100L, 20_000L, LARGE_BYTES).map(memory::allocate).toList();
        blocks.forEach(BlockPattern::checkZero);
        assertTrue(memory.stats().mapCalls() > maps);
        assertEquals(memory.stats().mapCalls() - maps, os.calls(Faults.Call.MBIND) - binds);
        blocks.forEach(memory::release);
        memory.close();
        assertEquals(0, os.mappedBytes());
    }

    @ParameterizedTest
    @MethodSource("systems")
    void aChunkThatCannotBeBoundIsUnmapped(final FaultyOs os) {
        final GuardedMemory memory = GuardedMemory.open(OPTIONS, os);
        os.faults(Faults.every(Faults.Call.MBIND, Errno.EPERM));
        final var e = assertThrows(OsException.class, () -> memory.allocate(LARGE_BYTES));
        assertEquals(Errno.EPERM.number(), e.errno());
        assertTrue(e.getMessage().startsWith("mbind(0x"), e.getMessage());
        assertEquals(0, memory.stats().mappedBytes());
        assertEquals(0, memory.stats().mappings());
        assertEquals(0, memory.stats().strandedBytes());
        assertEquals(1, memory.stats().refusedMaps());
        assertEquals(0, os.mappedBytes());
        os.faults(Faults.none());
        memory.release(memory.allocate(LARGE_BYTES));
        memory.close();
        assertEquals(0, os.mappedBytes());
    }

    @Test
    void withoutANodeNothingIsBound() {
        try (AuditedMemory memory = AuditedMemory.open()) {
            memory.memory().release(memory.memory().allocate(LARGE_BYTES));
            assertEquals(0, memory.os().calls(Faults.Call.MBIND));
        }
    }

    @Test
    void aNodeThatIsNotThereIsRefusedWithThoseThatAre() {
        final FaultyOs os = FaultyOs.ofLinux().withNumaNodes(0, 2);
        final var e = assertThrows(IllegalArgumentException.class, () -> GuardedMemory.open(OPTIONS.numaNode(1), os));
        assertEquals("numaNode is 1, and this system has memory on the NUMA nodes {0, 2}", e.getMessage());
        GuardedMemory.open(OPTIONS.numaNode(2), os).close();
    }

    @Test
    void aSystemWithoutNumaRefusesAnyNode() {
        final FaultyOs os = FaultyOs.ofLinux().withNumaNodes();
        final var e = assertThrows(IllegalArgumentException.class, () -> GuardedMemory.open(OPTIONS, os));
        assertEquals("numaNode is 0, and this system has no NUMA nodes to bind memory to", e.getMessage());
    }

    @Test
    void theRunningSystemRefusesANodeThatItDoesNotHave() {
        final int none = LinuxOs.instance().numaNodes().length();
        final var e = assertThrows(
                IllegalArgumentException.class, () -> GuardedMemory.open(OPTIONS.numaNode(none), "nowhere"));
        assertTrue(e.getMessage().startsWith("numaNode is " + none + ", and this system has "), e.getMessage());
    }

    @Test
    void theKernelSaysThatAChunkIsBound() throws IOException {
        final BitSet nodes = LinuxOs.instance().numaNodes();
        assumeFalse(nodes.isEmpty(), "this kernel knows no NUMA");
        final int node = nodes.nextSetBit(0);
        try (GuardedMemory memory = GuardedMemory.open(OPTIONS.numaNode(node))) {
            final Block block = allocate(memory);
            BlockPattern.checkZero(block);
            BlockPattern.write(block, 1);
            final String start = Long.toHexString(block.address()) + " ";
            final String line;
            try (Stream<String> lines = Files.lines(Path.of("/proc/self/numa_maps"))) {
                line = lines.filter(candidate -> candidate.startsWith(start))
                        .findFirst()
                        .orElse("nothing begins at " + start);
            }
            assertTrue(line.startsWith(start + "bind:" + node + " "), line);
            assertTrue(memory.audit().isClean(), () -> memory.audit().toString());
            memory.release(block);
        }
    }

    private static Block allocate(final GuardedMemory memory) {
        try {
            return memory.allocate(LARGE_BYTES);
        } catch (final OsException e) {
            assumeFalse(e.errno() == Errno.EPERM.number(), "this process may not bind memory");
            throw e;
        }
    }
}
