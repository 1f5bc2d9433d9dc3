package org.hedgerow.table;

import static org.hedgerow.table.SlotLayout.SLOT_BYTES;

import org.hedgerow.memory.Block;

/**
 * A move of all entries from one table to another, larger or smaller, a few slots at a time.
 *
 * <p>Both tables are in order of hash, so a move reads the source from its start and appends to the target. The
 * <em>frontier</em> is the hash up to which it has come: entries below it are in the target, the others in the source.
 * Between steps keys are inserted into and removed from either, each on its side of the frontier:
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
 * <p>Moved entries stay in the source as they were, for they may still keep later ones from their homes. No later one has
 * its home before the home of the frontier, so the memory before that is given back as the move goes on.
 */
final class Move {

    private final Table source;
    private final Table target;
    private final int slotsPerStep;
    private final TableMoveEvent event;

    /** The first slot of the source that was not moved yet. */
    private long position;

    private long frontier;

    /**
     * Begins a move.
     *
     * @param source the table to empty
     * @param target an empty table
     * @param slotsPerStep how many slots of the source each step reads
     */
    Move(final Table source, final Table target, final int slotsPerStep) {
        this.source = source;
        this.target = target;
        this.slotsPerStep = slotsPerStep;
        this.position = source.base();
        this.event = beginEvent(source, target);
    }

    /** Begins the event of any move, also of one that is made at once. */
    static TableMoveEvent beginEvent(final Table source, final Table target) {
        final TableMoveEvent event = target.slots() < source.slots() ? new ShrinkEvent() : new GrowEvent();
        event.begin(source, target);
        return event;
    }

    Table source() {
        return source;
    }

    Table target() {
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
        // The tail is filled without gaps, and never to its end.
        return !source.isHome(position) && SlotLayout.isEmpty(position);
    }

    /** Moves the next slots. Where the target has no room left, nothing happens: see {@link #isComplete()}. */
    void step() {
        advance(slotsPerStep);
        final Block block = source.block();
        if (block != null) {
            block.giveBackPrefix(source.home(frontier) - source.base());
        }
    }

    /** Moves all that is left, at once, as far as the target has room. */
    void finish() {
        advance(Long.MAX_VALUE);
    }

    /** Tells Java Flight Recorder of a move that is complete. */
    void report(final String collection, final long size) {
        event.report(collection, size);
    }

    private void advance(final long slots) {
        long end = target.base();
        for (long left = slots; left > 0 && !isComplete(); left--) {
            if (!SlotLayout.isEmpty(position)) {
                end = target.append(position, end);
                if (end == Table.ABSENT) {
                    break;
                }
            }
            position += SLOT_BYTES;
        }
        frontier = SlotLayout.isEmpty(position) ? source.smallestHashAt(position) : Table.hashAt(position);
    }
}
