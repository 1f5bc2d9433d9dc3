package org.hedgerow.stress;

import static org.hedgerow.stress.MessageQueueKind.MANY_TO_ONE;
import static org.hedgerow.stress.MessageQueueKind.ONE_TO_ONE;

import org.hedgerow.concurrent.MessageQueue;
import org.hedgerow.concurrent.SegmentBuffer;

/** Whether an operation on a queue of messages that another thread closes is done, or its thread told. */
abstract class MessageQueueCloseStress extends CloseRace.Operation {

    final MessageQueue queue;

    private final SegmentBuffer message = new SegmentBuffer(new byte[Long.BYTES]);

    MessageQueueCloseStress(final MessageQueue queue) {
        super(queue);
        this.queue = queue;
    }

    final long write() {
        return queue.write(1, message, 0, message.capacity()) ? 1 : 0;
    }

    /** A message is written. */
    @Race(messageQueues = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class Write extends MessageQueueCloseStress {

        Write(final MessageQueueKind kind) {
            super(kind.make());
        }

        @Override
        long operate() {
            return write();
        }
    }

    /** A message is read. */
    @Race(messageQueues = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class Read extends MessageQueueCloseStress {

        Read(final MessageQueueKind kind) {
            super(kind.make());
            write();
        }

        @Override
        long operate() {
            return queue.read((type, buffer, index, length) -> {});
        }
    }
}
