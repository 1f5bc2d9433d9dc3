package org.hedgerow.memory;

/**
 * How much memory at the start of a block its owner needs no more, and how much of that was given back.
 *
 * <p>The owner sets the goal, and works towards it a piece at a time. Nothing is given back once the block is released.
 */
final class GivingBack {

    private final GuardedMemory memory;
    private final Chunk chunk;
    private final long pieceBytes;

    /** In whole pieces. */
    private long goal;

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

    /**
     * Gives the next piece back.
     *
     * @return true if there is more to give back
     */
    boolean doPiece() {
        more = memory.giveBackPrefix(this);
        return more;
    }

    /** Whether there was more after the last piece. */
    boolean hasMore() {
        return more;
    }
}
