package org.hedgerow.demo.service;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.harness.ProcessMemory;
import org.hedgerow.memory.os.LinuxOs;

/**
 * Watches the process's own memory: what is resident and belongs to no file, as {@code /proc/self/status} states it, and
 * now and then how many mappings there are.
 */
public final class ResidentMemory {

    private static final long INTERVAL_MILLIS = 50;
    private static final int SAMPLES_PER_MAP_COUNT = 10;
    private static final int SETTLED = 10;
    private static final int MOST_SETTLING = 60;

    private final long startNanos;
    private final List<Sample> samples = new ArrayList<>();
    private int mostMappings;

    /**
     * Starts watching.
     *
     * @param startNanos when time 0 is, by {@link System#nanoTime()}
     */
    ResidentMemory(final long startNanos) {
        this.startNanos = startNanos;
    }

    void start() {
        Thread.ofPlatform().daemon().name("resident memory").start(this::watch);
    }

    private void watch() {
        try {
            while (true) {
                sample();
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes a sample now. */
    synchronized void sample() {
        samples.add(new Sample((System.nanoTime() - startNanos) / 1_000_000, ProcessMemory.residentBytes()));
        if (samples.size() % SAMPLES_PER_MAP_COUNT == 1) {
            mostMappings = Math.max(mostMappings, LinuxOs.instance().mapCount());
        }
    }

    synchronized List<Sample> samples() {
        return List.copyOf(samples);
    }

    synchronized int mostMappings() {
        return mostMappings;
    }

    /**
     * Waits until what is resident has not become less for a while: G1 gives memory back after its pause, in pieces.
     *
     * @return bytes
     * @throws InterruptedException if the caller is interrupted
     */
    long settled() throws InterruptedException {
        long least = Long.MAX_VALUE;
        int unchanged = 0;
        for (int i = 0; i < MOST_SETTLING && unchanged < SETTLED; i++) {
            final long bytes = ProcessMemory.residentBytes();
            unchanged = bytes < least ? 0 : unchanged + 1;
            least = Math.min(least, bytes);
            Thread.sleep(INTERVAL_MILLIS);
        }
        return ProcessMemory.residentBytes();
    }

    /**
     * What was resident at one moment.
     *
     * @param millis the moment, since the start
     * @param bytes how much
     */
    public record Sample(long millis, long bytes) {

        static Sample parse(final String text) {
            final int space = text.indexOf(' ');
            return new Sample(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
        }

        @Override
        public String toString() {
            return millis + " " + bytes;
        }
    }
}
