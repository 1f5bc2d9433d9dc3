package org.hedgerow.bench.queue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.hedgerow.bench.trial.TrialInfo;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Control;

/**
 * A queue between threads that add and remove as fast as they can: what the benchmarks of all kinds have in common.
 *
 * <p>A peer may need {@link QueuePeer#jvmFlags()}, which {@code --suite queues} gives to its JVM alone.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public abstract class PipeBenchmark {

    /** How many elements the queue has room for. */
    @Param("65536")
    public int capacity;

    private final QueueShape shape;
    private LongPipe pipe;
    private @Nullable Window window;

    /** What a thread of the group has of its own. */
    @State(Scope.Thread)
    public static class Share {
        private int toAdd;
        private int removed;
    }

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
        if (window != null) {
            awaitLeave(window, share, control);
        }
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
        if (window != null && element != LongPipe.NONE) {
            tellOfRemoved(window, share);
        }
        return element;
    }

    private static void awaitLeave(final Window window, final Share share, final Control control) {
        while (share.toAdd <= 0 && !control.stopMeasurement) {
            if (window.grant()) {
                share.toAdd = Window.LEAVE;
            } else {
                Thread.onSpinWait();
            }
        }
        share.toAdd--;
    }

    private static void tellOfRemoved(final Window window, final Share share) {
        share.removed++;
        if (share.removed == Window.LEAVE) {
            share.removed = 0;
            window.removed();
        }
    }
}
