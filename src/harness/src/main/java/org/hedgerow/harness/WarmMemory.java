package org.hedgerow.harness;

import org.hedgerow.memory.os.LinuxOs;
import org.hedgerow.memory.os.Os;

/**
 * Touches memory and gives it back, before anything is measured. In a virtual machine the host may have taken memory
 * back, and then its first touch takes fifty times as long: whoever came first would pay for all.
 */
public final class WarmMemory {

    private static final long STEP_BYTES = 2L << 20;

    /** What is left to others. */
    private static final long RESERVE_BYTES = 1L << 30;

    private WarmMemory() {}

    /**
     * Touches memory and gives it back. Where there is not so much, it touches less.
     *
     * @param wanted how many bytes
     */
    public static void touch(final long wanted) {
        touch(wanted, Long.MAX_VALUE);
    }

    /**
     * Touches memory and gives it back. Where there is not so much, or the time is over before, it touches less.
     *
     * @param wanted how many bytes
     * @param mostNanos for how long
     */
    public static void touch(final long wanted, final long mostNanos) {
        final Os os = LinuxOs.instance();
        final long most = Math.max(STEP_BYTES, ProcessMemory.availableBytes() - RESERVE_BYTES);
        final long bytes = Math.clamp(wanted, STEP_BYTES, most) / STEP_BYTES * STEP_BYTES;
        final int flags = Os.MAP_PRIVATE | Os.MAP_ANONYMOUS | Os.MAP_NORESERVE;
        final long address = os.mmap(0, bytes, Os.PROT_READ | Os.PROT_WRITE, flags, -1, 0);
        if (address < 0) {
            return;
        }
        // Like the tables: in huge pages. Without them it is as warm, but takes longer.
        os.madvise(address, bytes, Os.MADV_HUGEPAGE);
        final long start = System.nanoTime();
        int answer = 0;
        for (long done = 0; answer == 0 && done < bytes && System.nanoTime() - start < mostNanos; done += STEP_BYTES) {
            answer = os.madvise(address + done, STEP_BYTES, Os.MADV_POPULATE_WRITE);
        }
        os.munmap(address, bytes);
    }
}
