package org.hedgerow.concurrent;

import org.agrona.DirectBuffer;

/**
 * What a queue writes its {@link Records}, and counters that lie beside them, through: as {@link
 * org.agrona.concurrent.AtomicBuffer}, and no more of it than that takes.
 *
 * <p>A {@link SegmentBuffer} is one, a {@link CheckedRecordBuffer} is for other buffers of the user's, and a {@link ChunkBuffer}
 * for chunks: these check each access. A {@link BareRecordBuffer} is faster, and for memory that stays as long as the queue is
 * within an operation.
 */
interface RecordBuffer {

    long getLong(int index);

    void putLong(int index, long value);

    long getLongAcquire(int index);

    void putLongRelease(int index, long value);

    int getInt(int index);

    void putInt(int index, int value);

    int getIntAcquire(int index);

    void putIntRelease(int index, int value);

    void putBytes(int index, DirectBuffer source, int sourceIndex, int length);
}
