package org.hedgerow.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Faults;
import org.hedgerow.memory.os.FaultyOs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A memory as JMX shows it. */
class ManagedMemoryTest {

    private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

    private static ObjectName nameOf(final GuardedMemory memory) throws JMException {
        return new ObjectName("org.hedgerow:type=GuardedMemory,name=" + memory.name());
    }

    @Test
    void theAttributesAreTheStats() throws JMException {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults().maxBytes(1L << 30), "prices")) {
            memory.registerMXBean();
            final Block block = memory.allocate(4 << 20);
            final GuardedMemoryMXBean bean = JMX.newMXBeanProxy(SERVER, nameOf(memory), GuardedMemoryMXBean.class);
            assertEquals("prices", bean.getName());
            assertEquals(1L << 30, bean.getMaxBytes());
            assertEquals(Integer.MAX_VALUE, bean.getMaxMappings());
            assertEquals(memory.stats(), statsOf(bean));
            memory.release(block);
            final long retiredBytes = memory.stats().retiredBytes();
            assertTrue(retiredBytes > 0);
            assertEquals(retiredBytes, bean.getRetiredBytes());
            assertEquals(retiredBytes, bean.reclaim(Long.MAX_VALUE));
            assertEquals(4 << 20, bean.getRetainedBytes());
            assertTrue(bean.audit().contains("0 differences"), bean::audit);
            bean.trim();
            assertEquals(0, bean.getMappedBytes());
        }
    }

    /** Also those that are 0 for most memories. */
    @Test
    void noFigureIsTakenForAnother() throws JMException {
        final FaultyOs os = FaultyOs.ofLinux();
        final MemoryOptions options =
                AuditedMemory.tinyOptions().minChunkBytes(1 << 20).retainBytes(1 << 20);
        try (GuardedMemory memory = GuardedMemory.open(options, os)) {
            memory.registerMXBean();
            final List<Block> blocks = new ArrayList<>();
            for (final long bytes : new long[] {100, 5_000, 6_000, 7_000, 4 << 20}) {
                blocks.add(memory.allocate(bytes));
            }
            memory.release(memory.allocate(300_000));
            memory.reclaim(Long.MAX_VALUE);
            final Block retired = memory.allocate(200_000);
            final List<Block> stranded =
                    Stream.generate(() -> memory.allocate(3 << 20)).limit(3).toList();
            os.faults(Faults.every(Faults.Call.MMAP, Errno.EINVAL));
            for (int i = 0; i < 2; i++) {
                assertThrows(OsException.class, () -> memory.allocate(9 << 20));
            }
            os.faults(Faults.every(Faults.Call.MUNMAP, Errno.ENOMEM));
            stranded.forEach(memory::release);
            memory.reclaim(Long.MAX_VALUE);
            memory.release(retired);
            final MemoryStats stats = memory.stats();
            final Set<Long> figures = Set.of( // which refuses what is there twice
                    stats.liveBlocks(),
                    stats.usedBytes(),
                    (long) stats.sharedChunks(),
                    stats.sharedBytes(),
                    stats.freeBytes(),
                    stats.retiredBytes(),
                    stats.retainedBytes(),
                    (long) stats.mappings(),
                    stats.mappedBytes(),
                    stats.hugeBytes(),
                    stats.mapCalls(),
                    stats.refusedMaps(),
                    stats.failedUnmaps(),
                    stats.strandedBytes());
            assertFalse(figures.contains(0L), stats::toString);
            assertEquals(stats, statsOf(JMX.newMXBeanProxy(SERVER, nameOf(memory), GuardedMemoryMXBean.class)));
            os.faults(Faults.none());
            blocks.forEach(memory::release);
        }
    }

    private static MemoryStats statsOf(final GuardedMemoryMXBean bean) {
        return new MemoryStats(
                bean.getIdentity(),
                bean.getSeparator(),
                bean.getLiveBlocks(),
                bean.getUsedBytes(),
                bean.getSharedChunks(),
                bean.getSharedBytes(),
                bean.getFreeBytes(),
                bean.getRetiredBytes(),
                bean.getRetainedBytes(),
                bean.getMappings(),
                bean.getMappedBytes(),
                bean.getHugeBytes(),
                bean.getMapCalls(),
                bean.getRefusedMaps(),
                bean.getFailedUnmaps(),
                bean.getStrandedBytes());
    }

    @Test
    void aMemoryIsShownFromRegistrationToClose() throws JMException {
        final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
        assertFalse(SERVER.isRegistered(nameOf(memory)));
        memory.registerMXBean();
        memory.registerMXBean();
        assertTrue(SERVER.isRegistered(nameOf(memory)));
        memory.close();
        assertFalse(SERVER.isRegistered(nameOf(memory)));
        assertThrows(IllegalStateException.class, memory::registerMXBean);
    }

    @Test
    void namesAreToldApart() {
        try (GuardedMemory one = GuardedMemory.open(MemoryOptions.defaults(), "twin");
                GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults(), "twin")) {
            one.registerMXBean();
            final var e = assertThrows(IllegalStateException.class, other::registerMXBean);
            assertTrue(e.getMessage().contains("twin"), e.getMessage());
        }
        try (GuardedMemory one = GuardedMemory.open(MemoryOptions.defaults());
                GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults())) {
            one.registerMXBean();
            other.registerMXBean();
        }
    }

    @Test
    void aRegistrationThatIsGoneDoesNotHinderClosing() throws JMException {
        final GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults());
        memory.registerMXBean();
        SERVER.unregisterMBean(nameOf(memory));
        memory.close();
    }

    @Test
    void aRegistrationThatIsGoneCanBeMadeAgain() throws JMException {
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            memory.registerMXBean();
            SERVER.unregisterMBean(nameOf(memory));
            memory.registerMXBean();
            assertTrue(SERVER.isRegistered(nameOf(memory)));
        }
    }

    @Test
    void closingLeavesTheRegistrationOfAnotherAlone() throws JMException {
        final GuardedMemory one = GuardedMemory.open(MemoryOptions.defaults(), "twin");
        one.registerMXBean();
        SERVER.unregisterMBean(nameOf(one));
        try (GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults(), "twin")) {
            other.registerMXBean();
            one.close();
            assertTrue(SERVER.isRegistered(nameOf(other)));
        }
    }

    @Test
    void withThePropertyEachMemoryIsShown() throws JMException {
        System.setProperty("hedgerow.jmx", "true");
        try (GuardedMemory memory = GuardedMemory.open(MemoryOptions.defaults())) {
            assertTrue(SERVER.isRegistered(nameOf(memory)));
        } finally {
            System.clearProperty("hedgerow.jmx");
        }
    }

    @Test
    void withThePropertyATakenNameKeepsNobodyFromOpening() throws JMException {
        System.setProperty("hedgerow.jmx", "true");
        try (GuardedMemory one = GuardedMemory.open(MemoryOptions.defaults(), "twin");
                GuardedMemory other = GuardedMemory.open(MemoryOptions.defaults(), "twin")) {
            other.release(other.allocate(1));
            assertTrue(SERVER.isRegistered(nameOf(one)));
        } finally {
            System.clearProperty("hedgerow.jmx");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a,b", "a=b", "a:b", "\"a\"", "a*", "a?", "a\nb", "shared", "memory-1"})
    void namesThatJmxWouldReadOtherwiseOrThatAreTakenAreRefused(final String name) {
        assertThrows(IllegalArgumentException.class, () -> GuardedMemory.open(MemoryOptions.defaults(), name));
    }
}
