package org.hedgerow.concurrent;

import org.agrona.concurrent.AtomicBuffer;

/** What is the same after each step with two buffers: the step's results, and all bytes. */
final class BufferComparison {

    private final AtomicBuffer expected;
    private final AtomicBuffer actual;

    /**
     * Compares two buffers of one size.
     *
     * @param expected with which only Agrona's classes work
     * @param actual with which ours do as well
     */
    BufferComparison(final AtomicBuffer expected, final AtomicBuffer actual) {
        this.expected = expected;
        this.actual = actual;
    }

    /** Throws an error at a difference. */
    void check(final int step, final String expectedResult, final String actualResult) {
        if (!expectedResult.equals(actualResult)) {
            throw new AssertionError("step " + step + ": Agrona's " + expectedResult + ", ours " + actualResult);
        }
        for (int i = 0; i < expected.capacity(); i++) {
            if (expected.getByte(i) != actual.getByte(i)) {
                throw new AssertionError("step " + step + ", " + expectedResult + ": byte " + i + " is "
                        + expected.getByte(i) + " in Agrona's, " + actual.getByte(i) + " in ours");
            }
        }
    }
}
