package org.hedgerow.bench.workload;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The rest of a service: another thread that allocates 500 MB in a second, in small objects, and keeps a few of them for a
 * while, as requests under way do.
 */
final class Garbage implements AutoCloseable {

    private static final long BYTES_PER_SECOND = 500_000_000;
    private static final int OBJECT_BYTES = 240;

    /** With its header. */
    private static final int ALLOCATED_BYTES = OBJECT_BYTES + 16;

    /** 32 MiB are alive at a time. */
    private static final int ALIVE = (32 << 20) / ALLOCATED_BYTES;

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long OBJECTS_PER_STEP =
            BYTES_PER_SECOND / ALLOCATED_BYTES * STEP_NANOS / TimeUnit.SECONDS.toNanos(1);

    private final long startNanos = System.nanoTime();
    private final byte[][] alive = new byte[ALIVE][];
    private volatile boolean stopped;
    private volatile long allocated;

    Garbage() {
        Thread.ofPlatform().daemon().name("garbage").start(this::allocate);
    }

    private void allocate() {
        int next = 0;
        for (long step = 1; !stopped; step++) {
            for (long i = 0; i < OBJECTS_PER_STEP; i++) {
                alive[next] = new byte[OBJECT_BYTES];
                next = (next + 1) % ALIVE;
            }
            allocated = step * OBJECTS_PER_STEP * ALLOCATED_BYTES;
            final long ahead = startNanos + step * STEP_NANOS - System.nanoTime();
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
            }
        }
    }

    /** How much it has allocated in each second, in MB: less than it should if the machine has no time for it. */
    double megabytesPerSecond() {
        return 1e3 * allocated / (System.nanoTime() - startNanos);
    }

    @Override
    public void close() {
        stopped = true;
    }
}
