package org.hedgerow.concurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.ringbuffer.RingBuffer;

/**
 * Does the same with two pairs of ring buffers over two buffers, and compares results and all bytes: a pair of Agrona's
 * alone, and one in which a producer or a consumer is ours.
 */
final class RingComparison {

    private static final int STEPS = 1_500;
    private static final int TYPES = 5;
    private static final List<Action> ACTIONS = List.of(Action.values());

    private final SplittableRandom random;
    private final BufferComparison buffers;
    private final List<RingBuffer> expected;
    private final List<RingBuffer> actual;
    private final AtomicBuffer message;
    private int written;
    private int read;

    /**
     * Prepares a comparison.
     *
     * @param reference over which Agrona's ring buffers work
     * @param producerBuffer over which the compared producer works
     * @param consumerBuffer over which the compared consumer works: the same memory
     * @param message any buffer of some hundred bytes
     */
    RingComparison(
            final RingKind kind,
            final AtomicBuffer reference,
            final AtomicBuffer producerBuffer,
            final AtomicBuffer consumerBuffer,
            final boolean ourProducer,
            final boolean ourConsumer,
            final AtomicBuffer message,
            final long seed) {
        this.random = new SplittableRandom(seed);
        this.buffers = new BufferComparison(reference, consumerBuffer);
        this.expected = List.of(kind.theirs(reference), kind.theirs(reference));
        this.actual = List.of(
                ourProducer ? kind.ours(producerBuffer) : kind.theirs(producerBuffer),
                ourConsumer ? kind.ours(consumerBuffer) : kind.theirs(consumerBuffer));
        this.message = message;
    }

    /** Compares, and answers how many messages were written and read; throws an error at a difference. */
    int run() {
        final int maxLength = expected.getFirst().maxMsgLength();
        for (int step = 0; step < STEPS; step++) {
            final int choice = random.nextInt(10);
            final int length = random.nextInt(maxLength + 1);
            final int type = 1 + random.nextInt(TYPES);
            final int limit = 1 + random.nextInt(6);
            final int action = random.nextInt(ACTIONS.size());
            message.setMemory(0, length, (byte) step);
            buffers.check(
                    step,
                    perform(expected, choice, type, length, limit, action),
                    perform(actual, choice, type, length, limit, action));
        }
        if (written < STEPS / 10 || read < STEPS / 10) {
            throw new AssertionError("hardly anything was compared: " + written + " and " + read);
        }
        return written + read;
    }

    private String perform(
            final List<RingBuffer> pair,
            final int choice,
            final int type,
            final int length,
            final int limit,
            final int action) {
        final RingBuffer producer = pair.getFirst();
        final RingBuffer consumer = pair.getLast();
        final String result = switch (choice) {
            case 0, 1, 2, 3 -> write(producer, type, length);
            case 4 -> claim(producer, type, length, true);
            case 5 -> claim(producer, type, length, false);
            case 6, 7 -> read(consumer, limit);
            case 8 -> controlledRead(consumer, limit, ACTIONS.get(action));
            default -> "correlation " + producer.nextCorrelationId();
        };
        return result + " " + producer.size() + " " + producer.producerPosition() + " " + consumer.consumerPosition();
    }

    private String write(final RingBuffer producer, final int type, final int length) {
        final boolean done = producer.write(type, message, 0, length);
        written += done ? 1 : 0;
        return "write " + done;
    }

    private String claim(final RingBuffer producer, final int type, final int length, final boolean commit) {
        final int index = producer.tryClaim(type, length);
        if (index > 0) {
            producer.buffer().putBytes(index, message, 0, length);
            if (commit) {
                producer.commit(index);
            } else {
                producer.abort(index);
            }
        }
        return "claim " + index;
    }

    private String read(final RingBuffer consumer, final int limit) {
        final List<String> messages = new ArrayList<>();
        final int count = consumer.read(
                (type, buffer, index, length) -> messages.add(type + "/" + length + "/"
                        + (length == 0 ? 0 : buffer.getByte(index) + buffer.getByte(index + length - 1))),
                limit);
        read += count;
        return "read " + count + messages;
    }

    private static String controlledRead(final RingBuffer consumer, final int limit, final Action action) {
        final List<String> messages = new ArrayList<>();
        final int count = consumer.controlledRead(
                (type, buffer, index, length) -> {
                    messages.add(type + "/" + length);
                    return messages.size() == 2 ? action : Action.COMMIT;
                },
                limit);
        return "controlled " + count + messages;
    }
}
