package org.hedgerow.demo;

/**
 * How much work the service has. What happens at the map limit has one size, which the system sets.
 *
 * @param sessions sessions at the peak
 * @param steadyOperations operations of the steady phase
 */
record Scale(long sessions, long steadyOperations) {

    /** For at most 90 s on two cores. */
    static final Scale FULL = new Scale(5_000_000, 5_000_000);

    /** For at most 20 s on two cores. */
    static final Scale SHORT = new Scale(1_000_000, 1_000_000);
}
