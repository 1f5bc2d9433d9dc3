package org.hedgerow.memory;

import java.lang.management.ManagementFactory;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanRegistration;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** A memory, registered with the platform's MBean server. */
final class ManagedMemory implements GuardedMemoryMXBean, MBeanRegistration {

    private static final String NAME_PREFIX = "org.hedgerow:type=GuardedMemory,name=";

    private final GuardedMemory memory;
    private final ObjectName name;

    /** Whether it is registered, which the server tells: anybody may take that back. */
    private volatile boolean registered;

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

    /** Whether nobody took the registration back. */
    boolean isRegistered() {
        return registered;
    }

    /** Takes the registration back, unless somebody did: then another memory may have it. */
    void unregister() {
        if (!registered) {
            return;
        }
        try {
            server().unregisterMBean(name);
        } catch (final InstanceNotFoundException e) {
            // So it was done just now.
        } catch (final JMException e) {
            throw new IllegalStateException("the memory " + memory.name() + " cannot be unregistered", e);
        }
    }

    private static MBeanServer server() {
        return ManagementFactory.getPlatformMBeanServer();
    }

    @Override
    public ObjectName preRegister(final MBeanServer server, final ObjectName asked) {
        return asked;
    }

    @Override
    public void postRegister(final Boolean done) {
        registered = done;
    }

    @Override
    public void preDeregister() {
        // Nobody is kept from it.
    }

    @Override
    public void postDeregister() {
        registered = false;
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
