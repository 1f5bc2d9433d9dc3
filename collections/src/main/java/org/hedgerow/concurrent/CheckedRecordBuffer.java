package org.hedgerow.concurrent;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.AtomicBuffer;

/** Records in a buffer of any kind, which checks each access. */
class CheckedRecordBuffer implements RecordBuffer {

    /** What users see of it. */
    final AtomicBuffer buffer;

    CheckedRecordBuffer(final AtomicBuffer buffer) {
        this.buffer = buffer;
    }

    /** A buffer, itself if that can be. */
    static RecordBuffer of(final AtomicBuffer buffer) {
        return buffer instanceof RecordBuffer records ? records : new CheckedRecordBuffer(buffer);
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
    public void putIntRelease(final int index, final int value) {
        buffer.putIntRelease(index, value);
    }

    @Override
    public void putBytes(final int index, final DirectBuffer source, final int sourceIndex, final int length) {
        // The source's method, as it knows whether it is there, and whether it has an address.
        source.getBytes(sourceIndex, buffer, index, length);
    }
}
