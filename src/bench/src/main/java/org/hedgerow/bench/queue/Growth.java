package org.hedgerow.bench.queue;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.child.Errand;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.child.IdleLoop;
import org.hedgerow.bench.child.Latencies;
import org.hedgerow.harness.ProcessMemory;
import org.hedgerow.harness.WarmMemory;

/**
 * How long single elements take to be added to an unbounded queue that grows because nobody removes them, and then to be
 * removed. A queue grows to the same memory, whoever made it: so ours, which takes 8 bytes for an element, takes more of
 * them than one of boxed longs, of which each takes 20 to 40.
 *
 * @param peer whose queue
 * @param shape which kind, of the unbounded
 * @param bytes how large it grows
 * @param idleSeconds how long the machine is watched without a queue
 */
public record Growth(QueuePeer peer, QueueShape shape, long bytes, double idleSeconds) implements Errand {

    private static final long REHEARSAL_ELEMENTS = 300_000;
    private static final double MEBIBYTE = 1 << 20;

    /** Boxed, it is an object of its own, as elements of programs are. */
    private static final long FIRST = 1_000_000;

    /** Unbounded queues have no use for it. */
    private static final int NO_CAPACITY = 1;

    @Override
    public void run(final Findings findings) {
        WarmMemory.touch(2 * bytes);
        final long elements = bytes / peer.bytesPerElement();
        // What a JVM does once, such as compiling, is not what is measured.
        try (LongPipe pipe = peer.open(shape, NO_CAPACITY)) {
            grow(pipe, Math.min(REHEARSAL_ELEMENTS, elements), new Latencies("rehearsal"));
            drain(pipe, Math.min(REHEARSAL_ELEMENTS, elements), new Latencies("rehearsal"));
        }
        findings.add(IdleLoop.watch(idleSeconds));
        findings.add("resident before", "MiB", ProcessMemory.residentBytes() / MEBIBYTE);
        try (LongPipe pipe = peer.open(shape, NO_CAPACITY)) {
            final Latencies offers = new Latencies("offer while growing");
            final long start = System.nanoTime();
            grow(pipe, elements, offers);
            findings.add("growth total", "ms", millisSince(start));
            findings.add(offers);
            findings.add("resident when grown", "MiB", ProcessMemory.residentBytes() / MEBIBYTE);
            final Latencies polls = new Latencies("poll while draining");
            drain(pipe, elements, polls);
            findings.add(polls);
            findings.add("resident after draining", "MiB", ProcessMemory.residentBytes() / MEBIBYTE);
        }
    }

    @Override
    public String version() {
        return peer.version();
    }

    private static void grow(final LongPipe pipe, final long elements, final Latencies offers) {
        for (long i = 0; i < elements; i++) {
            final long begin = System.nanoTime();
            final boolean added = pipe.offer(FIRST + i);
            offers.record(System.nanoTime() - begin);
            if (!added) {
                throw new IllegalStateException("refused an element after " + i);
            }
        }
    }

    private static void drain(final LongPipe pipe, final long elements, final Latencies polls) {
        for (long i = 0; i < elements; i++) {
            final long begin = System.nanoTime();
            final long element = pipe.poll();
            polls.record(System.nanoTime() - begin);
            if (element != FIRST + i) {
                throw new IllegalStateException(element + " instead of " + (FIRST + i));
            }
        }
    }

    private static double millisSince(final long nanos) {
        return (double) (System.nanoTime() - nanos) / TimeUnit.MILLISECONDS.toNanos(1);
    }
}
