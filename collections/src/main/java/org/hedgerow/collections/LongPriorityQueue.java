package org.hedgerow.collections;

import java.lang.ref.Reference;
import java.util.AbstractQueue;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;
import org.jspecify.annotations.Nullable;

/**
 * A queue of {@code long}s whose head is the least element, outside of the heap. Nothing like it is in Agrona; the names
 * are those of {@link LongArrayQueue} and {@link java.util.PriorityQueue}. For the greatest element first, offer
 * {@code ~element}, of which the order is the reverse one.
 *
 * <p>The elements are a {@linkplain HeapShape heap} in a {@link BlockArray}: an offer or a poll costs the logarithm of
 * their number, and nothing waits for a resize. Equal elements leave in any order.
 *
 * <p>Not thread-safe. After any exception the queue is as it was, but for {@link #addAll}, which adds one element after
 * another. Iterators remove nothing, and neither do the methods that would use them, such as {@link #removeIf}.
 */
@SuppressWarnings("exports") // Of JSpecify, whose annotations nobody needs at compile time or run time.
public final class LongPriorityQueue extends AbstractQueue</*E*/ Long> implements AutoCloseable {

    /** The null value of queues that are given none. */
    public static final /*E*/ long DEFAULT_NULL_VALUE = /*E*/ Long.MIN_VALUE;

    private final BlockArray blocks;
    private final /*E*/ long nullValue;
    private long size;
    private long changes;
    private boolean closed;

    /** Whether closing has come to its end. */
    private boolean released;

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}, in the memory that all collections share.
     *
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongPriorityQueue() {
        this(DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a queue in the memory that all collections share.
     *
     * @param nullValue stands for "no element", and cannot be offered
     * @throws IllegalStateException if the JVM denies native access; the message says what to do
     */
    public LongPriorityQueue(final /*E*/ long nullValue) {
        this(GuardedMemory.shared(), nullValue);
    }

    /**
     * Creates a queue with null value {@link #DEFAULT_NULL_VALUE}.
     *
     * @param memory where its elements are to be
     */
    public LongPriorityQueue(final GuardedMemory memory) {
        this(memory, DEFAULT_NULL_VALUE);
    }

    /**
     * Creates a queue. It takes no memory before its first element.
     *
     * @param memory where its elements are to be
     * @param nullValue stands for "no element", and cannot be offered
     */
    public LongPriorityQueue(final GuardedMemory memory, final /*E*/ long nullValue) {
        this.blocks = new BlockArray(memory, /*E*/ Long.BYTES, "LongPriorityQueue");
        this.nullValue = nullValue;
    }

    /**
     * The value that stands for "no element".
     *
     * @return what the constructor was given
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long nullValue() {
        checkOpen();
        return nullValue;
    }

    /**
     * {@inheritDoc}
     *
     * @return the number of elements, at most {@link Integer#MAX_VALUE}; see {@link #longSize()}
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public int size() {
        return Counts.saturated(longSize());
    }

    /**
     * The number of elements, however many there are.
     *
     * @return a count
     * @throws IllegalStateException if the queue is closed
     */
    public long longSize() {
        checkOpen();
        return size;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public boolean isEmpty() {
        return longSize() == 0;
    }

    /**
     * Removes all elements and gives their memory back, unless that is no more than 64 KiB.
     *
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public void clear() {
        checkOpen();
        size = 0;
        changes++;
        blocks.truncate(0);
    }

    /**
     * Adds an element; see {@link #offerLong}.
     *
     * @throws NullPointerException if {@code element} is null or the null value
     */
    @Override
    public boolean offer(final /*E*/ Long element) {
        return offerLong(element);
    }

    /**
     * Adds an element.
     *
     * @param element what to add
     * @return true
     * @throws NullPointerException if {@code element} is the null value
     * @throws IllegalStateException if the queue is closed
     * @throws org.hedgerow.memory.MapLimitException if a mapping is needed, and there is none to spare
     * @throws org.hedgerow.memory.MemoryLimitException if the limit of bytes of its memory would be passed
     * @throws org.hedgerow.memory.OsException if the system refuses memory for another reason
     */
    public boolean offerLong(final /*E*/ long element) {
        checkOpen();
        if (element == nullValue) {
            throw new NullPointerException(nullValue + " stands for \"no element\" in this queue and cannot be offered:"
                    + " give the constructor another null value");
        }
        final long slot = end();
        blocks.extend(slot + 1);
        try {
            moveUp(slot, element);
        } finally {
            Reference.reachabilityFence(this);
        }
        size++;
        changes++;
        return true;
    }

    /**
     * The least element, which stays in the queue.
     *
     * @return the element, or null if there is none
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public @Nullable /*E*/ Long peek() {
        return boxed(peekLong());
    }

    /**
     * The least element, which stays in the queue.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long peekLong() {
        return isEmpty() ? nullValue : elementAt(HeapShape.ROOT);
    }

    /**
     * Removes the least element; see {@link #pollLong}.
     *
     * @return the element, or null if there is none
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public @Nullable /*E*/ Long poll() {
        return boxed(pollLong());
    }

    /**
     * Removes the least element.
     *
     * @return the element, or the null value if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long pollLong() {
        if (isEmpty()) {
            return nullValue;
        }
        final /*E*/ long least = elementAt(HeapShape.ROOT);
        removeAt(HeapShape.ROOT);
        return least;
    }

    /**
     * The least element, which stays in the queue.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long elementLong() {
        return present(peekLong());
    }

    /**
     * Removes the least element; see {@link #pollLong}.
     *
     * @return the element
     * @throws NoSuchElementException if there is none
     * @throws IllegalStateException if the queue is closed
     */
    public /*E*/ long removeLong() {
        return present(pollLong());
    }

    @Override
    public boolean contains(final @Nullable Object value) {
        checkOpen();
        return value instanceof /*E*/ Long element && containsLong(element);
    }

    /**
     * Whether an element is equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there is one
     * @throws IllegalStateException if the queue is closed
     */
    public boolean containsLong(final /*E*/ long value) {
        return slotOf(value) < end();
    }

    @Override
    public boolean remove(final @Nullable Object value) {
        checkOpen();
        return value instanceof /*E*/ Long element && removeLong(element);
    }

    /**
     * Removes one of the elements that are equal to a value. Costs time for each element.
     *
     * @param value which
     * @return whether there was one
     * @throws IllegalStateException if the queue is closed
     */
    public boolean removeLong(final /*E*/ long value) {
        final long slot = slotOf(value);
        final boolean found = slot < end();
        if (found) {
            removeAt(slot);
        }
        return found;
    }

    @Override
    public void forEach(final Consumer<? super /*E*/ Long> action) {
        Objects.requireNonNull(action, "action");
        forEachLong(action::accept);
    }

    /**
     * Calls an action with each element, in no particular order.
     *
     * @param action what to call
     * @throws ConcurrentModificationException if {@code action} changes the queue
     * @throws IllegalStateException if the queue is closed
     */
    public void forEachLong(final LongConsumer action) {
        Objects.requireNonNull(action, "action");
        final LongIterator elements = iterator();
        while (elements.hasNext()) {
            action.accept(elements.nextValue());
        }
        elements.checkUnchanged();
    }

    /**
     * The elements in no particular order, without a way to remove them.
     *
     * @return an iterator of its own
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public LongIterator iterator() {
        checkOpen();
        return new LongIterator();
    }

    /**
     * The elements in no particular order, as {@code [1, 2, 3]}.
     *
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public String toString() {
        final StringJoiner text = new StringJoiner(", ", "[", "]");
        forEachLong(element -> text.add(/*E*/ Long.toString(element)));
        return text.toString();
    }

    /**
     * Gives all memory of the queue up.
     *
     * @throws IllegalStateException if the queue is closed already
     */
    @Override
    public void close() {
        if (released) {
            throw blocks.closedException();
        }
        // First of all: should releasing come to no end, nobody looks for what is released, and it can be closed again.
        closed = true;
        size = 0;
        changes++;
        blocks.close();
        released = true;
    }

    private void checkOpen() {
        if (closed) {
            throw blocks.closedException();
        }
    }

    /** The slot behind the last one. */
    private long end() {
        return HeapShape.ROOT + size;
    }

    private /*E*/ long elementAt(final long slot) {
        try {
            return RawMemory./*E*/ getLong(addressOf(slot));
        } finally {
            // A queue that is unreachable loses its memory: up to here it is reachable.
            Reference.reachabilityFence(this);
        }
    }

    private long addressOf(final long slot) {
        return blocks.addressOfPresent(slot, /*E*/ Long.BYTES);
    }

    /** The first slot that holds a value; the {@link #end()} if there is none. */
    private long slotOf(final /*E*/ long value) {
        checkOpen();
        final long end = end();
        long slot = HeapShape.ROOT;
        while (slot < end && elementAt(slot) != value) {
            slot++;
        }
        return slot;
    }

    /** Fills a slot of any place with the last element, and gives up what is not needed any more. */
    private void removeAt(final long slot) {
        final long last = end() - 1;
        final /*E*/ long element = elementAt(last);
        size--;
        changes++;
        if (slot < last) {
            if (slot > HeapShape.ROOT && element < elementAt(HeapShape.parent(slot))) {
                moveUp(slot, element);
            } else {
                moveDown(slot, element);
            }
        }
        blocks.truncate(last);
    }

    /** Puts an element in a slot, or nearer to the root, in the place of a greater one, which moves down. */
    private void moveUp(final long from, final /*E*/ long element) {
        long slot = from;
        long address = addressOf(slot);
        while (slot > HeapShape.ROOT) {
            final long parent = HeapShape.parent(slot);
            final long parentAddress = addressOf(parent);
            final /*E*/ long above = RawMemory./*E*/ getLong(parentAddress);
            if (above <= element) {
                break;
            }
            RawMemory./*E*/ putLong(address, above);
            slot = parent;
            address = parentAddress;
        }
        RawMemory./*E*/ putLong(address, element);
    }

    /** Puts an element in a slot, or farther from the root, in the place of a smaller one, which moves up. */
    private void moveDown(final long from, final /*E*/ long element) {
        final long end = end();
        long address = addressOf(from);
        long child = HeapShape.firstChild(from);
        while (child < end) {
            final long children = addressOf(child);
            final int least =
                    end - child < HeapShape.CHILDREN ? leastOf(children, (int) (end - child)) : leastOfFour(children);
            final long leastAddress = children + (long) least * /*E*/ Long.BYTES;
            final /*E*/ long below = RawMemory./*E*/ getLong(leastAddress);
            if (below >= element) {
                break;
            }
            RawMemory./*E*/ putLong(address, below);
            address = leastAddress;
            child = HeapShape.firstChild(child + least);
        }
        RawMemory./*E*/ putLong(address, element);
    }

    /** Which of the children is the least, where there are fewer than four. All of them lie in one block. */
    private static int leastOf(final long children, final int count) {
        int least = 0;
        /*E*/ long below = RawMemory./*E*/ getLong(children);
        for (int i = 1; i < count; i++) {
            final /*E*/ long other = RawMemory./*E*/ getLong(children + (long) i * /*E*/ Long.BYTES);
            if (other < below) {
                least = i;
                below = other;
            }
        }
        return least;
    }

    private static int leastOfFour(final long children) {
        return HeapShape.indexOfLeast(
                RawMemory./*E*/ getLong(children),
                RawMemory./*E*/ getLong(children + /*E*/ Long.BYTES),
                RawMemory./*E*/ getLong(children + 2 * /*E*/ Long.BYTES),
                RawMemory./*E*/ getLong(children + 3 * /*E*/ Long.BYTES));
    }

    private @Nullable /*E*/ Long boxed(final /*E*/ long element) {
        return element == nullValue ? null : element;
    }

    private /*E*/ long present(final /*E*/ long element) {
        if (element == nullValue) {
            throw new NoSuchElementException();
        }
        return element;
    }

    /**
     * The elements in no particular order, as primitive values. Any change of the queue ends it: the next call throws
     * {@link ConcurrentModificationException}, or {@link IllegalStateException} if the change was to close it.
     */
    public final class LongIterator implements Iterator</*E*/ Long> {

        private final long changesAtBegin = changes;
        private long next = HeapShape.ROOT;

        private LongIterator() {}

        /**
         * {@inheritDoc}
         *
         * @throws IllegalStateException if the queue is closed
         */
        @Override
        public boolean hasNext() {
            checkOpen();
            return next < end();
        }

        /**
         * Moves to the next element; see {@link #nextValue}.
         *
         * @return the element
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if the queue was changed since the iterator began
         * @throws IllegalStateException if the queue is closed
         */
        @Override
        public /*E*/ Long next() {
            return nextValue();
        }

        /**
         * Moves to the next element.
         *
         * @return the element
         * @throws NoSuchElementException if there is none
         * @throws ConcurrentModificationException if the queue was changed since the iterator began
         * @throws IllegalStateException if the queue is closed
         */
        public /*E*/ long nextValue() {
            checkUnchanged();
            if (next >= end()) {
                throw new NoSuchElementException();
            }
            return elementAt(next++);
        }

        private void checkUnchanged() {
            if (changes != changesAtBegin) {
                checkOpen();
                throw new ConcurrentModificationException(
                        "this LongPriorityQueue was changed since the iterator began");
            }
        }
    }
}
