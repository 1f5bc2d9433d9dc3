package org.hedgerow.bench.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.hedgerow.bench.child.ChildJvm;
import org.hedgerow.bench.child.Errand;
import org.hedgerow.bench.result.Figure;
import org.hedgerow.bench.result.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QueuePeerTest {

    private static final int CAPACITY = 1_024;

    /** Each peer that needs no flags of its own keeps the order, and tells when there is nothing. */
    @ParameterizedTest
    @EnumSource
    void elementsKeepTheirOrder(final QueueShape shape) {
        for (final QueuePeer peer : shape.peers()) {
            if (peer != QueuePeer.AGRONA) {
                try (LongPipe pipe = peer.open(shape, CAPACITY)) {
                    assertEquals(LongPipe.NONE, pipe.poll());
                    final long[] elements = LongStream.range(0, 100).toArray();
                    assertEquals(100, pipe.offer(elements, 0, 100));
                    pipe.put(100);
                    final long[] polled = new long[200];
                    assertEquals(101, pipe.poll(polled, 0, 200), peer.title());
                    assertArrayEquals(LongStream.rangeClosed(0, 100).toArray(), Arrays.copyOf(polled, 101));
                }
            }
        }
    }

    /** Each peer that needs no flags of its own hands out all messages, and tells when there is none. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MANY_TO_MANY")
    void messagesAllArrive(final QueueShape shape) {
        for (final QueuePeer peer : shape.messagePeers()) {
            if (peer != QueuePeer.AGRONA) {
                try (MessagePipe pipe = peer.openMessages(shape, CAPACITY * MessagePipe.MESSAGE_BYTES)) {
                    final MessageSum sum = new MessageSum();
                    assertEquals(0, pipe.read(10, sum));
                    final MessagePipe.Producer producer = pipe.producer();
                    for (int i = 0; i < 100; i++) {
                        assertTrue(producer.write(), peer.title());
                    }
                    assertEquals(10, pipe.read(10, sum), peer.title());
                    assertEquals(90, pipe.read(1_000, sum), peer.title());
                    assertEquals(LongStream.rangeClosed(1, 100).sum(), sum.value(), peer.title());
                }
            }
        }
    }

    @Test
    void oursNeedsNoFlagButNativeAccess() throws IOException, InterruptedException {
        assertEquals(List.of(), QueuePeer.HEDGEROW.jvmFlags());
        final Outcome outcome =
                send(QueuePeer.HEDGEROW, new RoundTrip(QueuePeer.HEDGEROW, QueueShape.ONE_TO_ONE, 0.05, 0.01));
        assertTrue(value(outcome, "round trip count") > 0);
        assertTrue(value(outcome, "round trip max") > 0);
        assertTrue(value(outcome, "idle loop count") > 0);
    }

    @Test
    void elementsOfAFixedRateAllArrive() throws IOException, InterruptedException {
        final Outcome outcome =
                send(QueuePeer.AGRONA, new OneWay(QueuePeer.AGRONA, QueueShape.MANY_TO_ONE, 10_000, 0.1, 0.01));
        assertEquals(1_000, value(outcome, "one way count"));
        assertTrue(value(outcome, "one way p50") > 0);
    }

    @Test
    void queuesGrowToTheSameMemory() throws IOException, InterruptedException {
        final long bytes = 1 << 20;
        final QueueShape shape = QueueShape.MANY_TO_ONE_UNBOUNDED;
        final Outcome ours = send(QueuePeer.HEDGEROW, new Growth(QueuePeer.HEDGEROW, shape, bytes, 0.01));
        assertEquals(bytes / Long.BYTES, value(ours, "offer while growing count"));
        assertEquals(bytes / Long.BYTES, value(ours, "poll while draining count"));
        final Outcome theirs = send(QueuePeer.AGRONA, new Growth(QueuePeer.AGRONA, shape, bytes, 0.01));
        assertEquals((double) Math.floorDiv(bytes, 40), value(theirs, "offer while growing count"));
    }

    @Test
    void windowGrantsAsMuchAsWasRemoved() {
        final Window window = new Window(3L * Window.LEAVE);
        for (int i = 0; i < 3; i++) {
            assertTrue(window.grant());
        }
        assertFalse(window.grant());
        window.removed(Window.LEAVE);
        assertTrue(window.grant());
        assertFalse(window.grant());
    }

    private static Outcome send(final QueuePeer peer, final Errand errand) throws IOException, InterruptedException {
        final List<String> flags = new ArrayList<>(peer.jvmFlags());
        flags.add("-Xmx64m");
        flags.add("--enable-native-access=ALL-UNNAMED");
        return new ChildJvm(flags, Duration.ofMinutes(1)).run(errand);
    }

    private static double value(final Outcome outcome, final String metric) {
        return outcome.figures().stream()
                .filter(figure -> figure.metric().equals(metric))
                .mapToDouble(Figure::value)
                .findFirst()
                .orElseThrow();
    }
}
