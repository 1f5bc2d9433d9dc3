package org.hedgerow.bench.queue;

import java.io.IOException;
import org.hedgerow.bench.trial.TrialInfo;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Control;

/**
 * Messages of {@value MessagePipe#MESSAGE_BYTES} bytes between threads, through ring buffers and through queues without a
 * bound. The consumer takes many at a time, so it is the producers' messages that are counted.
 */
public abstract class MessageBenchmark extends GroupBenchmark {

    /** Whose queue. JCTools has some without a bound, of arrays. */
    @Param({"HEDGEROW", "AGRONA"})
    public QueuePeer peer;

    private MessagePipe pipe;
    private @Nullable Window window;

    /** Measures what a subclass tells. */
    MessageBenchmark() {
        // For the queues of this package.
    }

    /** Creates the queue: the bytes of a ring are those of as many messages as it is to have room for. */
    @Setup
    public void open() throws IOException {
        pipe = peer.openMessages(shape(), capacity * MessagePipe.MESSAGE_BYTES);
        window = peer.exceeds(shape()) ? new Window(capacity) : null;
        TrialInfo.tell(peer.version());
    }

    /** Closes it. */
    @TearDown
    public void close() {
        pipe.close();
    }

    /** Which kind. */
    abstract QueueShape shape();

    /** Writes a message, as soon as there is room. */
    final void write(final Writer writer, final Share share, final Control control) {
        share.awaitLeave(window, control);
        while (!writer.write(pipe) && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /** Reads messages, as soon as there are some. */
    final long read(final Reader reader, final Share share, final Control control) {
        int count = pipe.read(Window.LEAVE, reader.sum);
        while (count == 0 && !control.stopMeasurement) {
            Thread.onSpinWait();
            count = pipe.read(Window.LEAVE, reader.sum);
        }
        share.removed(window, count);
        return reader.sum.value();
    }

    /** What a producer has of its own. */
    @State(Scope.Thread)
    public static class Writer {

        private MessagePipe.@Nullable Producer producer;

        private boolean write(final MessagePipe pipe) {
            if (producer == null) {
                producer = pipe.producer();
            }
            return producer.write();
        }
    }

    /** What the consumer has of its own. */
    @State(Scope.Thread)
    public static class Reader {

        private final MessageSum sum = new MessageSum();
    }
}
