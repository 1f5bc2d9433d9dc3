package org.hedgerow.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How far a block is backed by memory, and how far it should be.
 *
 * <p>The owner of the block sets the goal; the {@link Helper} works towards it, a piece at a time. Each life of a
 * chunk as a block has a populating of its own, so that a piece which was begun late in one life is not counted in the
 * next. (Such a piece may still make pages of the next life resident early, and changes nothing that they hold. It is over
 * before the chunk is unmapped, in whatever life: see {@link Chunk#isBeingPopulated}.)
 */
final class Populating {

    private final Chunk chunk;

    /** Written by the owner. */
    private volatile long goal;
    /** Written by the helper, and by the owner where that gives memory back. */
    private final AtomicLong populatedBytes = new AtomicLong();

    /** So many from the start of the block are not needed any more. Written by the owner. */
    private volatile long skippedBytes;

    private volatile boolean ended;

    /** Begins to populate a chunk as the block that it is; what its owner needs no more already, is not. */
    Populating(final Chunk chunk) {
        this.chunk = chunk;
        this.skippedBytes = chunk.neededFrom();
    }

    /** How many bytes from the start of the block are backed, or not needed. */
    long populatedBytes() {
        return Math.max(populatedBytes.get(), skippedBytes);
    }

    /**
     * Raises the goal.
     *
     * @param newGoal how many bytes from the start of the block are to be backed
     * @return true if that is more than before, in whole pieces: the helper should be told
     */
    boolean raise(final long newGoal) {
        final long pieceBytes = chunk.pieceBytes();
        final long pieces = (newGoal + pieceBytes - 1) / pieceBytes;
        final long next = Math.min(pieces * pieceBytes, chunk.payloadBytes());
        if (next <= goal) {
            return false;
        }
        goal = next;
        return true;
    }

    /**
     * Says that what lies behind an offset was given back: nothing is backed there. A piece that the helper is within, if it
     * begins at that offset, counts all the same, and may be.
     */
    void lower(final long upTo) {
        goal = Math.min(goal, upTo);
        final long populated = populatedBytes.get();
        if (populated > upTo && populated != Long.MAX_VALUE) {
            populatedBytes.set(upTo);
        }
    }

    /** Says that nothing before an offset is needed any more, in whole pieces. */
    void skip(final long upTo) {
        final long pieceBytes = chunk.pieceBytes();
        skippedBytes = upTo / pieceBytes * pieceBytes;
    }

    /** The block is released, or the helper ends: nothing more is to be populated. */
    void end() {
        ended = true;
    }

    /** Nothing more will be populated: the owner is not to wait for it. */
    void giveUp() {
        populatedBytes.set(Long.MAX_VALUE);
    }

    /**
     * Populates the next piece.
     *
     * @return true if there is more to do
     */
    boolean doPiece() {
        chunk.setBeingPopulated(true); // before anybody can say that it has ended
        try {
            return !ended && populatePiece();
        } finally {
            chunk.setBeingPopulated(false);
        }
    }

    private boolean populatePiece() {
        final long before = populatedBytes.get();
        final long done = Math.max(before, skippedBytes);
        final long piece = Math.min(chunk.pieceBytes(), goal - done);
        if (piece <= 0) {
            return false;
        }
        if (isPopulated(done, piece)) {
            populatedBytes.compareAndSet(before, done + piece); // unless less is populated meanwhile
            return true;
        }
        giveUp();
        return false;
    }

    /** Populates, unless this is an older kernel, no memory is left, or the heap is full. */
    private boolean isPopulated(final long offset, final long bytes) {
        try {
            return chunk.populate(offset, bytes);
        } catch (final OutOfMemoryError e) {
            return false;
        }
    }
}
