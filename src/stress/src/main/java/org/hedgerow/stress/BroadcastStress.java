package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.nio.ByteBuffer;
import org.agrona.concurrent.broadcast.BroadcastBufferDescriptor;
import org.hedgerow.concurrent.BroadcastReceiver;
import org.hedgerow.concurrent.BroadcastTransmitter;
import org.hedgerow.concurrent.SegmentBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whether messages of a broadcast that are found to be valid are whole. */
public final class BroadcastStress {

    private BroadcastStress() {}

    /** What a receiver may find of a message. */
    @Outcome(
            id = {"0", "12"},
            expect = ACCEPTABLE,
            desc = "There was no message yet, or it is there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "The message is torn.")
    interface Received {}

    /** What a receiver may find that is being overtaken. */
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "There was none, or it was found to be written over.")
    @Outcome(
            id = {"12", "34", "56", "78"},
            expect = ACCEPTABLE,
            desc = "One of the messages, whole.")
    @Outcome(expect = FORBIDDEN, desc = "A message is torn, and was found to be valid.")
    interface Overtaken {}

    abstract static class Sample {

        private static final Pool<SegmentBuffer> BUFFERS = new Pool<>(
                () -> new SegmentBuffer(ByteBuffer.allocateDirect(128 + BroadcastBufferDescriptor.TRAILER_LENGTH)));
        private static final int MESSAGE_BYTES = 2 * Long.BYTES;

        private final SegmentBuffer buffer = BUFFERS.take();
        private final BroadcastTransmitter transmitter = new BroadcastTransmitter(buffer);
        private final BroadcastReceiver receiver = new BroadcastReceiver(buffer);
        private final SegmentBuffer message = new SegmentBuffer(new byte[MESSAGE_BYTES]);

        Sample() {
            // A receiver begins with the latest message of an earlier sample.
            receiver.receiveNext();
        }

        final void transmit(final long first, final long second) {
            message.putLong(0, first);
            message.putLong(Long.BYTES, second);
            transmitter.transmit(1, message, 0, MESSAGE_BYTES);
        }

        /** The next message, as the digits of a number. */
        final long receive() {
            if (!receiver.receiveNext()) {
                return 0;
            }
            final int index = receiver.offset();
            final long digits =
                    10 * receiver.buffer().getLong(index) + receiver.buffer().getLong(index + Long.BYTES);
            return receiver.validate() ? digits : 0;
        }

        final void end() {
            BUFFERS.giveBack(buffer);
        }
    }

    /** With a ring that is full of messages that were not received. */
    abstract static class Full extends Sample {

        Full() {
            for (int i = 0; i < 5; i++) {
                transmit(1, 2);
            }
        }

        final void transmitThree() {
            transmit(3, 4);
            transmit(5, 6);
            transmit(7, 8);
        }
    }

    /** A message is sent. */
    @JCStressTest
    @JCStressMeta(Received.class)
    @State
    public static class OneMessage extends Sample {

        @Actor
        public void sender() {
            transmit(1, 2);
        }

        @Actor
        public void listener(final J_Result result) {
            result.r1 = receive();
        }

        @Arbiter
        public void last() {
            end();
        }
    }

    /** Messages are sent over those that are being received. */
    @JCStressTest
    @JCStressMeta(Overtaken.class)
    @State
    public static class Overtaking extends Full {

        @Actor
        public void sender() {
            transmitThree();
        }

        @Actor
        public void listener(final J_Result result) {
            result.r1 = receive();
        }

        @Arbiter
        public void last() {
            end();
        }
    }
}
