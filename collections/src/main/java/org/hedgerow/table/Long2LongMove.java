package org.hedgerow.table;

import static org.hedgerow.table.Long2LongSlots.SLOT_BYTES;
import static org.hedgerow.table.Long2LongTable.LINE_BYTES;

import org.hedgerow.memory.Block;
import org.jspecify.annotations.Nullable;

/**
 * A move of all entries from one table to another, larger or smaller, a few slots at a time.
 *
 * <p>Both tables have their homes in order of hash, so a move reads the source from its start, and appends each entry to the
 * target. The <em>frontier</em> is the hash up to which it has come: entries below it are in the target, the others in the
 * source. Between steps keys are inserted into and removed from either, each on its side of the frontier:
 *
 * <pre>
 *             frontier in the source
 *                     |
 *   source  [  moved  |       still here        ]
 *   target  [        here, in order       |              untouched              ]
 *                                         |
 *                              frontier in the target
 * </pre>
 *
 * <p>The target's memory may have been another's, and hold what that held. It is emptied first, piece by piece; until then the
 * frontier is 0, and nobody looks into the target.
 *
 * <p>Moved entries stay in the source as they were, for they may still keep later ones from their homes. No later one has
 * its home before the home of the frontier, so the memory before that is given back as the move goes on.
 */
final class Long2LongMove {

    /** A step, with what crowds push before it, touches nothing farther than that behind the frontier. */
    private static final long STEP_REACH_BYTES = 64 << 10;

    /**
     * Steps are taken together, of so many slots in all: each has the processor wait for memory that it would otherwise wait
     * for together with that of the operations before and after it.
     */
    private static final int SLOTS_TOGETHER = 64;

    /** But no more than that part of the source's slots. */
    private static final int TOGETHER_FRACTION = 16;

    /** That part of the target is populated in front of it; more is asked for when half of that is left. */
    private static final long AHEAD_FRACTION = 32;

    private static final long MIN_AHEAD_BYTES = 4 << 20;
    private static final long MAX_AHEAD_BYTES = 16 << 20;

    /** So many steps become due at once where an insertion met a crowd, which cost it about as much or more. */
    private static final int HURRY = 8;

    /** And no more than that, where the move is {@linkplain #hasten hastened}. */
    private static final int MAX_HURRY = 1 << 30;

    /** That part of the source's slots may be filled while the move waits. */
    private static final int WAIT_FRACTION = 16;

    private final Long2LongTable source;
    private final Long2LongTable target;
    private final int slotsPerStep;
    private final int stepsTogether;
    private final long aheadBytes;
    private final long emptiedBytes;
    private final @Nullable TableMoveEvent event;

    /** The first slot of the source that was not moved yet. */
    private long position;

    private long frontier;

    private int stepsDue;

    /** How many steps become due where an insertion met a crowd. */
    private int hurry = HURRY;

    private long stepsWaited;

    /** How much of the target, from its base, was populated when it was last asked. */
    private long populated;

    /**
     * Begins a move.
     *
     * @param event of {@link #newEvent}
     * @param source the table to empty
     * @param target a table for nothing else, which need not be empty yet
     * @param slotsPerStep how many slots of the source each step reads
     */
    Long2LongMove(
            final @Nullable TableMoveEvent event,
            final Long2LongTable source,
            final Long2LongTable target,
            final int slotsPerStep) {
        this.event = event;
        this.source = source;
        this.target = target;
        this.slotsPerStep = slotsPerStep;
        final long together = Math.min(SLOTS_TOGETHER, source.slots() / TOGETHER_FRACTION);
        this.stepsTogether = (int) Math.max(1, together / slotsPerStep);
        this.aheadBytes = Math.clamp(target.bytes() / AHEAD_FRACTION, MIN_AHEAD_BYTES, MAX_AHEAD_BYTES);
        this.emptiedBytes =
                Math.max(LINE_BYTES, target.bytes() / Math.max(1, source.slots() / HashTable.EMPTYING_FRACTION));
        this.position = source.base();
        begin(event, source, target);
    }

    /** The event of any move, also of one that is made at once: made before the new table, as the heap may be full. */
    static @Nullable TableMoveEvent newEvent(final Long2LongTable source, final long newSlots) {
        return TableEvents.move(newSlots < source.slots());
    }

    static void begin(final @Nullable TableMoveEvent event, final Long2LongTable source, final Long2LongTable target) {
        TableEvents.begin(event, source.slots(), target.slots(), source.bytes(), target.bytes());
    }

    Long2LongTable source() {
        return source;
    }

    Long2LongTable target() {
        return target;
    }

    /** The smallest hash that is to be found in the source. */
    long frontier() {
        return frontier;
    }

    /** The first slot of the source that was not moved yet. */
    long position() {
        return position;
    }

    /** Whether all is moved. */
    boolean isComplete() {
        return Long2LongSlots.isEmpty(position) && source.isEnd(position);
    }

    /**
     * Has more steps become due where insertions meet a crowd, such that the move is complete in time.
     *
     * @param insertionsLeft how many more of these there may be
     */
    void hasten(final long insertionsLeft) {
        final long toEmpty = source.slots() / HashTable.EMPTYING_FRACTION;
        final long steps = slotsLeft() / slotsPerStep + (target.emptyPiece(0) ? 0 : toEmpty);
        hurry = Math.clamp(steps / Math.max(1, insertionsLeft) + 1, hurry, MAX_HURRY);
    }

    /** The slots of the source that are not moved, at most. */
    private long slotsLeft() {
        return source.slotsBehind(position) + 1;
    }

    /**
     * Moves the next slots, every few steps; or waits for the memory in front of it to be populated, where there is time to
     * wait. Where the target has no room for another entry, no slot is moved: see {@link #isComplete()}.
     *
     * @param stepsLeft how many more steps there will be at the least before the move must be complete
     * @param crowded whether an insertion met a crowd: then more slots are moved, since the target disperses it
     * @return whether the {@linkplain #frontier() frontier} may have changed
     */
    boolean step(final long stepsLeft, final boolean crowded) {
        stepsDue += crowded ? hurry : 1;
        return stepsDue >= stepsTogether && takeSteps(stepsLeft);
    }

    /** Seldom enough called to be left out where insertions are inlined. */
    private boolean takeSteps(final long stepsLeft) {
        final boolean advances = isTargetReady() || !hasTime(stepsLeft);
        if (advances) {
            advance((long) stepsDue * slotsPerStep);
            giveBack();
        }
        stepsDue = 0;
        return advances;
    }

    private boolean isTargetReady() {
        return target.emptyPiece(stepsDue * emptiedBytes) && isPopulatedAhead();
    }

    /** Whether the step would touch memory only that is there already; has more of it populated. */
    private boolean isPopulatedAhead() {
        final long touched = target.homeOfHash(frontier) - target.base() + STEP_REACH_BYTES;
        if (touched + aheadBytes / 2 > populated) {
            populated = target.prefaultedBytes(touched, aheadBytes);
        }
        return touched <= populated;
    }

    /** Whether a step may be left out: the source fills on while it waits, and the move has to be complete in time. */
    private boolean hasTime(final long stepsLeft) {
        stepsWaited += stepsDue;
        return stepsWaited < source.slots() / WAIT_FRACTION && slotsLeft() < stepsLeft * slotsPerStep;
    }

    private void giveBack() {
        final Block block = source.block();
        if (block != null) {
            block.giveBackPrefix(source.homeOfHash(frontier) - source.base());
        }
    }

    /** Moves all that is left, at once, as far as the target has room. */
    void finish() {
        advance(Long.MAX_VALUE);
    }

    /** Tells Java Flight Recorder of a move that is complete. */
    void report(final String collection, final long size) {
        TableEvents.report(event, collection, size);
    }

    private void advance(final long slots) {
        target.emptyPiece(Long.MAX_VALUE);
        final long end = position + Math.min(slots, source.slotsBehind(position)) * SLOT_BYTES;
        position = target.append(source, position, end, frontier);
        frontier = source.smallestHashFrom(position);
    }
}
