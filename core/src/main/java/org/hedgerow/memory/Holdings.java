package org.hedgerow.memory;

import java.lang.ref.Cleaner;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of one owner, which is to close it: a collection, a region, an arena. Should the owner become unreachable
 * instead, its blocks are released all the same, and a {@linkplain Leak leak} is reported, once.
 *
 * <p>An owner that never held a block costs nothing, and is not watched. From its first block on, the watch costs about
 * 100 bytes of heap, however many blocks there are; allocating and releasing cost some nanoseconds more than those of
 * the {@link GuardedMemory}, and accessing memory costs nothing.
 *
 * <p>The virtual machine may find an owner unreachable as soon as none of its fields is needed any more, even while one
 * of its methods runs. An owner whose last act in a method is to access a block by address ends the method with
 * {@link java.lang.ref.Reference#reachabilityFence}, which costs nothing.
 *
 * <p>One thread at a time uses it, beside the one that cleans up.
 */
public final class Holdings {

    /** Releases what unreachable owners held. Not made by an initializer: where one fails for want of a thread, it has for good. */
    private static @Nullable Cleaner cleaner;

    private final GuardedMemory memory;
    private final String owner;
    /** Where the owner was created, if that is tracked. */
    private final @Nullable Throwable creation = Leak.trackCreation();

    /** The blocks are linked by {@link Block#nextHeld}. */
    private @Nullable Block first;

    private Cleaner.@Nullable Cleanable watch;

    /**
     * Creates holdings without blocks.
     *
     * @param memory where the blocks will be
     * @param owner what it is that holds them, for messages
     */
    public Holdings(final GuardedMemory memory, final String owner) {
        this.memory = Objects.requireNonNull(memory, "memory");
        this.owner = Objects.requireNonNull(owner, "owner");
    }

    /**
     * Where the blocks are.
     *
     * @return the memory
     */
    public GuardedMemory memory() {
        return memory;
    }

    /**
     * What it is that holds the blocks.
     *
     * @return as given to the constructor
     */
    public String owner() {
        return owner;
    }

    /**
     * What an owner throws that is used after it was closed.
     *
     * @return an exception that says so, and names the owner
     */
    public IllegalStateException closedException() {
        return new IllegalStateException(
                "this " + owner + " is closed: it is closed once, by its one owner, and not used after that");
    }

    /**
     * Allocates a block: see {@link GuardedMemory#allocate(long, String)}.
     *
     * @param bytes how many, from 1 to {@link GuardedMemory#MAX_BLOCK_BYTES}
     * @param referent the object that needs the blocks; the same at each call, and not reachable from the blocks
     * @return the block; it reads as zero
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public synchronized Block allocate(final long bytes, final Object referent) {
        beginWatch(referent);
        return link(memory.allocate(bytes, owner));
    }

    /**
     * Allocates a block that need not read as zero: see {@link GuardedMemory#allocateUnzeroed}.
     *
     * @param bytes how many, from 1 to {@link GuardedMemory#MAX_BLOCK_BYTES}
     * @param referent the object that needs the blocks; the same at each call, and not reachable from the blocks
     * @return the block
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public synchronized Block allocateUnzeroed(final long bytes, final Object referent) {
        beginWatch(referent);
        return link(memory.allocateUnzeroed(bytes, owner));
    }

    /**
     * Allocates a block that is to grow: see {@link GuardedMemory#allocateGrowing}.
     *
     * @param bytes how many, from 1 to {@link GuardedMemory#MAX_BLOCK_BYTES}
     * @param referent the object that needs the blocks; the same at each call, and not reachable from the blocks
     * @return the block
     * @throws IllegalArgumentException if {@code bytes} is out of its bounds
     * @throws IllegalStateException if the memory is closed
     * @throws MapLimitException if a mapping is needed, and there is none to spare
     * @throws MemoryLimitException if the limit of bytes would be passed
     * @throws OsException if the system refuses for another reason
     */
    public synchronized Block allocateGrowing(final long bytes, final Object referent) {
        beginWatch(referent);
        return link(memory.allocateGrowing(bytes, owner));
    }

    private static Cleaner cleaner() {
        synchronized (Holdings.class) {
            if (cleaner == null) {
                cleaner = Cleaner.create();
            }
            return cleaner;
        }
    }

    /** Done first, as it may fail on the heap: what comes after the block is allocated does not fail. */
    private void beginWatch(final Object referent) {
        Objects.requireNonNull(referent, "referent");
        if (watch == null) {
            watch = cleaner().register(referent, this::releaseUnreachable);
        }
    }

    /**
     * Releases a block: see {@link GuardedMemory#release}.
     *
     * @param block one that was allocated here
     * @throws IllegalArgumentException if the block is not held here, since it is another owner's or was released before
     * @throws IllegalStateException if a thread is within its segment
     */
    public synchronized void release(final Block block) {
        if (block.holder != this) {
            throw new IllegalArgumentException("the " + block + " is not held here");
        }
        if (block.isLive()) { // else a full heap kept it here, after it was released
            memory.release(block);
        }
        unlink(block);
    }

    /**
     * Releases all blocks, and ends the watch. The owner is not used after that; closing again has no effect.
     *
     * @throws IllegalStateException if a thread is within the segment of a block; such blocks are held then, and the
     *     others released
     */
    public synchronized void close() {
        IllegalStateException held = null;
        Block next = first;
        while (next != null) {
            final Block block = next;
            next = block.nextHeld;
            try {
                release(block);
            } catch (final IllegalStateException e) {
                held = e;
            }
        }
        if (held != null) {
            throw held;
        }
        if (watch != null) {
            watch.clean();
        }
    }

    /** Runs when the owner is unreachable, or has closed, and then nothing is left to do. */
    private void releaseUnreachable() {
        final Leak leak = releaseAll();
        if (leak != null) {
            leak.report();
        }
    }

    private synchronized @Nullable Leak releaseAll() {
        if (first == null) {
            return null;
        }
        int blocks = 0;
        long bytes = 0;
        for (Block block = first; block != null; block = block.nextHeld) {
            blocks++;
            bytes += block.bytes();
        }
        while (first != null) {
            releaseOrLeave(first);
        }
        return new Leak(owner, blocks, bytes, creation);
    }

    private void releaseOrLeave(final Block block) {
        try {
            memory.release(block);
        } catch (final IllegalStateException | OutOfMemoryError e) {
            // A thread is within its segment, or the heap has no room for ending that: it stays allocated.
        }
        unlink(block);
    }

    private Block link(final Block block) {
        final Block next = first;
        block.holder = this;
        block.nextHeld = next;
        if (next != null) {
            next.previousHeld = block;
        }
        first = block;
        return block;
    }

    private void unlink(final Block block) {
        final Block next = block.nextHeld;
        final Block previous = block.previousHeld;
        if (previous == null) {
            first = next;
        } else {
            previous.nextHeld = next;
        }
        if (next != null) {
            next.previousHeld = previous;
        }
        block.holder = null;
        block.nextHeld = null;
        block.previousHeld = null;
    }
}
