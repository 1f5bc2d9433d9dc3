package org.hedgerow.memory;

import org.hedgerow.memory.os.Os;

/**
 * How far a block is backed by memory, and how far it should be.
 *
 * <p>The owner of the block sets the goal; the {@link Helper} works towards it, a piece at a time. Each life of a
 * chunk as a block has a populating of its own, so that a piece which was begun late in one life is not counted in the
 * next. (Such a piece may still make pages of the next life resident early, and changes nothing that they hold. It is over
 * before the chunk is unmapped: see {@link Chunk#isBeingPopulated}.)
 */
final class Populating {

    private final Os os;
    private final long address;
    private final long bytes;
    private final long pieceBytes;

    /** Written by the owner. */
    private volatile long goal;
    /** Written by the helper. */
    private volatile long populatedBytes;

    private volatile boolean ended;
    /** Whether a piece may be under way: set before {@link #ended} is read. */
    private volatile boolean working;

    Populating(final Os os, final Chunk chunk) {
        this.os = os;
        this.address = chunk.address();
        this.bytes = chunk.payloadBytes();
        this.pieceBytes = chunk.pieceBytes();
    }

    /** How many bytes from the start of the block are backed. */
    long populatedBytes() {
        return populatedBytes;
    }

    /**
     * Raises the goal.
     *
     * @param newGoal how many bytes from the start of the block are to be backed
     * @return true if that is more than before, in whole pieces: the helper should be told
     */
    boolean raise(final long newGoal) {
        final long pieces = (newGoal + pieceBytes - 1) / pieceBytes;
        final long next = Math.min(pieces * pieceBytes, bytes);
        if (next <= goal) {
            return false;
        }
        goal = next;
        return true;
    }

    /** The block is released, or the helper ends: nothing more is to be populated. */
    void end() {
        ended = true;
    }

    /** Nothing more will be populated: the owner is not to wait for it. */
    void giveUp() {
        populatedBytes = Long.MAX_VALUE;
    }

    /** Whether a piece may be under way. None begins any more after {@link #end}. */
    boolean isWorking() {
        return working;
    }

    /**
     * Populates the next piece.
     *
     * @return true if there is more to do
     */
    boolean doPiece() {
        working = true;
        try {
            return !ended && populatePiece();
        } finally {
            working = false;
        }
    }

    private boolean populatePiece() {
        final long done = populatedBytes;
        final long piece = Math.min(pieceBytes, goal - done);
        if (piece <= 0) {
            return false;
        }
        if (os.madvise(address + done, piece, Os.MADV_POPULATE_WRITE) == 0) {
            populatedBytes = done + piece;
            return true;
        }
        // An older kernel, or no memory left.
        giveUp();
        return false;
    }
}
