package org.hedgerow.memory;

import org.hedgerow.memory.access.RawMemory;

/**
 * Does once what the first users of a memory would otherwise wait for: the JVM loads and links what mapping, slicing,
 * accessing and releasing need (system calls, and events where they are recorded), which takes it a tenth of a second or two.
 * So that is spent where a memory is opened, not in the first insertion into a collection.
 */
final class Rehearsal {

    private static final long SLICE_BYTES = 64;
    private static final long CHUNK_BYTES = 2L << 20;

    private Rehearsal() {}

    /**
     * Maps, slices, gives back and unmaps; or tries to. Nothing is left of it. Never fails: what a class is initialised by
     * would not be tried again.
     *
     * @param memory a new one, which is closed by that
     */
    static void run(final GuardedMemory memory) {
        try (memory) {
            final Block slice = memory.allocate(SLICE_BYTES);
            access(slice.address());
            memory.release(slice);
            memory.release(memory.allocate(CHUNK_BYTES));
        } catch (final RuntimeException | VirtualMachineError e) {
            // Nothing depends on it: whoever needs memory next will be told the same.
        }
    }

    /** Has all kinds of access linked: in the midst of an operation, with a full heap, that would fail. */
    private static void access(final long address) {
        RawMemory.putLong(address, RawMemory.getLong(address));
        RawMemory.putLongRelease(address, RawMemory.getLongAcquire(address));
        RawMemory.putInt(address, RawMemory.getInt(address));
        RawMemory.putIntRelease(address, RawMemory.getIntAcquire(address));
    }
}
