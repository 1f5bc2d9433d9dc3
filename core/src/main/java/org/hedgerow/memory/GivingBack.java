package org.hedgerow.memory;

/**
 * How much memory at the start of a block its owner needs no more, and how much of that was given back.
 *
 * <p>The owner sets the goal; the {@link Helper} works towards it, a piece at a time, where there is one, and otherwise the
 * owner itself. Nothing is given back once the block is released.
 */
final class GivingBack implements Helper.Task {

    private final GuardedMemory memory;
    private final Chunk chunk;
    private final long pieceBytes;

    /** In whole pieces. Written by the owner. */
    private volatile long goal;

    /** Whether the last piece left some for the next. */
    private boolean more;

    /** Guarded by the lock of the memory. */
    private boolean ended;

    GivingBack(final GuardedMemory memory, final Chunk chunk) {
        this.memory = memory;
        this.chunk = chunk;
        this.pieceBytes = chunk.pieceBytes();
    }

    Chunk chunk() {
        return chunk;
    }

    /** How many bytes from the start of the block are to be given back. */
    long goal() {
        return goal;
    }

    /**
     * Raises the goal.
     *
     * @param newGoal how many bytes from the start of the block are needed no more
     * @return true if that is more than before, in whole pieces
     */
    boolean raise(final long newGoal) {
        final long next = newGoal / pieceBytes * pieceBytes;
        if (next <= goal) {
            return false;
        }
        goal = next;
        return true;
    }

    /** The block is released: its chunk may soon be another's. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Gives the next piece back. */
    @Override
    public boolean doPiece() {
        more = memory.giveBackPrefix(this);
        return more;
    }

    /** Whether there is more to give back, as far as whoever did the last piece knows. */
    boolean hasMore() {
        return more;
    }
}
