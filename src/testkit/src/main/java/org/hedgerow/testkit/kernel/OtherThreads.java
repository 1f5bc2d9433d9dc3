package org.hedgerow.testkit.kernel;

import java.util.BitSet;
import java.util.Random;
import org.hedgerow.memory.os.Os;
import org.hedgerow.testkit.kernel.KernelOptions.Neighbours;
import org.hedgerow.testkit.kernel.KernelOptions.Placement;

/** The other threads of the process: they map, protect and unmap pages of their own between any two calls. */
final class OtherThreads {

    private static final int MOST_PAGES = 4;

    /** One in so many calls begins or ends a stretch in which thieves are at work. */
    private static final int STRETCH_CALLS = 8;

    private final VmaTable table;
    private final Places places;
    private final Random random;
    private final Neighbours kind;
    private final long start;
    private final long pageBytes;
    private final int quietLimit;
    private final BitSet pages = new BitSet();
    private boolean stealing;
    private boolean gone;

    OtherThreads(
            final VmaTable table,
            final Places places,
            final Random random,
            final KernelOptions options,
            final long start,
            final long pageBytes) {
        this.table = table;
        this.places = places;
        this.random = random;
        this.kind = options.neighbours();
        this.start = start;
        this.pageBytes = pageBytes;
        this.quietLimit = options.baseMappings() + (options.mapLimit() - options.baseMappings()) / 2;
    }

    /** What happens in the time before a call. */
    void act() {
        if (gone || kind == Neighbours.NONE) {
            return;
        }
        if (kind == Neighbours.THIEVES && random.nextInt(STRETCH_CALLS) == 0) {
            stealing = !stealing;
            if (!stealing) {
                unmapUntil(quietLimit);
            }
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(4)) {
                case 0, 1 -> {
                    if (stealing || table.count() < quietLimit) {
                        map();
                    }
                }
                case 2 -> unmapSome();
                default -> protectSome();
            }
        }
        steal();
    }

    /** Takes what became free, in a stretch of that. */
    void steal() {
        // The kernel refuses at one over the limit; some thieves leave that one.
        final int greed = random.nextInt(2);
        for (int tries = 0; stealing && !gone && tries < 300 && table.count() + 1 - greed <= table.limit(); tries++) {
            map();
        }
    }

    /** Ends all of it, and unmaps all that they have: there is room for the splits. */
    void leave() {
        for (int page = pages.nextSetBit(0); page >= 0; page = pages.nextSetBit(page + 1)) {
            unmap(page, 1);
        }
        gone = true;
    }

    /** Whether a page is one of theirs. */
    boolean has(final int page) {
        return pages.get(page);
    }

    private void unmapUntil(final int count) {
        for (int page = pages.nextSetBit(0); page >= 0 && table.count() > count; page = pages.nextSetBit(page + 1)) {
            unmap(page, 1);
        }
    }

    private void map() {
        final int count = 1 + random.nextInt(MOST_PAGES);
        final Placement placement = kind == Neighbours.BUSY ? Placement.TOP_DOWN : Placement.TOUCHING;
        final long address = places.find(count * pageBytes, placement);
        final boolean zero = random.nextInt(4) == 0;
        final int protection = zero || random.nextInt(3) == 0
                ? Os.PROT_READ | Os.PROT_WRITE
                : random.nextBoolean() ? Os.PROT_NONE : Os.PROT_READ;
        final boolean reserve = random.nextInt(4) == 0;
        final int file = zero ? Vma.ZERO_DEVICE : Vma.ANONYMOUS;
        if (address != 0 && table.map(address, address + count * pageBytes, protection, reserve, file, 0) == 0) {
            pages.set(pageOf(address), pageOf(address) + count);
        }
    }

    private void unmapSome() {
        final int page = somePage();
        if (page >= 0) {
            unmap(page, 1 + random.nextInt(pages.nextClearBit(page) - page));
        }
    }

    private void unmap(final int page, final int count) {
        final long address = start + page * pageBytes;
        if (table.unmap(address, address + count * pageBytes) == 0) {
            pages.clear(page, page + count);
        }
    }

    private void protectSome() {
        final int page = somePage();
        if (page >= 0) {
            final long address = start + page * pageBytes;
            // Refused or not, it is theirs alone.
            final int answer = table.protect(address, address + pageBytes, random.nextBoolean() ? 0 : 3);
            assert answer <= 0;
        }
    }

    private int somePage() {
        if (pages.isEmpty()) {
            return -1;
        }
        final int from = random.nextInt(pages.length());
        return pages.nextSetBit(from);
    }

    private int pageOf(final long address) {
        return (int) ((address - start) / pageBytes);
    }
}
