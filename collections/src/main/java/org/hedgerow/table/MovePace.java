package org.hedgerow.table;

/**
 * How fast tables move.
 *
 * @param slotsPerStep how many slots each insertion or removal moves: a move that would not be done in time goes faster, and
 *     one to a larger table slower, where there is room for what is inserted meanwhile. Some such steps are taken together
 * @param atOnceSlots a table of no more slots is moved at once
 */
public record MovePace(int slotsPerStep, int atOnceSlots) {

    /** A step is a few cache lines of either table; in 1/16 as many insertions as it has slots, a table is moved. */
    public static final MovePace DEFAULT = new MovePace(16, 256);
}
