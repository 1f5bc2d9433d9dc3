package org.hedgerow.memory.access;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * Reads and writes memory by address: every raw access of Hedgerow goes through here.
 *
 * <p>One segment that spans the whole address space stands behind it, in a static final field, so that the compiler
 * reduces an access to the load or store itself. The unaligned layout is used because its alignment test is constant;
 * callers align what must be aligned. What orders memory between threads (acquire, release) does test the alignment, and
 * throws {@link IllegalArgumentException} where it is not that of the value.
 *
 * <p>An address outside of a live block is the caller's error, and crashes the JVM. With
 * {@code -Dhedgerow.checked=true} each access first checks that it lies in a live block, and throws
 * {@link IllegalStateException} naming the block and its owner when it does not. The switch is a static final: when it
 * is off, it costs nothing.
 */
@SuppressWarnings("restricted") // To span the address space is what this class is for.
public final class RawMemory {

    /** Whether each access is checked: the system property {@code hedgerow.checked}. */
    public static final boolean CHECKED = Switch.CHECKED.isOn();

    private static final MemorySegment EVERYTHING = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    /**
     * Of plain accesses, unaligned. Called directly: the segment's own methods would be a call more, and the compiler inlines
     * only some fifteen calls within one another, of which the JDK's checks of an access take eight.
     */
    private static final VarHandle PLAIN_INTS = JAVA_INT_UNALIGNED.varHandle();

    private static final VarHandle PLAIN_LONGS = JAVA_LONG_UNALIGNED.varHandle();

    /** Of ordered accesses, aligned. */
    private static final VarHandle ORDERED_INTS = JAVA_INT.varHandle();

    private static final VarHandle ORDERED_LONGS = JAVA_LONG.varHandle();

    /** As many of the upper bits no address has. */
    private static final int ADDRESS_SHIFT = 3;

    /** All bits set, and greater than any address. */
    private static final long MAX_ADDRESS = -1L >>> ADDRESS_SHIFT;

    static {
        // What the JDK moves bytes with is initialized now: while the heap is full that fails, and then for good.
        final MemorySegment bytes = MemorySegment.ofArray(new byte[2 * Long.BYTES]);
        bytes.fill((byte) 1);
        MemorySegment.copy(bytes, 0, bytes, Long.BYTES, Long.BYTES);
    }

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
     * Eight times an address, of which, and of what is added to it, {@link #addressOfEightfold} makes one.
     *
     * @param address any that a program can have
     * @return what is eight times as large
     */
    public static long eightfold(final long address) {
        return address << ADDRESS_SHIFT;
    }

    /**
     * Makes an address of what is eight times as large: in one instruction, by which the compiler also sees that it is one,
     * where {@link #addressInRange} takes two.
     *
     * @param eightfold eight times an address
     * @return the address
     */
    public static long addressOfEightfold(final long eightfold) {
        return eightfold >>> ADDRESS_SHIFT;
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
        return (long) PLAIN_LONGS.get(EVERYTHING, address);
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
        PLAIN_LONGS.set(EVERYTHING, address, value);
    }

    /**
     * Reads a long with acquire semantics: what comes after it in the program is not done before it.
     *
     * @param address where, a multiple of 8
     * @return what stands there
     */
    public static long getLongAcquire(final long address) {
        if (CHECKED) {
            LiveBlocks.check(address, Long.BYTES);
        }
        return (long) ORDERED_LONGS.getAcquire(EVERYTHING, address);
    }

    /**
     * Writes a long with release semantics: what comes before it in the program is not done after it.
     *
     * @param address where, a multiple of 8
     * @param value what
     */
    public static void putLongRelease(final long address, final long value) {
        if (CHECKED) {
            LiveBlocks.check(address, Long.BYTES);
        }
        ORDERED_LONGS.setRelease(EVERYTHING, address, value);
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
        return (int) PLAIN_INTS.get(EVERYTHING, address);
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
        PLAIN_INTS.set(EVERYTHING, address, value);
    }

    /**
     * Reads an int with acquire semantics: what comes after it in the program is not done before it.
     *
     * @param address where, a multiple of 4
     * @return what stands there
     */
    public static int getIntAcquire(final long address) {
        if (CHECKED) {
            LiveBlocks.check(address, Integer.BYTES);
        }
        return (int) ORDERED_INTS.getAcquire(EVERYTHING, address);
    }

    /**
     * Writes an int with release semantics: what comes before it in the program is not done after it.
     *
     * @param address where, a multiple of 4
     * @param value what
     */
    public static void putIntRelease(final long address, final int value) {
        if (CHECKED) {
            LiveBlocks.check(address, Integer.BYTES);
        }
        ORDERED_INTS.setRelease(EVERYTHING, address, value);
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
     * Copies longs out of an array. The cost grows with {@code length}.
     *
     * @param from the array
     * @param offset of the first one to read
     * @param to the address of the first one to write
     * @param length how many
     */
    public static void copy(final long[] from, final int offset, final long to, final int length) {
        if (CHECKED) {
            LiveBlocks.check(to, (long) length * Long.BYTES);
        }
        MemorySegment.copy(from, offset, EVERYTHING, JAVA_LONG_UNALIGNED, to, length);
    }

    /**
     * Copies longs into an array. The cost grows with {@code length}.
     *
     * @param from the address of the first one to read
     * @param to the array
     * @param offset of the first one to write
     * @param length how many
     */
    public static void copy(final long from, final long[] to, final int offset, final int length) {
        if (CHECKED) {
            LiveBlocks.check(from, (long) length * Long.BYTES);
        }
        MemorySegment.copy(EVERYTHING, JAVA_LONG_UNALIGNED, from, to, offset, length);
    }

    /**
     * Copies ints out of an array. The cost grows with {@code length}.
     *
     * @param from the array
     * @param offset of the first one to read
     * @param to the address of the first one to write
     * @param length how many
     */
    public static void copy(final int[] from, final int offset, final long to, final int length) {
        if (CHECKED) {
            LiveBlocks.check(to, (long) length * Integer.BYTES);
        }
        MemorySegment.copy(from, offset, EVERYTHING, JAVA_INT_UNALIGNED, to, length);
    }

    /**
     * Copies ints into an array. The cost grows with {@code length}.
     *
     * @param from the address of the first one to read
     * @param to the array
     * @param offset of the first one to write
     * @param length how many
     */
    public static void copy(final long from, final int[] to, final int offset, final int length) {
        if (CHECKED) {
            LiveBlocks.check(from, (long) length * Integer.BYTES);
        }
        MemorySegment.copy(EVERYTHING, JAVA_INT_UNALIGNED, from, to, offset, length);
    }

    /**
     * Writes zeros. The cost grows with {@code bytes}: callers bound it.
     *
     * @param address first byte
     * @param bytes how many
     */
    public static void zero(final long address, final long bytes) {
        fill(address, bytes, (byte) 0);
    }

    /**
     * Writes the same byte again and again. The cost grows with {@code bytes}: callers bound it.
     *
     * @param address first byte
     * @param bytes how many
     * @param value what
     */
    public static void fill(final long address, final long bytes, final byte value) {
        if (CHECKED) {
            LiveBlocks.check(address, bytes);
        }
        EVERYTHING.asSlice(address, bytes).fill(value);
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
