package org.hedgerow.concurrent;

import org.agrona.DirectBuffer;

/**
 * Records in a chunk of a message queue. Its segment ends when the consumer has left the chunk and gives it back.
 *
 * <p>The consumer may do so as soon as the length of the last record in the chunk is there, and a producer that has just
 * written it may still be on its way out of that access: then the JDK tells it that the segment has ended. In a queue that is
 * open this means that the record was published and read.
 */
final class ChunkBuffer implements RecordBuffer {

    /** What users see of it. */
    final SegmentBuffer buffer;

    private final AbstractClosable queue;

    ChunkBuffer(final SegmentBuffer buffer, final AbstractClosable queue) {
        this.buffer = buffer;
        this.queue = queue;
    }

    /** By this a record is published, and it is the last access of its producer. */
    @Override
    public void putIntRelease(final int index, final int value) {
        try {
            buffer.putIntRelease(index, value);
        } catch (final IllegalStateException e) {
            if (queue.isClosed()) {
                throw e;
            }
        }
    }

    @Override
    public long getLong(final int index) {
        return buffer.getLong(index);
    }

    @Override
    public void putLong(final int index, final long value) {
        buffer.putLong(index, value);
    }

    @Override
    public long getLongAcquire(final int index) {
        return buffer.getLongAcquire(index);
    }

    @Override
    public void putLongRelease(final int index, final long value) {
        buffer.putLongRelease(index, value);
    }

    @Override
    public int getInt(final int index) {
        return buffer.getInt(index);
    }

    @Override
    public void putInt(final int index, final int value) {
        buffer.putInt(index, value);
    }

    @Override
    public int getIntAcquire(final int index) {
        return buffer.getIntAcquire(index);
    }

    @Override
    public void putBytes(final int index, final DirectBuffer source, final int sourceIndex, final int length) {
        buffer.putBytes(index, source, sourceIndex, length);
    }
}
