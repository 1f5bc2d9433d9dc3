package org.hedgerow.bench.trial;

/**
 * How long JMH measures in one fork.
 *
 * @param warmups iterations that are not counted
 * @param iterations iterations that are
 * @param iterationMillis how long each takes
 */
public record Timing(int warmups, int iterations, long iterationMillis) {

    /**
     * All iterations together.
     *
     * @return in seconds
     */
    public double seconds() {
        return (warmups + iterations) * iterationMillis / 1e3;
    }
}
