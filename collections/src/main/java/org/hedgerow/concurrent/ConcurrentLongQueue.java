package org.hedgerow.concurrent;

import java.util.Objects;
import java.util.function.LongConsumer;
import org.agrona.concurrent.IdleStrategy;

/**
 * A first-in-first-out queue of {@code long}s between threads: what the queues of this package have in common. How many
 * threads may add and remove at a time is said by each of them, and in its name.
 *
 * <p>What a thread did before it added an element has happened for the thread that removes it. No operation but those with
 * an {@link IdleStrategy} waits for room or for an element, unless its class says so. After {@link #close()} every operation
 * throws {@link IllegalStateException}, in whichever thread; the counters go on to tell what they told at last.
 *
 * <p>After any exception the queue is as it was, but for what methods that call the user's code say.
 */
public interface ConcurrentLongQueue extends AutoCloseable {

    /** The null value of a queue whose constructor is given none. */
    /*E*/ long DEFAULT_NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /**
     * The value that stands for "no element".
     *
     * @return what the constructor was given, or {@link #DEFAULT_NULL_VALUE}
     */
    /*E*/ long nullValue();

    /**
     * How many elements the queue has room for.
     *
     * @return a power of two where all memory is allocated at construction; what the constructor was given where it is
     *     not, or {@link Long#MAX_VALUE} if memory is the only bound
     */
    long capacity();

    /**
     * Adds an element at the end.
     *
     * @param element what to add
     * @return true, or false if the queue is full: of as many elements as it has room for, or of as many as the limits of
     *     its memory allow for
     * @throws NullPointerException if {@code element} is the null value
     * @throws IllegalStateException if the queue is closed
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory
     */
    boolean offer(/*E*/ long element);

    /**
     * Adds an element at the end, and waits for room.
     *
     * @param element what to add
     * @param idleStrategy what to do between two attempts; it is reset at the end
     * @throws NullPointerException if {@code element} is the null value
     * @throws IllegalStateException if the queue is closed, also while waiting
     * @throws org.hedgerow.memory.OsException if the queue has to grow, and the system refuses memory
     */
    default void offer(final /*E*/ long element, final IdleStrategy idleStrategy) {
        Objects.requireNonNull(idleStrategy, "idleStrategy");
        while (!offer(element)) {
            idleStrategy.idle();
        }
        idleStrategy.reset();
    }

    /**
     * Adds elements in their order, as many as there is room for, side by side. A batch costs one claim; where there is one
     * consumer, it also costs one release, and the elements become visible together.
     *
     * @param elements where they are; not to be changed meanwhile
     * @param offset the index of the first one
     * @param length how many
     * @return how many were added, from the first on
     * @throws NullPointerException if the null value is among them; none is added then
     * @throws IndexOutOfBoundsException if they do not lie in the array
     * @throws IllegalStateException if the queue is closed
     * @throws org.hedgerow.memory.OsException if the queue has to grow for the first one, and the system refuses memory
     */
    int offer(/*E*/ long[] elements, int offset, int length);

    /**
     * Removes the oldest element.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the queue is closed
     */
    /*E*/ long poll();

    /**
     * Removes the oldest element, and waits for one.
     *
     * @param idleStrategy what to do between two attempts; it is reset at the end
     * @return the element
     * @throws IllegalStateException if the queue is closed, also while waiting
     */
    default /*E*/ long poll(final IdleStrategy idleStrategy) {
        Objects.requireNonNull(idleStrategy, "idleStrategy");
        while (true) {
            final /*E*/ long element = poll();
            if (element != nullValue()) {
                idleStrategy.reset();
                return element;
            }
            idleStrategy.idle();
        }
    }

    /**
     * Removes the oldest elements, in their order, as many as there are and the array has room for.
     *
     * @param elements where to put them
     * @param offset the index of the first one
     * @param length how many at the most
     * @return how many were removed
     * @throws IndexOutOfBoundsException if they do not fit into the array
     * @throws IllegalStateException if the queue is closed
     */
    int poll(/*E*/ long[] elements, int offset, int length);

    /**
     * The oldest element, which stays in the queue. For consumers, as {@link #poll()}.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the queue is closed
     */
    /*E*/ long peek();

    /**
     * Removes the elements that are there at present, from the oldest on, and calls a consumer with each.
     *
     * @param consumer what to call; if it throws, the element that it was called with is removed
     * @return how many were removed, at most {@link Integer#MAX_VALUE}
     * @throws IllegalStateException if the queue is closed, also by the consumer with an element that is not the last one
     */
    default int drain(final LongConsumer consumer) {
        return drain(consumer, (int) Math.min(size(), Integer.MAX_VALUE));
    }

    /**
     * Removes elements, from the oldest on, and calls a consumer with each, until there is none or the limit is reached.
     *
     * @param consumer what to call; if it throws, the element that it was called with is removed
     * @param limit how many at the most
     * @return how many were removed
     * @throws IllegalArgumentException if {@code limit} is negative
     * @throws IllegalStateException if the queue is closed, also by the consumer before the limit is reached
     */
    int drain(LongConsumer consumer, int limit);

    /**
     * How many elements were ever added. Any thread may ask, also when the queue is closed.
     *
     * @return a count; where there are several producers it includes what is about to be added. From one producer, an element
     *     may be removed a moment before it is counted
     */
    long addedCount();

    /**
     * How many elements were ever removed. Any thread may ask, also when the queue is closed.
     *
     * @return a count; where there are several consumers it includes what is about to be removed
     */
    long removedCount();

    /**
     * How many elements there are. Any thread may ask, also when the queue is closed.
     *
     * @return a count, of a moment within the call, from 0 to {@link #capacity()}
     */
    long size();

    /**
     * Whether there are no elements. Any thread may ask, also when the queue is closed.
     *
     * @return whether {@link #size()} is 0
     */
    default boolean isEmpty() {
        return size() == 0;
    }

    /**
     * How many elements there is room for, apart from the limits of memory. Any thread may ask, also when the queue is
     * closed.
     *
     * @return {@link #capacity()} - {@link #size()}
     */
    default long remainingCapacity() {
        return capacity() - size();
    }

    /**
     * Whether the queue is closed. Any thread may ask.
     *
     * @return true from the beginning of {@link #close()} on
     */
    boolean isClosed();

    /**
     * Closes the queue for all its threads, and gives up its memory; elements that are in it are lost. Any thread may do
     * so, while others are using the queue: what they have begun is completed, and what they begin throws
     * {@link IllegalStateException}. Waits for what was begun, which does not include the user's code. No single operation is
     * waited for longer than a second: should one take more, as a batch of hundreds of millions may, the memory is released
     * when the queue is unreachable, with a warning.
     *
     * @throws IllegalStateException if the queue is closed already
     */
    @Override
    void close();
}
