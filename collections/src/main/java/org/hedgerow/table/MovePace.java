package org.hedgerow.table;

/**
 * How fast tables move.
 *
 * @param slotsPerStep how many slots each insertion or removal moves while a table grows, at the least. A move that would not be done in time goes faster.
 * @param atOnceSlots a table of no more slots is moved at once
 */
public record MovePace(int slotsPerStep, int atOnceSlots) {

    /** Short enough for an operation to stay well under a microsecond of its own work. */
    public static final MovePace DEFAULT = new MovePace(16, 256);
}
