package org.hedgerow.stress;

import static org.hedgerow.stress.MessageQueueKind.MANY_TO_ONE;
import static org.hedgerow.stress.MessageQueueKind.ONE_TO_ONE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.hedgerow.concurrent.MessageQueue;
import org.hedgerow.concurrent.SegmentBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whether messages come out while a producer appends chunks, which the consumer leaves. */
@Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out whole and in their order.")
@Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn, refused or out of order: both sequences.")
abstract class MessageQueueChunksStress {

    private static final Pool<MessageQueue> QUEUES = new Pool<>();

    /** Three chunks and a half. */
    private static final int MESSAGES = 7;

    private final MessageQueue queue;
    private final SegmentBuffer message;

    /** Messages as the digits of a number. */
    private long written;

    private long read;

    MessageQueueChunksStress(final MessageQueueKind kind, final int messageBytes) {
        queue = QUEUES.take(kind::make);
        message = new SegmentBuffer(new byte[messageBytes]);
    }

    @Actor
    void producer() {
        for (int digit = 1; digit <= MESSAGES; digit++) {
            message.putLong(0, digit);
            message.putLong(message.capacity() - Long.BYTES, digit);
            if (queue.write(digit, message, 0, message.capacity())) {
                written = 10 * written + digit;
            }
        }
    }

    @Actor
    void consumer() {
        for (int i = 0; i < MESSAGES; i++) {
            queue.read(
                    (type, buffer, index, length) -> {
                        final boolean isWhole =
                                buffer.getLong(index) == type && buffer.getLong(index + length - Long.BYTES) == type;
                        read = 10 * read + (isWhole ? type : 0);
                    },
                    1);
        }
    }

    @Arbiter
    void last(final L_Result result) {
        consumer();
        QUEUES.giveBack(queue);
        result.r1 = written == 1_234_567 && written == read ? "all" : written + " and " + read;
    }

    /** Two fill a chunk, which the consumer may leave before the producer does. */
    @Race(messageQueues = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class FullChunks extends MessageQueueChunksStress {

        FullChunks(final MessageQueueKind kind) {
            super(kind, 3 * Long.BYTES);
        }
    }

    /** Behind two there is some room, which the producer has to have skipped. */
    @Race(messageQueues = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class PaddedChunks extends MessageQueueChunksStress {

        PaddedChunks(final MessageQueueKind kind) {
            super(kind, 2 * Long.BYTES);
        }
    }
}
