package org.hedgerow.memory;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A run of pages cut into slices of one size class.
 *
 * <p>Which slices are taken stands on the heap, not in the slices, so that nothing a program writes to a released block
 * can harm the allocator. The lowest free slice is taken first: a slab that holds little stays dense.
 *
 * <p>Not thread-safe: guarded by its stripe.
 */
final class Slab implements Block.Origin {

    private static final int SMALL_SLAB_BYTES = 16 << 10;
    private static final int MIN_SLICES = 8;

    private final SlabStripe stripe;
    private final SharedChunk chunk;
    private final int firstPage;
    private final int pages;
    private final long address;
    private final int sizeClass;
    private final int sliceBytes;
    private final int slices;
    private final BitSet taken;
    /** Where the stack overflows while one is taken or given back, too many: then one is lost, but none is taken twice. */
    private int takenCount;
    /** Slices from here on were never written. */
    private int firstClean;

    /** The neighbours in the list of slabs of this class that have free slices. */
    @Nullable
    Slab next;

    @Nullable
    Slab previous;

    /** Whether it is in that list. */
    boolean listed;

    Slab(
            final SlabStripe stripe,
            final SharedChunk chunk,
            final int firstPage,
            final int pages,
            final int sizeClass,
            final boolean dirty) {
        this.stripe = stripe;
        this.chunk = chunk;
        this.firstPage = firstPage;
        this.pages = pages;
        this.address = chunk.addressOfPage(firstPage);
        this.sizeClass = sizeClass;
        this.sliceBytes = SizeClasses.sliceBytes(sizeClass);
        this.slices = (int) (chunk.bytesOfPages(pages) / sliceBytes);
        this.taken = new BitSet(slices);
        this.firstClean = dirty ? slices : 0;
    }

    /** How many bytes a slab of a class has: at least eight slices, and at least 16 KiB. */
    static int bytesFor(final int sizeClass) {
        return Math.max(SMALL_SLAB_BYTES, MIN_SLICES * SizeClasses.sliceBytes(sizeClass));
    }

    SlabStripe stripe() {
        return stripe;
    }

    SharedChunk chunk() {
        return chunk;
    }

    int firstPage() {
        return firstPage;
    }

    int pages() {
        return pages;
    }

    int sizeClass() {
        return sizeClass;
    }

    int sliceBytes() {
        return sliceBytes;
    }

    boolean isEmpty() {
        return takenCount == 0;
    }

    boolean isFull() {
        return takenCount == slices;
    }

    /** How many bytes from its start may have been written. */
    long dirtyBytes() {
        return (long) firstClean * sliceBytes;
    }

    /**
     * Takes a slice of a slab that is not full.
     *
     * @return its index
     */
    int take() {
        takenCount++;
        final int slice = taken.nextClearBit(0);
        taken.set(slice);
        return slice;
    }

    /** Whether a slice may hold what an earlier owner wrote; it is taken to be written from now on. */
    boolean isDirtyOnTake(final int slice) {
        final boolean dirty = slice < firstClean;
        firstClean = Math.max(firstClean, slice + 1);
        return dirty;
    }

    void giveBack(final int slice) {
        taken.clear(slice);
        takenCount--;
    }

    long addressOf(final int slice) {
        return address + (long) slice * sliceBytes;
    }

    int sliceAt(final long sliceAddress) {
        return (int) ((sliceAddress - address) / sliceBytes);
    }
}
