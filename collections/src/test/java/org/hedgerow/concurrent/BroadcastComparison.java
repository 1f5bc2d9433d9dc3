package org.hedgerow.concurrent;

import java.util.SplittableRandom;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.AtomicBuffer;

/**
 * Does the same with two broadcasts over two buffers, and compares results and all bytes: one of Agrona's alone, and one in which
 * the transmitter or the receivers are ours.
 */
final class BroadcastComparison {

    private static final int STEPS = 1_500;
    private static final int TYPES = 5;

    /** Less than the longest message, so that some are refused. */
    private static final int SCRATCH_BYTES = 96;

    /** One of the two: a transmitter, and a receiver of each kind. */
    private static final class Side {
        private final AtomicBuffer receiverBuffer;
        private final boolean ourReceivers;
        private final BroadcastPair.Transmitter transmitter;
        private final BroadcastPair.Copier copier;
        private BroadcastPair.Receiver receiver;
        private int received;
        private int overtaken;

        private Side(
                final AtomicBuffer transmitterBuffer,
                final AtomicBuffer receiverBuffer,
                final boolean ourTransmitter,
                final boolean ourReceivers) {
            this.receiverBuffer = receiverBuffer;
            this.ourReceivers = ourReceivers;
            this.transmitter = BroadcastPair.transmitter(transmitterBuffer, ourTransmitter);
            this.receiver = BroadcastPair.receiver(receiverBuffer, ourReceivers);
            this.copier =
                    BroadcastPair.copier(receiverBuffer, new SegmentBuffer(new byte[SCRATCH_BYTES]), ourReceivers);
        }

        private String perform(final int choice, final int type, final AtomicBuffer message, final int length) {
            return switch (choice) {
                case 0, 1, 2, 3, 4 -> {
                    transmitter.transmit(type, message, 0, length);
                    yield "transmit";
                }
                case 5, 6 -> receive();
                case 7, 8 -> copy();
                default -> {
                    final boolean valid = receiver.validate();
                    if (type == 1) {
                        receiver = BroadcastPair.receiver(receiverBuffer, ourReceivers);
                    }
                    yield "validate " + valid;
                }
            };
        }

        private String receive() {
            if (!receiver.receiveNext()) {
                return "nothing";
            }
            received++;
            return "received " + receiver.lappedCount() + " " + receiver.offset() + " " + receiver.validate() + " "
                    + message(receiver.typeId(), receiver.buffer(), receiver.offset(), receiver.length());
        }

        private String copy() {
            try {
                final StringBuilder text = new StringBuilder("copied ");
                final int count = copier.receive(
                        (type, buffer, index, length) -> text.append(message(type, buffer, index, length)));
                received += count;
                return text.append(count).toString();
            } catch (final IllegalStateException e) {
                overtaken++;
                return "refused " + e.getMessage();
            }
        }

        private static String message(
                final int type, final MutableDirectBuffer buffer, final int index, final int length) {
            return type + "/" + length + "/"
                    + (length == 0 ? 0 : buffer.getByte(index) + buffer.getByte(index + length - 1));
        }
    }

    private final SplittableRandom random;
    private final BufferComparison buffers;
    private final Side expected;
    private final Side actual;
    private final AtomicBuffer message;
    private final int maxLength;

    /**
     * Prepares a comparison.
     *
     * @param reference over which Agrona's broadcast works
     * @param transmitterBuffer over which the compared transmitter works
     * @param receiverBuffer over which the compared receivers work: the same memory
     * @param message any buffer of some hundred bytes
     */
    BroadcastComparison(
            final AtomicBuffer reference,
            final AtomicBuffer transmitterBuffer,
            final AtomicBuffer receiverBuffer,
            final boolean ourTransmitter,
            final boolean ourReceivers,
            final AtomicBuffer message,
            final long seed) {
        this.random = new SplittableRandom(seed);
        this.buffers = new BufferComparison(reference, receiverBuffer);
        this.expected = new Side(reference, reference, false, false);
        this.actual = new Side(transmitterBuffer, receiverBuffer, ourTransmitter, ourReceivers);
        this.message = message;
        this.maxLength = new BroadcastTransmitter(reference).maxMsgLength();
    }

    /** Compares, and answers how many messages were received; throws an error at a difference. */
    int run() {
        for (int step = 0; step < STEPS; step++) {
            // In some stretches more is sent than received, and in some less.
            final int choice = step / 100 % 2 == 0 ? random.nextInt(10) : 3 + random.nextInt(7);
            final int length = random.nextInt(maxLength + 1);
            final int type = 1 + random.nextInt(TYPES);
            message.setMemory(0, length, (byte) step);
            buffers.check(
                    step,
                    expected.perform(choice, type, message, length),
                    actual.perform(choice, type, message, length));
        }
        if (actual.received < STEPS / 10 || (maxLength > SCRATCH_BYTES && actual.overtaken == 0)) {
            throw new AssertionError("hardly anything was compared: " + actual.received + " messages, "
                    + actual.overtaken + " that were refused");
        }
        return actual.received;
    }
}
