package org.hedgerow.bench.queue;

import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.child.Errand;
import org.hedgerow.bench.child.Findings;
import org.hedgerow.bench.child.IdleLoop;
import org.hedgerow.bench.child.Latencies;

/**
 * How long an element takes to another thread and back, through two queues: one is under way at a time.
 *
 * @param peer whose queues
 * @param shape which kind
 * @param seconds for how long
 * @param idleSeconds how long the machine is watched without a queue
 */
public record RoundTrip(QueuePeer peer, QueueShape shape, double seconds, double idleSeconds) implements Errand {

    private static final int CAPACITY = 65_536;
    private static final double REHEARSAL_SECONDS = 1;

    /** Boxed, it is an object of its own, as elements of programs are. */
    private static final long FIRST = 1_000_000;

    private static final long STOP = 0;

    @Override
    public void run(final Findings findings) throws InterruptedException {
        // What a JVM does once, such as compiling, is not what is measured.
        exchange(Math.min(REHEARSAL_SECONDS, seconds), new Latencies("rehearsal"));
        findings.add(IdleLoop.watch(idleSeconds));
        final Latencies roundTrips = new Latencies("round trip");
        exchange(seconds, roundTrips);
        findings.add(roundTrips);
    }

    @Override
    public String version() {
        return peer.version();
    }

    private void exchange(final double duration, final Latencies roundTrips) throws InterruptedException {
        try (LongPipe there = peer.open(shape, CAPACITY);
                LongPipe back = peer.open(shape, CAPACITY)) {
            final Thread echo = Thread.ofPlatform().daemon().name("echo").start(() -> echo(there, back));
            final long end = System.nanoTime() + (long) (duration * TimeUnit.SECONDS.toNanos(1));
            long element = FIRST;
            long begin = System.nanoTime();
            while (begin < end) {
                there.put(element);
                final long answer = back.take();
                roundTrips.record(System.nanoTime() - begin);
                if (answer != element) {
                    throw new IllegalStateException(element + " came back as " + answer);
                }
                element++;
                begin = System.nanoTime();
            }
            there.put(STOP);
            echo.join();
        }
    }

    private static void echo(final LongPipe there, final LongPipe back) {
        long element = there.take();
        while (element != STOP) {
            back.put(element);
            element = there.take();
        }
    }
}
