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
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whether messages of a broadcast that are found to be valid are whole. */
abstract class BroadcastStress {

    private static final Pool<SegmentBuffer> BUFFERS = new Pool<>();
    private static final int BUFFER_BYTES = 128 + BroadcastBufferDescriptor.TRAILER_LENGTH;
    private static final int MESSAGE_BYTES = 2 * Long.BYTES;

    private final SegmentBuffer buffer = BUFFERS.take(() -> new SegmentBuffer(ByteBuffer.allocateDirect(BUFFER_BYTES)));
    private final BroadcastTransmitter transmitter = new BroadcastTransmitter(buffer);
    private final BroadcastReceiver receiver = new BroadcastReceiver(buffer);
    private final SegmentBuffer message = new SegmentBuffer(new byte[MESSAGE_BYTES]);

    BroadcastStress() {
        // A receiver begins with the latest message of an earlier sample.
        receiver.receiveNext();
    }

    final void transmit(final long first, final long second) {
        message.putLong(0, first);
        message.putLong(Long.BYTES, second);
        transmitter.transmit(1, message, 0, MESSAGE_BYTES);
    }

    @Actor
    void sender() {
        transmit(1, 2);
    }

    /** Has the next message, as the digits of a number. */
    @Actor
    void listener(final J_Result result) {
        if (receiver.receiveNext()) {
            final int index = receiver.offset();
            final long digits =
                    10 * receiver.buffer().getLong(index) + receiver.buffer().getLong(index + Long.BYTES);
            result.r1 = receiver.validate() ? digits : 0;
        }
    }

    @Arbiter
    void last() {
        BUFFERS.giveBack(buffer);
    }

    /** A message is sent. */
    @Race
    @Outcome(
            id = {"0", "12"},
            expect = ACCEPTABLE,
            desc = "There was no message yet, or it is there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "The message is torn.")
    abstract static class OneMessage extends BroadcastStress {}

    /** Messages are sent over those that are being received: the ring was full of them. */
    @Race
    @Outcome(id = "0", expect = ACCEPTABLE, desc = "There was none, or it was found to be written over.")
    @Outcome(
            id = {"12", "34", "56", "78"},
            expect = ACCEPTABLE,
            desc = "One of the messages, whole.")
    @Outcome(expect = FORBIDDEN, desc = "A message is torn, and was found to be valid.")
    abstract static class Overtaking extends BroadcastStress {

        Overtaking() {
            for (int i = 0; i < 5; i++) {
                transmit(1, 2);
            }
        }

        @Override
        void sender() {
            transmit(3, 4);
            transmit(5, 6);
            transmit(7, 8);
        }
    }
}
