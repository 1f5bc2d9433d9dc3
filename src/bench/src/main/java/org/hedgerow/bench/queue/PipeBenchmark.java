package org.hedgerow.bench.queue;

import java.io.IOException;
import org.hedgerow.bench.trial.TrialInfo;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;

/** A queue of longs between threads: what the benchmarks of all kinds have in common. */
public abstract class PipeBenchmark extends GroupBenchmark {

    private final QueueShape shape;
    private LongPipe pipe;
    private @Nullable Window window;

    /** Measures queues of a kind. */
    PipeBenchmark(final QueueShape shape) {
        this.shape = shape;
    }

    /** Creates the queue. */
    @Setup
    public void open() throws IOException {
        pipe = peer().open(shape, capacity);
        window = peer().exceeds(shape) ? new Window(capacity) : null;
        TrialInfo.tell(peer().version());
    }

    /** Closes it. */
    @TearDown
    public void close() {
        pipe.close();
    }

    /** Whose queue. */
    abstract QueuePeer peer();

    final LongPipe pipe() {
        return pipe;
    }

    /** Adds an element, as soon as there is room. */
    final void offer(final Share share, final Control control) {
        share.awaitLeave(window, control);
        // Boxed, it is an object of its own, as elements of programs are.
        while (!pipe.offer(1_000_000) && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /** Removes an element, as soon as there is one. */
    final long poll(final Share share, final Control control) {
        long element = pipe.poll();
        while (element == LongPipe.NONE && !control.stopMeasurement) {
            Thread.onSpinWait();
            element = pipe.poll();
        }
        if (element != LongPipe.NONE) {
            share.removed(window, 1);
        }
        return element;
    }
}
