package org.hedgerow.stress;

import static org.hedgerow.stress.RingKind.MANY_TO_ONE;
import static org.hedgerow.stress.RingKind.ONE_TO_ONE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whether a ring buffer with room for five messages goes round while both sides are at it. */
@Race(rings = {ONE_TO_ONE, MANY_TO_ONE})
@Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out in their order.")
@Outcome(id = "some", expect = ACCEPTABLE, desc = "There was no room for some; the others came out in their order.")
@Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order: both sequences.")
abstract class RingWrapStress {

    private static final Pool<RingBuffer> RINGS = new Pool<>();
    private static final int ATTEMPTS = 7;
    private static final int MESSAGE_BYTES = 2 * Long.BYTES;

    private final RingBuffer ring;

    /** Messages as the digits of a number. */
    private long written;

    private long read;

    RingWrapStress(final RingKind kind) {
        ring = RINGS.take(kind::make);
    }

    @Actor
    void producer() {
        for (int message = 1; message <= ATTEMPTS; message++) {
            final int index = ring.tryClaim(message, MESSAGE_BYTES);
            if (index > 0) {
                ring.buffer().putLong(index + Long.BYTES, message);
                ring.commit(index);
                written = 10 * written + message;
            }
        }
    }

    @Actor
    void consumer() {
        for (int i = 0; i < ATTEMPTS; i++) {
            ring.read(
                    (type, buffer, index, length) ->
                            read = 10 * read + (buffer.getLong(index + length - Long.BYTES) == type ? type : 0),
                    1);
        }
    }

    @Arbiter
    void last(final L_Result result) {
        // One more time for the padding at the end of the ring.
        consumer();
        consumer();
        RINGS.giveBack(ring);
        if (written != read) {
            result.r1 = written + " and " + read;
        } else if (!String.valueOf(written).startsWith("1")) {
            // The ring was empty, so that the first one has room, unless an earlier race has left something there.
            result.r1 = "the first one refused, then " + written;
        } else {
            result.r1 = written == 1_234_567 ? "all" : "some";
        }
    }
}
