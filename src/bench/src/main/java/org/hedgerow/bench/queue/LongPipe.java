package org.hedgerow.bench.queue;

/** A queue of longs as benchmarks use it. */
interface LongPipe extends AutoCloseable {

    /** Stands for "no element". */
    long NONE = Long.MIN_VALUE;

    /** Adds an element, or answers false. */
    boolean offer(long element);

    /** Removes an element, or answers {@link #NONE}. */
    long poll();

    /** Adds an element, as soon as there is room. */
    default void put(final long element) {
        while (!offer(element)) {
            Thread.onSpinWait();
        }
    }

    /** Removes an element, as soon as there is one. */
    default long take() {
        long element = poll();
        while (element == NONE) {
            Thread.onSpinWait();
            element = poll();
        }
        return element;
    }

    /** Adds elements in an array, as the queue does that best; answers how many. */
    default int offer(final long[] elements, final int offset, final int length) {
        int count = 0;
        while (count < length && offer(elements[offset + count])) {
            count++;
        }
        return count;
    }

    /** Removes elements into an array, as the queue does that best; answers how many. */
    default int poll(final long[] elements, final int offset, final int length) {
        int count = 0;
        while (count < length) {
            final long element = poll();
            if (element == NONE) {
                break;
            }
            elements[offset + count] = element;
            count++;
        }
        return count;
    }

    @Override
    default void close() {
        // Most have nothing to close.
    }
}
