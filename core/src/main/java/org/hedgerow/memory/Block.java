package org.hedgerow.memory;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.hedgerow.memory.access.LiveBlocks;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * What a collection gets from memory: a whole chunk when large, a slice of a shared chunk when small.
 *
 * <p>A new block reads as zero, if it was not {@linkplain GuardedMemory#allocateUnzeroed asked for} otherwise, and begins at
 * a multiple of 8 bytes. It lives until {@link GuardedMemory#release}, and is never moved; one that was allocated {@linkplain
 * GuardedMemory#allocateGrowing to grow} has address space for more than its owner needs at the time. Not thread-safe: a block
 * has one owner at a time.
 *
 * <p>A block that becomes unreachable without having been released stays allocated, as somebody may be using its
 * address. {@link Holdings} release the blocks of owners that become unreachable.
 */
public final class Block {

    /** Where a block comes from. */
    sealed interface Origin permits Chunk, Slab, SharedChunk {}

    /** What a block is allocated for. */
    enum Use {
        /** All of it is to read as zero. */
        ZEROED,
        /** Its owner writes before reading. */
        UNZEROED,
        /** The same, and its owner says how much of it is needed. */
        GROWING
    }

    /** In the checked mode a block that need not be zero holds junk, if it is not larger than that. */
    private static final long JUNK_BYTES = 4L << 20;

    private static final byte JUNK = (byte) 0xA5;

    private final GuardedMemory memory;
    private final long address;
    private final long bytes;
    private final long capacityBytes;
    private final Origin origin;
    private final String owner;

    /**
     * Up to here it reads as zero as long as its owner did not write there; what lies behind was another's, and is not zero
     * yet.
     */
    private long zeroBytes;

    /** Whether all of it is touched before its owner writes there, since all of it is zeroed. */
    private boolean touchedFirst;

    private @Nullable Arena arena;
    private @Nullable MemorySegment segment;
    private @Nullable Populating populating;
    private boolean released;

    /** The neighbours in the list of its owner's {@link Holdings}. */
    @Nullable
    Block nextHeld;

    @Nullable
    Block previousHeld;

    /** Whose list that is. */
    @Nullable
    Holdings holder;

    Block(
            final GuardedMemory memory,
            final long address,
            final long bytes,
            final long capacityBytes,
            final Origin origin,
            final String owner) {
        this.memory = memory;
        this.address = address;
        this.bytes = bytes;
        this.capacityBytes = capacityBytes;
        this.origin = origin;
        this.owner = owner;
        LiveBlocks.add(address, bytes, owner);
    }

    /**
     * Says what is in a new block.
     *
     * @param knownZeroBytes so much of it, from its start, reads as zero; the rest may
     * @param zeroed whether all of it is to
     */
    void beginContents(final long knownZeroBytes, final boolean zeroed) {
        zeroBytes = Math.min(knownZeroBytes, bytes);
        if (zeroed) {
            zeroPiece(bytes);
        } else if (RawMemory.CHECKED && bytes <= JUNK_BYTES && neededBytes() == bytes) {
            RawMemory.fill(address, bytes, JUNK);
            zeroBytes = 0;
        }
        touchedFirst = zeroBytes == 0 && neededBytes() == bytes;
    }

    /**
     * Whether it reads as zero but for what its owner wrote. Always, unless it was allocated {@linkplain
     * GuardedMemory#allocateUnzeroed without that}.
     *
     * @return true if {@link #zeroPiece} has nothing to do
     */
    public boolean isZeroed() {
        return zeroBytes == bytes;
    }

    /**
     * Has a block that was allocated {@linkplain GuardedMemory#allocateUnzeroed unzeroed} read as zero, piece by piece, before
     * its owner writes there. The cost grows with the piece.
     *
     * @param maxBytes the largest piece
     * @return true if all of it reads as zero now
     * @throws IllegalStateException if the block was released
     */
    public boolean zeroPiece(final long maxBytes) {
        checkLive();
        final long piece = Math.min(maxBytes, bytes - zeroBytes);
        if (piece > 0) {
            RawMemory.zero(address + zeroBytes, piece);
            zeroBytes += piece;
        }
        return isZeroed();
    }

    /**
     * Where the block begins. Access by address is not checked: see {@link #segment()} for access that is.
     *
     * @return an address, a multiple of 8
     */
    public long address() {
        return address;
    }

    /**
     * How many bytes were asked for.
     *
     * @return bytes, at least 1
     */
    public long bytes() {
        return bytes;
    }

    /**
     * The block as a segment, which any thread may access, and whose scope ends when the block is released. Releasing a
     * block whose segment was asked for costs a handshake with all threads of the JVM (some microseconds).
     *
     * @return the same segment at each call
     * @throws IllegalStateException if the block was released
     */
    public MemorySegment segment() {
        checkLive();
        if (segment == null) {
            arena = Arena.ofShared();
            segment = RawMemory.segment(address, bytes, arena);
        }
        return segment;
    }

    /**
     * Gives memory at the start of a block back to the system, in one bounded piece. Where there is a helper ({@link
     * MemoryOptions.Prefault#AHEAD}) that is its part: of a block of at most 20 MiB a second or two later, of a larger one at
     * once, if it keeps up. What is given back reads as zero, or with {@link MemoryOptions.Decommit#FREE} as it was, for some
     * time. Only of a block that is a chunk of its own; of others nothing is given back.
     *
     * @param upTo how many bytes from the start of the block its owner needs no more: it does not write there again
     * @return true if a further call with the same argument would give back more
     * @throws IndexOutOfBoundsException if {@code upTo} is negative or greater than {@link #bytes()}
     * @throws IllegalStateException if the block was released
     */
    public boolean giveBackPrefix(final long upTo) {
        checkLive();
        checkOffset(upTo);
        if (populating != null) {
            populating.skip(upTo); // or the helper, where it is behind, would have it backed again
        }
        return origin instanceof Chunk chunk && memory.large().giveBackPrefix(chunk, upTo);
    }

    /**
     * How much of the block, from its start, counts as in use, and may be written.
     *
     * @return bytes; all, unless it was allocated {@linkplain GuardedMemory#allocateGrowing to grow}
     */
    public long neededBytes() {
        return origin instanceof Chunk chunk ? Math.min(chunk.neededUpTo(), bytes) : bytes;
    }

    /**
     * Asks for more of a block that was allocated {@linkplain GuardedMemory#allocateGrowing to grow}. Of others, nothing is to be
     * asked for.
     *
     * @param upTo how many bytes from the start of the block its owner needs
     * @throws IndexOutOfBoundsException if {@code upTo} is negative or greater than {@link #bytes()}
     * @throws IllegalStateException if the block was released
     * @throws MemoryLimitException if the limit of bytes would be passed
     */
    public void need(final long upTo) {
        checkLive();
        checkOffset(upTo);
        if (origin instanceof Chunk chunk && upTo > chunk.neededUpTo()) {
            memory.large().need(chunk, upTo);
        }
    }

    /**
     * Gives memory at the end of a block back to the system at once, in one bounded piece: what is needed again there is to be
     * {@linkplain #need asked for} again, and is zero. Only of a block that is a chunk of its own.
     *
     * @param from what lies behind so many bytes from the start of the block its owner does not need
     * @return true if a piece was given back: a further call may give back more
     * @throws IndexOutOfBoundsException if {@code from} is negative or greater than {@link #bytes()}
     * @throws IllegalStateException if the block was released
     */
    public boolean giveBackSuffix(final long from) {
        checkLive();
        checkOffset(from);
        if (!(origin instanceof Chunk chunk) || !memory.large().giveBackSuffix(chunk, from)) {
            return false;
        }
        if (populating != null) {
            populating.lower(chunk.neededUpTo()); // In whole pages, as it may lie behind the end of the block.
        }
        return true;
    }

    /**
     * Tells how much of the block, from its start, is backed by memory, and asks for more to be, where the options of
     * the memory say {@link MemoryOptions.Prefault#AHEAD}; not for more than is {@linkplain #neededBytes() needed}. Costs no time
     * that grows, and no system call but to wake the helper.
     *
     * @param upTo how many bytes from the start of the block its owner will touch soon
     * @return how many bytes can be touched without a page fault; {@link Long#MAX_VALUE} if there is no use in waiting
     * @throws IndexOutOfBoundsException if {@code upTo} is negative or greater than {@link #bytes()}
     * @throws IllegalStateException if the block was released
     */
    public long prefaultedBytes(final long upTo) {
        checkLive();
        checkOffset(upTo);
        if (!(origin instanceof Chunk chunk) || !memory.large().prefaultsAhead() || touchedFirst) {
            return Long.MAX_VALUE;
        }
        try {
            if (populating == null) {
                populating = new Populating(chunk);
            }
            if (populating.raise(Math.min(upTo, neededBytes()))) {
                memory.large().prefault(populating);
            }
        } catch (final OutOfMemoryError e) {
            // The heap is full: its pages come when they are touched.
            if (populating != null) {
                populating.giveUp();
            }
        }
        return populating == null ? Long.MAX_VALUE : populating.populatedBytes();
    }

    /** What it occupies of its origin. */
    long capacityBytes() {
        return capacityBytes;
    }

    /** Whether its segment was asked for. */
    boolean hasSegment() {
        return segment != null;
    }

    /** Begins a rest, in which its owner keeps the block without using it: the checked mode reports an access then. */
    void rest() {
        LiveBlocks.remove(address);
    }

    /** Ends a rest. */
    void wake() {
        LiveBlocks.add(address, bytes, owner);
    }

    Origin origin() {
        return origin;
    }

    GuardedMemory memory() {
        return memory;
    }

    /**
     * Ends the scope of the segment, if there is one: a handshake with all threads of the JVM, for which nobody should wait
     * who is not concerned.
     *
     * @throws IllegalStateException with nothing changed, while another thread is within the segment
     */
    void endSegment() {
        if (arena != null) {
            arena.close();
            arena = null;
        }
    }

    /** Ends the life of the block, whose segment was ended before; or fails, with nothing changed. */
    void endLife() {
        checkLive();
        if (populating != null) {
            populating.end();
        }
        LiveBlocks.remove(address); // first, as a full heap may refuse it
        released = true;
    }

    /** Whether it was not released yet. */
    boolean isLive() {
        return !released;
    }

    private void checkLive() {
        if (released) {
            throw new IllegalStateException("the " + this + " was released: a block is used and released by its one"
                    + " owner, and not after that");
        }
    }

    private void checkOffset(final long upTo) {
        if (upTo < 0 || upTo > bytes) {
            throw new IndexOutOfBoundsException("offset " + upTo + " lies outside of the " + this);
        }
    }

    @Override
    public String toString() {
        return "block of " + bytes + " bytes at 0x" + Long.toHexString(address) + " of " + owner;
    }
}
