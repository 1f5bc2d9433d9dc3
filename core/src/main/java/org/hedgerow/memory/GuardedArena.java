package org.hedgerow.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import org.hedgerow.memory.access.RawMemory;

/**
 * An arena whose memory comes from guarded memory, and goes back to it by {@link #close}: for users of
 * {@link MemorySegment}s, in the place of {@link Arena#ofConfined()} and {@link Arena#ofShared()}.
 *
 * {@snippet :
 * try (Arena arena = GuardedArena.ofConfined()) {
 *     MemorySegment prices = arena.allocate(ValueLayout.JAVA_LONG, 1_000_000);
 *     ...
 * }
 * }
 *
 * <p>The JDK's arenas take memory from malloc, whose {@code free} unmaps parts of what was mapped, and leaks them
 * without a word where the process is at its map limit. Otherwise this arena keeps to their contract: segments are
 * zeroed, aligned as asked for, do not overlap, and live until the arena is closed; the exceptions are of the same
 * types.
 *
 * <p>Small segments lie behind one another in blocks that grow with what the arena holds, so that allocating is an
 * addition, most of the time; others have a block of their own. What lies behind a segment in its block is not
 * guarded, but no access through the segment gets there.
 *
 * <p>Should the arena and all its segments become unreachable before it is closed, the memory is released, and a
 * warning is logged.
 *
 * <p>A confined arena is used and closed by the thread that created it. A shared one, and its segments, by any thread;
 * to close it costs a handshake with all threads of the JVM (some microseconds). After any exception an arena is as it
 * was.
 */
public final class GuardedArena implements Arena {

    private static final String OWNER = "GuardedArena";

    /** The size of the first block that segments share. */
    private static final long FIRST_BLOCK_BYTES = 1 << 10;

    /** Blocks begin at multiples of that. */
    private static final long BLOCK_ALIGNMENT = Long.BYTES;

    /** Has the scope and the thread of this arena, and no memory. */
    private final Arena scoped;

    private final Holdings holdings;
    private final long maxBlockBytes;

    private final Object lock = new Object();
    private long heldBytes;
    /** The free part of the block that segments share at present. */
    private long free;

    private long freeEnd;

    private GuardedArena(final Arena scoped, final GuardedMemory memory) {
        this.scoped = scoped;
        this.holdings = new Holdings(memory, OWNER);
        this.maxBlockBytes = memory.options().largeBlockBytes();
    }

    /**
     * Creates an arena for the current thread, in the shared memory.
     *
     * @return an arena; it takes memory with its first segment
     * @throws UnsupportedOperationException if this is no 64-bit Linux
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     * @throws IllegalArgumentException if a system property has a value that it cannot have; the message names both
     */
    public static GuardedArena ofConfined() {
        return ofConfined(GuardedMemory.shared());
    }

    /**
     * Creates an arena for the current thread.
     *
     * @param memory where its segments will be
     * @return an arena; it takes memory with its first segment
     */
    public static GuardedArena ofConfined(final GuardedMemory memory) {
        return new GuardedArena(Arena.ofConfined(), memory);
    }

    /**
     * Creates an arena for all threads, in the shared memory.
     *
     * @return an arena; it takes memory with its first segment
     * @throws UnsupportedOperationException if this is no 64-bit Linux
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     * @throws IllegalArgumentException if a system property has a value that it cannot have; the message names both
     */
    public static GuardedArena ofShared() {
        return ofShared(GuardedMemory.shared());
    }

    /**
     * Creates an arena for all threads.
     *
     * @param memory where its segments will be
     * @return an arena; it takes memory with its first segment
     */
    public static GuardedArena ofShared(final GuardedMemory memory) {
        return new GuardedArena(Arena.ofShared(), memory);
    }

    /**
     * Allocates a segment. Costs an addition, or one {@link GuardedMemory#allocate}.
     *
     * @param byteSize its size; at least 0
     * @param byteAlignment its address is a multiple of that; a power of two
     * @return the segment, which reads as zero, and lives as long as the arena
     * @throws IllegalArgumentException if {@code byteSize < 0}, or {@code byteAlignment} is no power of two
     * @throws IllegalStateException if the arena, or its memory, is closed
     * @throws WrongThreadException if the arena is confined to another thread
     * @throws OutOfMemoryError if no memory could ever be so large: with what aligning takes, the segment would be larger
     *     than {@link GuardedMemory#MAX_BLOCK_BYTES}
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    @Override
    public MemorySegment allocate(final long byteSize, final long byteAlignment) {
        if (byteSize < 0) {
            throw new IllegalArgumentException("a segment of " + byteSize + " bytes: must be at least 0");
        }
        if (byteAlignment <= 0 || Long.bitCount(byteAlignment) != 1) {
            throw new IllegalArgumentException("an alignment of " + byteAlignment + ": must be a power of two");
        }
        synchronized (lock) {
            checkAccess();
            // As with the JDK's arenas, even empty segments have addresses of their own.
            final long address = take(Math.max(1, byteSize), byteAlignment);
            return RawMemory.segment(address, byteSize, scoped);
        }
    }

    /** The scope of all segments of this arena: it ends when the arena is closed. */
    @Override
    public MemorySegment.Scope scope() {
        return scoped.scope();
    }

    /**
     * Ends the life of all segments, and releases their memory. Costs one {@link GuardedMemory#release} for each block:
     * one for each large segment, and for small ones one for each {@link MemoryOptions#largeBlockBytes()} that they hold, a
     * dozen at first.
     *
     * <p>What a cleanup action throws that was given to {@link MemorySegment#reinterpret(long, Arena,
     * java.util.function.Consumer)} is passed on, as by the JDK's arenas, after the memory is released.
     *
     * @throws IllegalStateException if the arena is closed already, or a thread is within one of its segments; the arena
     *     is open then
     * @throws WrongThreadException if the arena is confined to another thread
     */
    @Override
    public void close() {
        synchronized (lock) {
            try {
                scoped.close();
            } finally {
                if (!scope().isAlive()) {
                    holdings.close();
                }
                // Whoever closes an arena is not to be told that it was not closed.
                Reference.reachabilityFence(scoped);
            }
        }
    }

    /** Throws what the JDK's arena throws where it is closed, or this is another thread. */
    private void checkAccess() {
        RawMemory.segment(0, 0, scoped);
    }

    private long take(final long bytes, final long alignment) {
        final long address = alignUp(free, alignment);
        if (bytes <= freeEnd - address) {
            free = address + bytes;
            return address;
        }
        return takeFromNewBlock(bytes, alignment);
    }

    private long takeFromNewBlock(final long bytes, final long alignment) {
        final long slackBytes = Math.max(0, alignment - BLOCK_ALIGNMENT);
        if (bytes > GuardedMemory.MAX_BLOCK_BYTES - slackBytes) {
            throw new OutOfMemoryError("a segment of " + bytes + " bytes, aligned to " + alignment
                    + ", is larger than the largest block, which has " + GuardedMemory.MAX_BLOCK_BYTES);
        }
        final long neededBytes = bytes + slackBytes;
        final long sharedBytes = Math.clamp(heldBytes, FIRST_BLOCK_BYTES, maxBlockBytes);
        if (neededBytes > sharedBytes / 2) {
            return alignUp(hold(neededBytes).address(), alignment);
        }
        final Block block = hold(sharedBytes);
        final long address = alignUp(block.address(), alignment);
        free = address + bytes;
        freeEnd = block.address() + block.bytes();
        return address;
    }

    private Block hold(final long bytes) {
        // What must not become unreachable is the scope: segments keep it, and do not keep this arena.
        final Block block = holdings.allocate(bytes, scoped.scope());
        heldBytes += bytes;
        return block;
    }

    private static long alignUp(final long address, final long alignment) {
        return (address + alignment - 1) & -alignment;
    }

    @Override
    public String toString() {
        return OWNER + " of " + heldBytes + " bytes" + (scope().isAlive() ? "" : ", closed");
    }
}
