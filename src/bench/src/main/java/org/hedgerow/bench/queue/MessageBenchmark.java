package org.hedgerow.bench.queue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.hedgerow.bench.trial.TrialInfo;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Group;
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
 * Messages of 64 bytes from one producer to one consumer, through a ring buffer of either kind. The consumer takes as many
 * as there are, so it is the producer whose messages are counted.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Group)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 2)
@Fork(value = 3, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class MessageBenchmark {

    private static final int MESSAGE_TYPE = 1;

    /** Whose ring buffer. */
    @Param({"HEDGEROW", "AGRONA"})
    public QueuePeer peer;

    /** Which kind. */
    @Param({"ONE_TO_ONE", "MANY_TO_ONE"})
    public QueueShape shape;

    /** The bytes of the ring: about as many messages as the queues have elements. */
    @Param("4194304")
    public int capacity;

    private MessageRing ring;

    /** Creates the ring. */
    @Setup
    public void open() throws IOException {
        ring = MessageRing.of(peer, shape, capacity);
        TrialInfo.tell(peer.version());
    }

    /** Closes it. */
    @TearDown
    public void close() {
        ring.closing().run();
    }

    /** Writes a message, as soon as there is room. */
    @Benchmark
    @Group("messages")
    public void write(final Control control) {
        final MutableDirectBuffer message = ring.message();
        message.putLong(0, message.getLong(0) + 1);
        while (!ring.ring().write(MESSAGE_TYPE, message, 0, MessageRing.MESSAGE_BYTES) && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
    }

    /** Reads messages, as soon as there are some. */
    @Benchmark
    @Group("messages")
    public long read(final Reader reader, final Control control) {
        while (ring.ring().read(reader) == 0 && !control.stopMeasurement) {
            Thread.onSpinWait();
        }
        return reader.sum;
    }

    /** Reads all of a message. */
    @State(Scope.Thread)
    public static class Reader implements MessageHandler {

        private long sum;

        @Override
        public void onMessage(
                final int messageType, final MutableDirectBuffer buffer, final int index, final int length) {
            sum += sum(buffer, index, length);
        }

        private static long sum(final DirectBuffer buffer, final int index, final int length) {
            long sum = 0;
            for (int offset = 0; offset < length; offset += Long.BYTES) {
                sum += buffer.getLong(index + offset);
            }
            return sum;
        }
    }
}
