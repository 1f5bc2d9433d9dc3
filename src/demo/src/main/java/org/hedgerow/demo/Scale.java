package org.hedgerow.demo;

/**
 * How much work the service has. What happens at the map limit has one size, which the system sets.
 *
 * @param sessions sessions at the peak
 * @param steadyOperations operations of the steady phase
 */
record Scale(long sessions, long steadyOperations) {

    /** What the demo does if it is not asked for less. */
    static final Scale FULL = new Scale(5_000_000, 5_000_000);

    /** A fifth of that. */
    static final Scale SHORT = new Scale(1_000_000, 1_000_000);
}
