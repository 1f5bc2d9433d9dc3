package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is done to records between two steps of somebody else's, or where a producer dies in the middle of one. */
class RecordsTest {

    private static final int BYTES = 64;
    private static final int TYPE = 1;

    private final SegmentBuffer buffer = new SegmentBuffer(ByteBuffer.allocateDirect(BYTES));

    /** A gap of three possible headers, and a record that was begun behind it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 8, 16})
    void whoBeginsARecordWhileOthersLookForTheDeadIsAlive(final int index) {
        final int behind = 24;
        Records.begin(buffer, behind, 8, TYPE);
        final RecordBuffer records = new CheckedRecordBuffer(buffer) {
            @Override
            public int getIntAcquire(final int asked) {
                final int length = super.getIntAcquire(asked);
                if (asked == behind) {
                    Records.begin(this, index, 0, TYPE);
                }
                return length;
            }
        };
        assertFalse(Records.unblock(records, 0, BYTES, false));
        Records.commit(records, index);
        assertEquals(8, buffer.getInt(index));
        assertEquals(TYPE, buffer.getInt(index + Integer.BYTES));
    }

    @Test
    void aRecordWhoseSourceFailsIsSkipped() {
        final DirectBuffer source = DirectBufferStub.ofArray(
                () -> {
                    throw new UnsupportedOperationException("as asked");
                },
                8);
        assertThrows(UnsupportedOperationException.class, () -> Records.write(buffer, 16, TYPE, source, 0, 8));
        assertEquals(16, buffer.getInt(16));
        assertEquals(RingBuffer.PADDING_MSG_TYPE_ID, buffer.getInt(16 + Integer.BYTES));
    }

    @Test
    void whoDiesWhileItSkipsARestIsUnblockedWhereTheRestEnds() {
        final RecordBuffer mortal = new CheckedRecordBuffer(buffer) {
            @Override
            public void putIntRelease(final int index, final int value) {
                throw new StackOverflowError();
            }
        };
        assertThrows(StackOverflowError.class, () -> Records.pad(mortal, 16, 24));
        assertEquals(-24, buffer.getInt(16));
        assertTrue(Records.unblock(buffer, 16, BYTES, false));
        assertEquals(24, buffer.getInt(16));
    }
}
