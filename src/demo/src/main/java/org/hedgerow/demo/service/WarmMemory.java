package org.hedgerow.demo.service;

import java.util.concurrent.TimeUnit;
import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * Touches memory and gives it back, before anything is measured. In a virtual machine the host may have taken memory
 * back, and then its first touch takes fifty times as long: whoever came first would pay for all.
 */
final class WarmMemory {

    private static final long MOST_BYTES = 2L << 30;

    /** About what the hungriest of the maps takes for an entry at its peak. */
    private static final long BYTES_PER_SESSION = 256;

    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STEP_BYTES = 2L << 20;

    private WarmMemory() {}

    /**
     * Touches as much as the service may need, up to 2 GiB and two seconds, and gives it back. Where that is not
     * possible nothing happens.
     *
     * @param sessions how many sessions there will be
     */
    static void touch(final long sessions) {
        final Os os = LinuxOs.instance();
        final long bytes = Math.clamp(sessions * BYTES_PER_SESSION, STEP_BYTES, MOST_BYTES) / STEP_BYTES * STEP_BYTES;
        final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
        final long address = os.mmap(0, bytes, Os.PROT_READ | Os.PROT_WRITE, flags, -1, 0);
        if (address < 0) {
            return;
        }
        final long start = System.nanoTime();
        long touched = 0;
        int answer = 0;
        while (answer == 0 && touched < bytes && System.nanoTime() - start < MOST_NANOS) {
            answer = os.madvise(address + touched, STEP_BYTES, Os.MADV_POPULATE_WRITE);
            touched += STEP_BYTES;
        }
        os.munmap(address, bytes);
    }
}
