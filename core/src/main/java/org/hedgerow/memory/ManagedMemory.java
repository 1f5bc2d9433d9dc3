package org.hedgerow.memory;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A memory, registered with the platform's MBean server. */
final class ManagedMemory implements GuardedMemoryMXBean {

    private static final String NAME_PREFIX = "org.hedgerow:type=GuardedMemory,name=";

    private final GuardedMemory memory;
    private final ObjectName name;

    private ManagedMemory(final GuardedMemory memory, final ObjectName name) {
        this.memory = memory;
        this.name = name;
    }

    /**
     * Registers a memory.
     *
     * @throws IllegalStateException if another memory of that name is registered
     */
    static ManagedMemory register(final GuardedMemory memory) {
        try {
            final ObjectName name = new ObjectName(NAME_PREFIX + memory.name());
            final ManagedMemory managed = new ManagedMemory(memory, name);
            server().registerMBean(managed, name);
            return managed;
        } catch (final InstanceAlreadyExistsException e) {
            throw new IllegalStateException(
                    "another memory is registered as " + memory.name() + ": open each with a name of its own", e);
        } catch (final JMException e) {
            throw new IllegalStateException("the memory " + memory.name() + " cannot be registered", e);
        }
    }

    /** Takes the registration back, unless somebody did. */
    void unregister() {
        try {
            server().unregisterMBean(name);
        } catch (final InstanceNotFoundException e) {
            // So it is done.
        } catch (final JMException e) {
            throw new IllegalStateException("the memory " + memory.name() + " cannot be unregistered", e);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public String getName() {
        return memory.name();
    }

    @Override
    public long getMaxBytes() {
        return memory.options().maxBytes();
    }

    @Override
    public int getMaxMappings() {
        return memory.options().maxMappings();
    }

    @Override
    public MemoryStats.Identity getIdentity() {
        return memory.stats().identity();
    }

    @Override
    public MemoryStats.Separator getSeparator() {
        return memory.stats().separator();
    }

    @Override
    public long getLiveBlocks() {
        return memory.stats().liveBlocks();
    }

    @Override
    public long getUsedBytes() {
        return memory.stats().usedBytes();
    }

    @Override
    public int getSharedChunks() {
        return memory.stats().sharedChunks();
    }

    @Override
    public long getSharedBytes() {
        return memory.stats().sharedBytes();
    }

    @Override
    public long getFreeBytes() {
        return memory.stats().freeBytes();
    }

    @Override
    public long getRetiredBytes() {
        return memory.stats().retiredBytes();
    }

    @Override
    public long getRetainedBytes() {
        return memory.stats().retainedBytes();
    }

    @Override
    public int getMappings() {
        return memory.stats().mappings();
    }

    @Override
    public long getMappedBytes() {
        return memory.stats().mappedBytes();
    }

    @Override
    public long getHugeBytes() {
        return memory.stats().hugeBytes();
    }

    @Override
    public long getMapCalls() {
        return memory.stats().mapCalls();
    }

    @Override
    public long getRefusedMaps() {
        return memory.stats().refusedMaps();
    }

    @Override
    public long getFailedUnmaps() {
        return memory.stats().failedUnmaps();
    }

    @Override
    public long getStrandedBytes() {
        return memory.stats().strandedBytes();
    }

    @Override
    public long reclaim(final long maxBytes) {
        return memory.reclaim(maxBytes);
    }

    @Override
    public void trim() {
        memory.trim();
    }

    @Override
    public String audit() {
        return memory.audit().toString();
    }
}
