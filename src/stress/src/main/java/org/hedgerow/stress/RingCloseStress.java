package org.hedgerow.stress;

import static org.hedgerow.stress.RingKind.MANY_TO_ONE;
import static org.hedgerow.stress.RingKind.ONE_TO_ONE;

import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.concurrent.SegmentBuffer;

/** Whether an operation on a ring buffer that another thread closes is done, or its thread told. */
abstract class RingCloseStress extends CloseRace.Operation {

    final RingBuffer ring;

    private final SegmentBuffer message = new SegmentBuffer(new byte[Long.BYTES]);

    RingCloseStress(final RingBuffer ring) {
        super((AutoCloseable) ring);
        this.ring = ring;
    }

    final long write() {
        return ring.write(1, message, 0, message.capacity()) ? 1 : 0;
    }

    /** A message is written. */
    @Race(rings = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class Write extends RingCloseStress {

        Write(final RingKind kind) {
            super(kind.make());
        }

        @Override
        long operate() {
            return write();
        }
    }

    /** A message is read. */
    @Race(rings = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class Read extends RingCloseStress {

        Read(final RingKind kind) {
            super(kind.make());
            write();
        }

        @Override
        long operate() {
            return ring.read((type, buffer, index, length) -> {});
        }
    }

    /** Two close. */
    @Race(rings = {ONE_TO_ONE, MANY_TO_ONE})
    abstract static class Twice extends CloseRace.Twice {

        Twice(final RingKind kind) {
            super((AutoCloseable) kind.make());
        }
    }
}
