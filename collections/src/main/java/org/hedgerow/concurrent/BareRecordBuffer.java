package org.hedgerow.concurrent;

import org.agrona.DirectBuffer;
import org.hedgerow.memory.access.RawMemory;

/**
 * Records in memory of a queue's own, accessed without checks. The queue sees to it that its indexes lie within, whatever
 * users write into their buffer of the same bytes, and that the memory is there: see {@link AbstractRingBuffer}.
 */
final class BareRecordBuffer implements RecordBuffer {

    /** The same bytes, for what comes from elsewhere. */
    private final SegmentBuffer buffer;

    private final long address;

    BareRecordBuffer(final SegmentBuffer buffer) {
        this.buffer = buffer;
        this.address = buffer.addressOffset();
    }

    private long addressOf(final int index) {
        return RawMemory.addressInRange(address + index);
    }

    @Override
    public long getLong(final int index) {
        return RawMemory.getLong(addressOf(index));
    }

    @Override
    public void putLong(final int index, final long value) {
        RawMemory.putLong(addressOf(index), value);
    }

    @Override
    public long getLongAcquire(final int index) {
        return RawMemory.getLongAcquire(addressOf(index));
    }

    @Override
    public void putLongRelease(final int index, final long value) {
        RawMemory.putLongRelease(addressOf(index), value);
    }

    @Override
    public int getInt(final int index) {
        return RawMemory.getInt(addressOf(index));
    }

    @Override
    public void putInt(final int index, final int value) {
        RawMemory.putInt(addressOf(index), value);
    }

    @Override
    public int getIntAcquire(final int index) {
        return RawMemory.getIntAcquire(addressOf(index));
    }

    @Override
    public void putIntRelease(final int index, final int value) {
        RawMemory.putIntRelease(addressOf(index), value);
    }

    @Override
    public void putBytes(final int index, final DirectBuffer source, final int sourceIndex, final int length) {
        buffer.putBytes(index, source, sourceIndex, length);
    }
}
