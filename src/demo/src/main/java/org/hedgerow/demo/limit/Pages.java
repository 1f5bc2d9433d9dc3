package org.hedgerow.demo.limit;

import org.hedgerow.memory.os.Os;

/** Plain anonymous pages, mapped one by one. */
final class Pages {

    /** How many mappings to give up so that the JVM has room again. */
    private static final int HEADROOM = 2_000;

    private static final int REHEARSAL = 2_000;

    private final Os os;
    private final long[] addresses;
    private int mapped;
    private int tried;
    private int failed;

    private Pages(final Os os, final int wanted) {
        this.os = os;
        addresses = new long[wanted];
    }

    /**
     * Maps pages one by one, until the kernel refuses or there are enough. Where the kernel puts them next to one
     * another it merges them into one mapping.
     *
     * @param os the system
     * @param wanted how many
     * @return the pages
     */
    static Pages map(final Os os, final int wanted) {
        final Pages pages = new Pages(os, wanted);
        while (pages.mapped < wanted) {
            final long address = mapOne(os, Os.PROT_READ | Os.PROT_WRITE);
            if (address < 0) {
                break;
            }
            pages.addresses[pages.mapped++] = address;
        }
        return pages;
    }

    /**
     * Maps one page.
     *
     * @param os the system
     * @param protection a sum of {@code PROT_} constants
     * @return its address, or {@code -errno}
     */
    static long mapOne(final Os os, final int protection) {
        return os.mmap(0, os.pageBytes(), protection, Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE, -1, 0);
    }

    /** Unmaps every second page, and counts how often the kernel refuses. */
    void unmapEverySecond() {
        for (int i = 1; i < mapped; i += 2) {
            tried++;
            if (os.munmap(addresses[i], os.pageBytes()) != 0) {
                failed++;
            }
        }
    }

    /** Gives up pages whose neighbours are gone, which works at the limit too: each is a whole mapping. */
    void makeHeadroom() {
        unmapTheOthers(HEADROOM);
    }

    /**
     * Does all that is done with pages, with a few of them and far from the limit. At the limit nothing may happen for
     * the first time: class loading takes memory.
     *
     * @param os the system
     */
    static void rehearse(final Os os) {
        final Pages pages = map(os, REHEARSAL);
        pages.unmapEverySecond();
        pages.unmapTheOthers(REHEARSAL);
    }

    private void unmapTheOthers(final int most) {
        for (int i = 0; i < Math.min(mapped, 2 * most); i += 2) {
            os.munmap(addresses[i], os.pageBytes());
        }
    }

    int mapped() {
        return mapped;
    }

    int tried() {
        return tried;
    }

    int failed() {
        return failed;
    }
}
