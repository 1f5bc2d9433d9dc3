package org.hedgerow.bench.queue;

import java.util.Queue;
import org.jctools.queues.MpscUnboundedArrayQueue;
import org.jctools.queues.SpscUnboundedArrayQueue;

/** A queue of objects, in which each message is an array that the producer makes. */
record ArrayPipe(Queue<byte[]> queue) implements MessagePipe {

    /** JCTools' queue without a bound, of chunks of so many elements. */
    static ArrayPipe jctools(final QueueShape shape, final int chunkElements) {
        return new ArrayPipe(
                switch (shape) {
                    case ONE_TO_ONE_UNBOUNDED -> new SpscUnboundedArrayQueue<>(chunkElements);
                    case MANY_TO_ONE_UNBOUNDED -> new MpscUnboundedArrayQueue<>(chunkElements);
                    default -> throw new UnsupportedOperationException("no queue of messages is " + shape);
                });
    }

    @Override
    public Producer producer() {
        final byte[] next = new byte[MESSAGE_BYTES];
        return () -> {
            MessageSum.WORDS.set(next, 0, (long) MessageSum.WORDS.get(next, 0) + 1);
            return queue.offer(next.clone());
        };
    }

    @Override
    public int read(final int limit, final MessageSum sum) {
        int count = 0;
        while (count < limit) {
            final byte[] message = queue.poll();
            if (message == null) {
                break;
            }
            sum.add(message);
            count++;
        }
        return count;
    }

    @Override
    public void close() {
        // The heap has it.
    }
}
