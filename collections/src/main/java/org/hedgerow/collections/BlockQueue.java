package org.hedgerow.collections;

import java.util.AbstractQueue;
import java.util.ConcurrentModificationException;
import java.util.NoSuchElementException;
import org.hedgerow.memory.Region;
import org.hedgerow.memory.Region.Span;
import org.jspecify.annotations.Nullable;

/**
 * The two ends of a queue within a {@link Region}, whatever the size of its elements.
 *
 * <pre>
 *   +---------------+----------------------+-----------------------------+
 *   | free |########|######################|###########|      free       |
 *   +---------------+----------------------+-----------------------------+
 *   headSpan ^                             tailSpan    ^
 *          head                                       tail
 * </pre>
 *
 * <p>An end moves by a slot, which is a matter of the subclasses and their short paths, or from one block to the next,
 * which is done here. Three facts keep the short paths short:
 *
 * <ul>
 *   <li>{@code tail} always is a free slot, in the same block as {@code head} or in a later one. So {@code head ==
 *       tail} means "no element", without a look at the blocks, and an end that leaves a block always finds a next one.
 *   <li>Only slots before the last one of a block are written or read on a short path. The one comparison that finds
 *       the last slot also finds an address outside of the block, which only a second thread can have caused: as the
 *       place of a block never changes, such a misuse gives wrong answers or exceptions, but no access beside a block.
 *   <li>Without a block, before the first element and after closing, {@code head == tail} and there are no spans: both
 *       states are found by the comparisons that are made anyway.
 * </ul>
 */
abstract class BlockQueue<E> extends AbstractQueue<E> {

    private static final int MAX_INITIAL_CAPACITY = 1 << 30;

    /** So that an int counts the elements of a run. */
    private static final long MAX_RUN_BYTES = 1 << 30;

    /** A queue that is found empty keeps its last block up to this size, or one of its first capacity as the region's spare. */
    private static final long KEPT_WHEN_EMPTY_BYTES = 64 << 10;

    final Region region;
    private final int slotBytes;

    /** The address of the oldest element. */
    long head;

    @Nullable
    Span headSpan;

    /** The address of the slot for the next element. */
    long tail;

    @Nullable
    Span tailSpan;

    /**
     * Counts what changes the queue other than by adding at the end or removing at the start: with {@code head} and
     * {@code tail}, it identifies a state.
     */
    long changes;

    private boolean closed;

    /** Whether closing has come to its end. */
    private boolean released;

    BlockQueue(final Region region, final int slotBytes) {
        this.region = region;
        this.slotBytes = slotBytes;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the queue is closed
     */
    @Override
    public boolean isEmpty() {
        checkOpen();
        return head == tail;
    }

    /** How many bytes the elements occupy. */
    final long occupiedBytes() {
        checkOpen();
        final Span first = headSpan;
        final Span last = tailSpan;
        if (first == null || last == null) {
            return 0;
        }
        return last.start() + (tail - last.address()) - (first.start() + (head - first.address()));
    }

    final long blockBytes() {
        return region.end() - region.start();
    }

    /** Whether a slot lies in a block, and another one follows. */
    static boolean isBeforeLastSlot(final Span span, final long slot, final int slotBytes) {
        return Long.compareUnsigned(slot - span.address(), span.bytes() - slotBytes) < 0;
    }

    final Span checkWithin(final @Nullable Span span, final long slot) {
        if (span == null || Long.compareUnsigned(slot - span.address(), span.bytes() - slotBytes) > 0) {
            throw new ConcurrentModificationException(
                    "this " + name() + " is used by several threads at once, and it is made for one at a time");
        }
        return span;
    }

    /** Makes an empty queue begin at the first slot of a block, and answers it. */
    final long beginAtStart() {
        final Span span = emptyBlock();
        enterHead(span, span.address());
        enterTail(span, span.address());
        return span.address();
    }

    /** Makes an empty queue begin at the last slot of a block, and answers it. */
    final long beginAtEnd() {
        final Span span = emptyBlock();
        enterHead(span, lastSlot(span));
        enterTail(span, lastSlot(span));
        return lastSlot(span);
    }

    /** The block that both ends of an empty queue are in, or a new one. */
    private Span emptyBlock() {
        final Span span = headSpan;
        return span == null ? region.extend() : span;
    }

    /** Moves the tail behind the last slot of its block. */
    final void moveTailForward() {
        checkWithin(tailSpan, tail);
        final Span next = region.extend();
        enterTail(next, next.address());
    }

    /** Moves the tail to the last slot of the block before its own, which is given up, and answers the slot. */
    final long moveTailBack() {
        final Span span = checkWithin(tailSpan, tail);
        final Span previous = region.spanAt(span.start() - 1);
        region.releaseFrom(span.start());
        enterTail(previous, lastSlot(previous));
        return lastSlot(previous);
    }

    /** Moves the head behind the last slot of its block, which is given up. */
    final void moveHeadForward() {
        final Span span = checkWithin(headSpan, head);
        final Span next = region.spanAt(span.end());
        region.releaseBefore(span.end());
        enterHead(next, next.address());
    }

    /** Moves the head to the last slot of a new block before its own, and answers the slot. */
    final long moveHeadBack() {
        final Span span = checkWithin(headSpan, head);
        region.releaseBefore(span.start()); // What a full heap has kept: the new block is to be next to this one.
        final Span previous = region.extendBefore();
        enterHead(previous, lastSlot(previous));
        return lastSlot(previous);
    }

    /** The address of an element by its place in the queue. Cost: the logarithm of the number of blocks. */
    final long slotAt(final long index) {
        final Span first = checkWithin(headSpan, head);
        return region.addressOf(first.start() + (head - first.address()) + index * slotBytes);
    }

    /** The slot of the newest element of a queue that has one. */
    final long newestSlot() {
        final Span span = checkWithin(tailSpan, tail);
        return tail == span.address() ? lastSlot(region.spanAt(span.start() - 1)) : tail - slotBytes;
    }

    private long lastSlot(final Span span) {
        return span.address() + span.bytes() - slotBytes;
    }

    /** Gives up the blocks of a queue that was found empty, but for a small one. */
    final void shrinkEmpty() {
        checkOpen();
        if (blockBytes() > KEPT_WHEN_EMPTY_BYTES) {
            forgetElements();
        }
    }

    /** Makes the queue empty: it keeps the last block if that is small, so that it may fill again at no cost. */
    final void forgetElements() {
        checkOpen();
        if (blockBytes() == 0) {
            return;
        }
        final Span last = region.spanAt(region.end() - 1);
        if (last.bytes() > KEPT_WHEN_EMPTY_BYTES) {
            forgetBlocks();
            releaseForgotten(region.end());
        } else {
            enterHead(last, last.address());
            enterTail(last, last.address());
            releaseForgotten(last.start());
        }
    }

    /** Releases blocks in which neither end is any more, as far as the heap is not too full for that. */
    private void releaseForgotten(final long end) {
        try {
            region.releaseBefore(end);
        } catch (final OutOfMemoryError e) {
            // Later: the head releases what is left before it when it goes to another block.
        }
    }

    final void closeBlocks() {
        if (released) {
            throw region.closedException();
        }
        // First of all: should the region come to no end, no released block is found, and it can be closed again.
        closed = true;
        forgetBlocks();
        region.close();
        released = true;
    }

    final void checkOpen() {
        if (closed) {
            throw region.closedException();
        }
    }

    /** What it is, for messages. */
    final String name() {
        return getClass().getSimpleName();
    }

    /** The rounded size that a constructor asks for. */
    static int toPowerOfTwo(final int capacity, final int minimum) {
        if (capacity < minimum) {
            throw new IllegalArgumentException("initial capacity < MIN_INITIAL_CAPACITY : " + capacity);
        }
        if (capacity > MAX_INITIAL_CAPACITY) {
            throw new IllegalArgumentException("invalid initial capacity: " + capacity);
        }
        return Integer.highestOneBit(capacity - 1) << 1;
    }

    private void enterHead(final Span span, final long slot) {
        headSpan = span;
        head = slot;
        changes++;
    }

    private void enterTail(final Span span, final long slot) {
        tailSpan = span;
        tail = slot;
        changes++;
    }

    private void forgetBlocks() {
        headSpan = null;
        tailSpan = null;
        tail = head;
        changes++;
    }

    /** A walk over the elements, which any change of the queue ends. */
    abstract class Cursor {

        /** The slot of the next element, or on the way back, the one behind it. */
        private long next;
        /** The block of {@code next}. */
        private @Nullable Span span;

        private long headAtBegin;
        private long tailAtBegin;
        private long changesAtBegin;

        /** Begins with the oldest element. */
        final void beginAtHead() {
            begin();
            next = head;
            span = headSpan;
        }

        /** Begins with the newest element. */
        final void beginAtTail() {
            begin();
            next = tail;
            span = tailSpan;
        }

        private void begin() {
            checkOpen();
            headAtBegin = head;
            tailAtBegin = tail;
            changesAtBegin = changes;
        }

        final boolean isAtTail() {
            checkOpen();
            return next == tailAtBegin;
        }

        final boolean isAtHead() {
            checkOpen();
            return next == headAtBegin;
        }

        /** Moves towards the newest element, and answers the slot that it leaves. */
        final long moveForward(final int elementBytes) {
            // First of all: after a change the block of the next element may be gone.
            checkUnchanged();
            final long slot = next;
            if (slot == tailAtBegin) {
                throw new NoSuchElementException();
            }
            final Span present = checkWithin(span, slot);
            if (isBeforeLastSlot(present, slot, elementBytes)) {
                next = slot + elementBytes;
            } else {
                final Span following = region.spanAt(present.end());
                span = following;
                next = following.address();
            }
            return slot;
        }

        /** The slot of the next element towards the newest one, if there is one. */
        final long slot() {
            return next;
        }

        /** How many bytes of elements lie side by side in memory, from the next one on, or the most of a run; 0 at the tail. */
        final long runBytes() {
            if (isAtTail()) {
                return 0;
            }
            final Span present = checkWithin(span, next);
            final long bytesToTail = tailAtBegin - next;
            final long bytesInBlock = present.bytes() - (next - present.address());
            // The tail of a later block may lie before this one in memory: a distance below 0 is a great one.
            final long bytes = Long.compareUnsigned(bytesToTail, bytesInBlock) < 0 ? bytesToTail : bytesInBlock;
            return Math.min(bytes, MAX_RUN_BYTES);
        }

        /** Moves behind a run. */
        final void moveBehind(final long runBytes) {
            // First of all: after a change the block may be gone.
            checkUnchanged();
            final Span present = checkWithin(span, next);
            next += runBytes;
            if (next == present.address() + present.bytes()) {
                final Span following = region.spanAt(present.end());
                span = following;
                next = following.address();
            }
        }

        /** Moves towards the oldest element, and answers the slot that it comes to. */
        final long moveBack() {
            checkUnchanged();
            if (next == headAtBegin) {
                throw new NoSuchElementException();
            }
            Span present = checkWithin(span, next);
            if (next == present.address()) {
                present = region.spanAt(present.start() - 1);
                span = present;
                next = lastSlot(present);
            } else {
                next -= slotBytes;
            }
            return next;
        }

        final void checkUnchanged() {
            if (head != headAtBegin || tail != tailAtBegin || changes != changesAtBegin) {
                checkOpen();
                throw new ConcurrentModificationException("this " + name() + " was changed since the iterator began");
            }
        }
    }
}
