package org.hedgerow.concurrent;

import static org.hedgerow.concurrent.Counters.HEAD;

import java.lang.ref.Reference;
import java.util.Objects;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.memory.access.RawMemory;

/**
 * What bounded queues to one consumer have in common: how elements lie in slots, and how they are removed.
 *
 * <p>A slot holds {@code element ^ nullValue}, and zero when it is free: so the consumer sees from the slot itself whether it
 * was written, and for an element takes no cache line from producers but its own. It frees slots by writing zero.
 *
 * <pre>
 *   slot    release by its producer                acquire by the consumer; plain when it frees the slot
 *   HEAD    release, after the slot was freed      acquire by the producer that looks for a new limit
 *   claim   release, then the closed flag is read  acquire by whoever closes: see {@link AbstractLongQueue}
 * </pre>
 */
abstract class BoundedToOneLongQueue extends BoundedLongQueue {

    private final SoleThread consumer = new SoleThread("consumer");

    BoundedToOneLongQueue(final GuardedMemory memory, final long requestedCapacity, final /*E*/ long nullValue) {
        super(memory, requestedCapacity, /*E*/ Long.BYTES, nullValue);
    }

    /** Writes a slot that was claimed. */
    final void publish(final long count, final /*E*/ long element) {
        writeSlot(slot(count), element);
    }

    /** Writes slots that were claimed, the first of them last: the consumer sees none of them before. */
    final void publish(final long count, final /*E*/ long[] elements, final int offset, final int length) {
        try {
            writeBehindFirst(count, elements, offset, length);
            RawMemory./*E*/ putLongRelease(slot(count), wordOf(elements[offset]));
        } finally {
            Reference.reachabilityFence(counters);
        }
    }

    /**
     * Writes slots that were claimed, but for the first.
     *
     * @return negative if the null value is among what was written
     */
    final /*E*/ long writeBehindFirst(
            final long count, final /*E*/ long[] elements, final int offset, final int length) {
        /*E*/ long nulls = 0;
        int run;
        for (int i = 1; i < length; i += run) {
            run = run(count + i, length - i);
            nulls |= writeRun(slot(count + i), elements, offset + i, run);
        }
        return nulls;
    }

    private /*E*/ long writeRun(final long slot, final /*E*/ long[] elements, final int offset, final int length) {
        /*E*/ long nulls = 0;
        for (int i = 0; i < length; i++) {
            final /*E*/ long element = elements[offset + i];
            nulls |= negativeIfNull(element);
            RawMemory./*E*/ putLong(slot + (long) i * /*E*/ Long.BYTES, wordOf(element));
        }
        return nulls;
    }

    /** How many slots from a count on lie side by side, of so many: up to the end of the ring. */
    final int run(final long count, final int length) {
        return (int) Math.min(length, capacity() - (count & mask));
    }

    @Override
    public final /*E*/ long poll() {
        checkConsumer();
        final long head = counters[HEAD];
        claim(HEAD, head + 1);
        final long slot = slot(head);
        final /*E*/ long word = RawMemory./*E*/ getLongAcquire(slot);
        if (word == 0) {
            endClaim(HEAD);
            return nullValue;
        }
        RawMemory./*E*/ putLong(slot, 0);
        Counters.setRelease(counters, HEAD, head + 1);
        return word ^ nullValue;
    }

    @Override
    public final int poll(final /*E*/ long[] elements, final int offset, final int length) {
        Objects.checkFromIndexSize(offset, length, elements.length);
        checkConsumer();
        final long head = counters[HEAD];
        claim(HEAD, head + 1);
        final int count = read(head, elements, offset, length);
        Counters.setRelease(counters, HEAD, head + count);
        endClaim(HEAD);
        return count;
    }

    /** Reads and frees the slots from the head on that were written, of so many at the most; answers how many. */
    int read(final long head, final /*E*/ long[] elements, final int offset, final int length) {
        int count = 0;
        while (count < length) {
            final long slot = slot(head + count);
            final /*E*/ long word = RawMemory./*E*/ getLongAcquire(slot);
            if (word == 0) {
                break;
            }
            RawMemory./*E*/ putLong(slot, 0);
            elements[offset + count] = word ^ nullValue;
            count++;
        }
        return count;
    }

    @Override
    public final /*E*/ long peek() {
        checkConsumer();
        final long head = counters[HEAD];
        claim(HEAD, head + 1);
        final /*E*/ long word = RawMemory./*E*/ getLongAcquire(slot(head));
        endClaim(HEAD);
        return word ^ nullValue;
    }

    private void checkConsumer() {
        if (RawMemory.CHECKED) {
            consumer.check();
        }
    }
}
