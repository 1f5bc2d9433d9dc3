package org.hedgerow.concurrent;

/**
 * Records in a chunk of a message queue. Its segment ends when the consumer has left the chunk and gives it back.
 *
 * <p>The consumer may do so as soon as the length of the last record in the chunk is there, and a producer that has just
 * written it may still be on its way out of that access: then the JDK tells it that the segment has ended. In a queue that is
 * open this means that the record was published and read.
 */
final class ChunkBuffer extends CheckedRecordBuffer {

    private final AbstractClosable queue;

    ChunkBuffer(final SegmentBuffer buffer, final AbstractClosable queue) {
        super(buffer);
        this.queue = queue;
    }

    /** By this a record is published, and it is the last access of its producer. */
    @Override
    public void putIntRelease(final int index, final int value) {
        try {
            super.putIntRelease(index, value);
        } catch (final IllegalStateException e) {
            if (queue.isClosed()) {
                throw e;
            }
        }
    }
}
