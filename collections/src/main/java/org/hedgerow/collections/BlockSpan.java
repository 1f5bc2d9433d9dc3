package org.hedgerow.collections;

import java.util.Objects;
import org.hedgerow.memory.Block;
import org.jspecify.annotations.Nullable;

/**
 * A block of a {@link BlockArray}, and how many elements of it are in use, from its begin on; or no block.
 *
 * <pre>
 *   0                low                count           high       capacity
 *   +-----------------+-------------------+---------------+------------+
 *   |            elements in use          |             room           |
 *   +-----------------+-------------------+---------------+------------+
 *                     | &lt;--   the leeway of the end   --&gt; |
 * </pre>
 *
 * <p>Within the leeway the end comes and goes with nothing else to be done: to add or to remove there takes a comparison.
 *
 * <p>Up to four billion elements are counted by an unsigned int: that a count cannot be negative is what the compiler then knows,
 * and finds an element by one comparison. A {@linkplain #isFar far} span, which has room for more, is for longer ways: it
 * has no leeway, and no short way to an element.
 *
 * <p>Where it lies and how large it is never changes, and of whatever threads write here, none lets the count pass the capacity.
 * So who compares an index with the count of a span, and computes an address by the same span, finds one within its block: a
 * second thread, which must not be there, gets wrong answers or exceptions, but no access beside a block.
 */
final class BlockSpan {

    /** No block. Nobody writes to it. */
    static final BlockSpan NONE = new BlockSpan(null, 0, 0, 1, 0);

    /** What an unsigned int counts. */
    private static final long MAX_NEAR = 0xFFFF_FFFFL;

    /** None, if this is no block. */
    final @Nullable Block block;

    /** Where its first element lies. */
    final long address;

    /** How large the block is. */
    final long bytes;

    /** How many elements it has room for. */
    final long capacity;

    /** How far the block is filled before there is to be a larger one. */
    final long fillBytes;

    private int nearCount;
    private long farCount;
    private long low;
    private long high;

    BlockSpan(
            final @Nullable Block block,
            final long address,
            final long bytes,
            final int elementBytes,
            final long fillBytes) {
        this.block = block;
        this.address = address;
        this.bytes = bytes;
        this.capacity = bytes / elementBytes;
        this.fillBytes = fillBytes;
        low = Long.MAX_VALUE;
    }

    /** Whether there is room for more elements than a {@link #nearCount} counts. */
    boolean isFar() {
        return capacity > MAX_NEAR;
    }

    /**
     * Where an element lies that is in use.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    long addressOf(final long index, final int elementBytes) {
        Objects.checkIndex(index, count());
        return slot(index, elementBytes);
    }

    /**
     * The same, the short way, which a far span has not.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    long nearAddressOf(final long index, final int elementBytes) {
        // By this method, which the compiler knows: in a loop over indexes it checks once, before the loop.
        Objects.checkIndex(index, nearCount());
        return slot(index, elementBytes);
    }

    /** Where an element lies, or is to lie, for which there is room. */
    long slot(final long index, final int elementBytes) {
        return address + index * elementBytes;
    }

    /** How many elements are in use: never more than there is room for. */
    long count() {
        return isFar() ? farCount : nearCount();
    }

    /** The same, of a span that is not far; of one that is, none. */
    long nearCount() {
        return Integer.toUnsignedLong(nearCount);
    }

    /** Whether one more element at the end leaves nothing to be done but to {@linkplain #count(long) count} it. */
    boolean takes(final long index) {
        return index < high;
    }

    /** Whether the last element may go with nothing to be done but to {@linkplain #count(long) count} the others. */
    boolean spares(final long index) {
        return index >= low;
    }

    /** Says how many elements are in use: at most as many as there is room for, whatever is said. */
    void count(final long elements) {
        if (isFar()) {
            farCount = Math.min(elements, capacity);
        } else if (block != null) {
            nearCount = (int) Math.min(elements, capacity);
        }
    }

    /** Counts one that it {@linkplain #takes takes} as the last one. */
    void countTaken(final long index) {
        nearCount = (int) (index + 1);
    }

    /** Counts one that it {@linkplain #spares spares}, and that was the last one, no more. */
    void countSpared(final long index) {
        nearCount = (int) index;
    }

    /** Says where elements may come and go with nothing to be done; nowhere, if the one is not below the other. */
    void leeway(final long from, final long to) {
        if (block != null && !isFar()) {
            low = from;
            high = Math.min(to, capacity);
        }
    }

    /** Takes the leeway away. */
    void closeLeeway() {
        leeway(Long.MAX_VALUE, 0);
    }

    void need(final long upTo) {
        if (block != null) {
            block.need(upTo);
        }
    }

    void giveBackFrom(final long offset) {
        if (block != null && offset < bytes) {
            block.giveBackSuffix(offset);
        }
    }

    /** How much of it is backed by memory; has more backed. */
    long prefaultedBytes(final long upTo) {
        return block == null ? Long.MAX_VALUE : block.prefaultedBytes(upTo);
    }

    /** How much of it was asked for, and may be written. */
    long neededBytes() {
        return block == null ? 0 : block.neededBytes();
    }
}
