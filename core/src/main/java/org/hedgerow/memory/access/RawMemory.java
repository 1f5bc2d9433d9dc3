package org.hedgerow.memory.access;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Reads and writes memory by address: every raw access of Hedgerow goes through here.
 *
 * <p>One segment that spans the whole address space stands behind it, in a static final field, so that the compiler
 * reduces an access to the load or store itself. The unaligned layout is used because its alignment test is constant;
 * callers align what must be aligned.
 *
 * <p>An address outside of a live block is the caller's error, and crashes the JVM. With
 * {@code -Dhedgerow.checked=true} each access first checks that it lies in a live block, and throws
 * {@link IllegalStateException} naming the block and its owner when it does not. The switch is a static final: when it
 * is off, it costs nothing.
 */
@SuppressWarnings("restricted") // To span the address space is what this class is for.
public final class RawMemory {

    /** Whether each access is checked: the system property {@code hedgerow.checked}. */
    public static final boolean CHECKED = Boolean.getBoolean("hedgerow.checked");

    private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /** All bits set, and greater than any address. */
    private static final long MAX_ADDRESS = Long.MAX_VALUE >>> 2;

    private RawMemory() {}

    /**
     * Answers an address as it is, in a form by which the compiler sees that it is one: accesses to it and to what lies at
     * small distances behind it are then not checked for being within the address space.
     *
     * @param address any that a program can have
     * @return the same
     */
    public static long addressInRange(final long address) {
        return address & MAX_ADDRESS;
    }

    /**
     * Reads a long, in native byte order.
     *
     * @param address where
     * @return what stands there
     */
    public static long getLong(final long address) {
        if (CHECKED) {
            LiveBlocks.check(address, Long.BYTES);
        }
        return EVERYTHING.get(JAVA_LONG_UNALIGNED, address);
    }

    /**
     * Writes a long, in native byte order.
     *
     * @param address where
     * @param value what
     */
    public static void putLong(final long address, final long value) {
        if (CHECKED) {
            LiveBlocks.check(address, Long.BYTES);
        }
        EVERYTHING.set(JAVA_LONG_UNALIGNED, address, value);
    }

    /**
     * Reads an int, in native byte order.
     *
     * @param address where
     * @return what stands there
     */
    public static int getInt(final long address) {
        if (CHECKED) {
            LiveBlocks.check(address, Integer.BYTES);
        }
        return EVERYTHING.get(JAVA_INT_UNALIGNED, address);
    }

    /**
     * Writes an int, in native byte order.
     *
     * @param address where
     * @param value what
     */
    public static void putInt(final long address, final int value) {
        if (CHECKED) {
            LiveBlocks.check(address, Integer.BYTES);
        }
        EVERYTHING.set(JAVA_INT_UNALIGNED, address, value);
    }

    /**
     * Copies bytes; the ranges may overlap. The cost grows with {@code bytes}: callers bound it.
     *
     * @param from first byte to read
     * @param to first byte to write
     * @param bytes how many
     */
    public static void copy(final long from, final long to, final long bytes) {
        if (CHECKED) {
            LiveBlocks.check(from, bytes);
            LiveBlocks.check(to, bytes);
        }
        MemorySegment.copy(EVERYTHING, from, EVERYTHING, to, bytes);
    }

    /**
     * Writes zeros. The cost grows with {@code bytes}: callers bound it.
     *
     * @param address first byte
     * @param bytes how many
     */
    public static void zero(final long address, final long bytes) {
        if (CHECKED) {
            LiveBlocks.check(address, bytes);
        }
        EVERYTHING.asSlice(address, bytes).fill((byte) 0);
    }

    /**
     * Makes a segment of a block, for access that is checked by its scope.
     *
     * @param address first byte
     * @param bytes how many
     * @param arena the scope; closing it leaves the memory alone
     * @return the segment
     */
    public static MemorySegment segment(final long address, final long bytes, final Arena arena) {
        return MemorySegment.ofAddress(address).reinterpret(bytes, arena, null);
    }
}
