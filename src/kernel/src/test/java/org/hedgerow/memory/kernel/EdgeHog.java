package org.hedgerow.memory.kernel;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.memory.os.Errno;
import org.hedgerow.memory.os.Os;

/**
 * Holds the process at its map limit, but for the moments in which room is made: a thread maps pages until the kernel
 * refuses, again and again, so that each mapping that another thread gives up is taken at once.
 *
 * <p>{@link MapHog} lets nobody map at all. Here the last pages are private mappings of {@code /dev/zero}, which do not
 * merge, so that to unmap one makes room for exactly one mapping; all others are anonymous ones, ready to merge with
 * whatever suits them.
 */
final class EdgeHog {

    /** Neighbours with different access do not merge, so each page is a mapping of its own. */
    private static final int[] ACCESS = {Os.PROT_NONE, Os.PROT_READ};

    private static final int EDGE_PAGES = 1_000;

    private final Os os;
    private final int maxPages;
    private final int zeroDevice;
    private final Deque<Long> bulk = new ArrayDeque<>();
    private final Queue<Long> edge = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicLong refusals = new AtomicLong();
    private final Thread thread = new Thread(this::hold, "map hog");
    private final CountDownLatch started = new CountDownLatch(1);
    private volatile boolean paused = true;
    private volatile boolean stopped;

    /**
     * Prepares a hog.
     *
     * @param os the running system
     * @param maxPages how many pages it has at the most: for a rehearsal, in which the limit is not met
     */
    EdgeHog(final Os os, final int maxPages) {
        this.os = os;
        this.maxPages = maxPages;
        this.zeroDevice = os.open("/dev/zero", Os.O_RDWR | Os.O_CLOEXEC);
    }

    /** Starts to hold the process at its limit; returns when it is there. */
    void start() throws InterruptedException {
        // The thread needs mappings of its own, without which the JVM dies.
        thread.start();
        started.await();
        while (mapBulkPage()) {
            // The next one.
        }
        for (int i = 0; i < EDGE_PAGES; i++) {
            unmap(bulk.removeLast());
        }
        fill();
    }

    /** Makes room for some mappings, which this hog leaves alone until {@link #fill}. */
    void makeRoom(final int mappings) {
        paused = true;
        for (int i = 0; i < mappings; i++) {
            unmap(edge.remove());
        }
    }

    /** Ends the room: returns when the process is at its limit. */
    void fill() {
        paused = false;
        while (mapEdgePage()) {
            // The next one.
        }
    }

    /** How often the kernel refused it a page. */
    long refusals() {
        return refusals.get();
    }

    /** Stops, and unmaps what it mapped. */
    void stop() throws InterruptedException {
        makeRoom(edge.size());
        stopped = true;
        thread.join();
        edge.forEach(this::unmap);
        // In the order in which they lie, so that each is at the end of what it merged with.
        while (!bulk.isEmpty()) {
            unmap(bulk.removeLast());
        }
    }

    private void hold() {
        started.countDown();
        while (!stopped) {
            if (paused) {
                Thread.onSpinWait();
            } else {
                mapEdgePage();
            }
        }
    }

    private boolean mapBulkPage() {
        final int access = ACCESS[bulk.size() % ACCESS.length];
        return map(access, Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE, -1, bulk);
    }

    private boolean mapEdgePage() {
        return map(Os.PROT_READ, Os.MAP_PRIVATE | Os.MAP_NORESERVE, zeroDevice, edge);
    }

    private boolean map(final int access, final int flags, final int fd, final Queue<Long> list) {
        if (pages.incrementAndGet() <= maxPages) {
            final long page = os.mmap(0, os.pageBytes(), access, flags, fd, 0);
            if (page >= 0) {
                list.add(page);
                return true;
            }
            if (Errno.ENOMEM.is(page)) {
                refusals.incrementAndGet();
            }
        }
        pages.decrementAndGet();
        return false;
    }

    private void unmap(final long page) {
        if (os.munmap(page, os.pageBytes()) != 0) {
            throw new IllegalStateException("a page of the hog cannot be unmapped");
        }
        pages.decrementAndGet();
    }
}
