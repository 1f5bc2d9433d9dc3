package org.hedgerow.memory;

import org.jspecify.annotations.Nullable;

/**
 * Slices, and the slabs that they are cut from, for some of the threads: what lets many threads allocate at once.
 *
 * <p>A memory has several stripes, and a thread takes its slices from one of them; so threads wait for each other only if
 * they share a stripe, or release what another stripe handed out. A slab belongs to one stripe for as long as it lives. Only
 * for a new slab, and to give one back, is the memory itself needed, and its lock: about once for each slab's worth of
 * slices. The last slab of a size stays when it is empty, so that a thread which takes and releases one block after another
 * does not take and give back a slab each time; {@link #giveBackEmptySlabs} gives those back.
 *
 * <p>Not thread-safe: guarded by its own monitor, which whoever calls holds. The lock of the memory may be taken while that
 * is held, and never the other way round.
 */
final class SlabStripe {

    /** Where slabs come from, and go. */
    interface Source {

        /** Takes pages for a new slab, in which nothing is in use. */
        Slab newSlab(SlabStripe stripe, int sizeClass);

        /** Gives the pages of an empty slab back. */
        void giveBack(Slab slab);
    }

    private final Source source;
    /** For each size class, the slabs that have free slices. */
    private final @Nullable Slab[] available = new @Nullable Slab[SizeClasses.COUNT];

    /** Of these the one that is empty, if there is one. */
    private final @Nullable Slab[] empty = new @Nullable Slab[SizeClasses.COUNT];

    private long liveBlocks;
    private long usedBytes;

    SlabStripe(final Source source) {
        this.source = source;
    }

    /** Whether there are slices for blocks of that size. */
    static boolean hasSlicesFor(final long bytes) {
        return bytes + SharedChunks.RED_ZONE_BYTES <= SizeClasses.MAX_SLICE_BYTES;
    }

    /** What a slice for a block of that size occupies. */
    static long sliceBytes(final int bytes) {
        return SizeClasses.sliceBytes(sizeClassOf(bytes));
    }

    private static int sizeClassOf(final int bytes) {
        return SizeClasses.indexOf(bytes + SharedChunks.RED_ZONE_BYTES);
    }

    /** How many slices are in use. */
    long liveBlocks() {
        return liveBlocks;
    }

    /** The sizes of the slices in use. */
    long usedBytes() {
        return usedBytes;
    }

    /**
     * Takes a slice.
     *
     * @param memory whose it is
     * @param bytes at least 1, of a size that {@linkplain #hasSlicesFor there are slices for}
     * @param owner whose it is, for messages
     * @param zeroed whether it has to read as zero
     * @return the block
     */
    Block take(final GuardedMemory memory, final int bytes, final String owner, final boolean zeroed) {
        final int sizeClass = sizeClassOf(bytes);
        final Slab slab = slabWithRoom(sizeClass);
        final int slice = slab.take();
        if (slab.isFull()) {
            unlink(slab);
        }
        liveBlocks++;
        usedBytes += slab.sliceBytes();
        try {
            final Block block = new Block(memory, slab.addressOf(slice), bytes, slab.sliceBytes(), slab, owner);
            block.beginContents(slab.isDirtyOnTake(slice) ? 0 : bytes, zeroed);
            return block;
        } catch (final OutOfMemoryError e) {
            giveBack(slice, slab);
            throw e;
        }
    }

    private Slab slabWithRoom(final int sizeClass) {
        Slab slab = available[sizeClass];
        while (slab != null && slab.isFull()) {
            // The stack overflowed before it was unlinked.
            unlink(slab);
            slab = available[sizeClass];
        }
        if (slab == null) {
            slab = source.newSlab(this, sizeClass);
            link(slab);
        } else if (slab.isEmpty()) {
            empty[sizeClass] = null;
        }
        return slab;
    }

    /**
     * Takes a slice back.
     *
     * @param block one that {@link #take} answered, not given back before
     * @param slab where it lies
     */
    void giveBack(final Block block, final Slab slab) {
        giveBack(slab.sliceAt(block.address()), slab);
    }

    private void giveBack(final int slice, final Slab slab) {
        if (!slab.listed) {
            link(slab);
        }
        slab.giveBack(slice);
        liveBlocks--;
        usedBytes -= slab.sliceBytes();
        if (slab.isEmpty()) {
            keepOrGiveBack(slab);
        }
    }

    private void keepOrGiveBack(final Slab slab) {
        if (isOnlyOne(slab)) {
            empty[slab.sizeClass()] = slab;
        } else {
            unlink(slab);
            source.giveBack(slab);
        }
    }

    /**
     * Gives back the slabs that were kept for the next slice. The cost does not grow with what there is.
     *
     * @return whether there was one
     */
    boolean giveBackEmptySlabs() {
        boolean any = false;
        for (int sizeClass = 0; sizeClass < SizeClasses.COUNT; sizeClass++) {
            final Slab slab = empty[sizeClass];
            if (slab != null) {
                empty[sizeClass] = null;
                unlink(slab);
                source.giveBack(slab);
                any = true;
            }
        }
        return any;
    }

    private boolean isOnlyOne(final Slab slab) {
        return slab.next == null && slab.previous == null;
    }

    /** Calls nothing once it has begun, so that no stack overflow leaves half of it. */
    private void link(final Slab slab) {
        final int sizeClass = slab.sizeClass();
        final Slab first = available[sizeClass];
        slab.next = first;
        if (first != null) {
            first.previous = slab;
        }
        available[sizeClass] = slab;
        slab.listed = true;
    }

    /** The same. */
    private void unlink(final Slab slab) {
        final int sizeClass = slab.sizeClass();
        final Slab next = slab.next;
        final Slab previous = slab.previous;
        if (previous == null) {
            available[sizeClass] = next;
        } else {
            previous.next = next;
        }
        if (next != null) {
            next.previous = previous;
        }
        slab.next = null;
        slab.previous = null;
        slab.listed = false;
    }
}
