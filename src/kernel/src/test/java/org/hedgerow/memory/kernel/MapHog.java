package org.hedgerow.memory.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;

/**
 * Holds the process at its map limit: maps single pages until the kernel refuses, again and again, so that each mapping
 * that another thread gives up is taken at once.
 */
final class MapHog {

    /** Neighbours with different access do not merge, so each page is a mapping of its own. */
    private static final int[] ACCESS = {Os.PROT_NONE, Os.PROT_READ};

    private final Os os;
    private final Deque<Long> pages = new ArrayDeque<>();
    private final CountDownLatch atLimit = new CountDownLatch(1);
    private final Thread thread = new Thread(this::hold, "map hog");
    private volatile boolean stopped;
    private long refusals;

    MapHog(final Os os) {
        this.os = os;
    }

    /** Starts to hold the process at its limit; returns when it is there. */
    void start() throws InterruptedException {
        thread.start();
        atLimit.await();
    }

    /**
     * Stops, and unmaps what it mapped.
     *
     * @return how often the kernel refused it a page
     */
    long stop() throws InterruptedException {
        stopped = true;
        thread.join();
        while (!pages.isEmpty()) {
            final long page = pages.removeFirst();
            if (os.munmap(page, os.pageBytes()) != 0) {
                // It merged with its neighbours: it goes when there are fewer mappings.
                pages.addLast(page);
            }
        }
        return refusals;
    }

    private void hold() {
        for (int i = 0; !stopped; i++) {
            final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
            final long page = os.mmap(0, os.pageBytes(), ACCESS[i % ACCESS.length], flags, -1, 0);
            if (page > 0) {
                pages.add(page);
            } else if (Errno.ENOMEM.is(page)) {
                refusals++;
                atLimit.countDown();
            }
        }
    }
}
