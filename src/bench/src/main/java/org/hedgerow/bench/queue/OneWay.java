package org.hedgerow.bench.queue;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.child.Errand;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.child.IdleLoop;
import org.hedgerow.bench.child.Latencies;

/**
 * How long elements take to another thread that come at a fixed rate. An element is the time at which it had to be added,
 * so one that waited behind a slow one is slow as well: nothing is omitted.
 *
 * @param peer whose queue
 * @param shape which kind
 * @param ratePerSecond how many elements come in a second
 * @param seconds for how long
 * @param idleSeconds how long the machine is watched without a queue
 */
public record OneWay(QueuePeer peer, QueueShape shape, long ratePerSecond, double seconds, double idleSeconds)
        implements Errand {

    private static final int CAPACITY = 65_536;
    private static final double REHEARSAL_SECONDS = 1;
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    /** No element: their times are counted from the start, and more than 0. */
    private static final long STOP = 0;

    @Override
    public void run(final Findings findings) throws InterruptedException {
        // What a JVM does once, such as compiling, is not what is measured.
        send(Math.min(REHEARSAL_SECONDS, seconds), new Latencies("rehearsal"));
        findings.add(IdleLoop.watch(idleSeconds));
        final Latencies ways = new Latencies("one way");
        send(seconds, ways);
        findings.add(ways);
    }

    @Override
    public String version() {
        return peer.version();
    }

    private void send(final double duration, final Latencies ways) throws InterruptedException {
        try (LongPipe pipe = peer.open(shape, CAPACITY)) {
            final long elements = (long) (ratePerSecond * duration);
            final long start = System.nanoTime();
            final Thread receiver =
                    Thread.ofPlatform().daemon().name("receiver").start(() -> receive(pipe, start, ways));
            for (long i = 1; i <= elements; i++) {
                final long due = (long) (i * NANOS_PER_SECOND / ratePerSecond);
                while (System.nanoTime() - start < due) {
                    Thread.onSpinWait();
                }
                pipe.put(due);
            }
            pipe.put(STOP);
            receiver.join();
        }
    }

    private static void receive(final LongPipe pipe, final long start, final Latencies ways) {
        long due = pipe.take();
        while (due != STOP) {
            ways.record(System.nanoTime() - start - due);
            due = pipe.take();
        }
    }
}
