package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Whether a ring buffer with room for five messages goes round while both sides are at it. */
public final class RingWrapStress {

    private RingWrapStress() {}

    /** Whether what came out is what went in. */
    @Outcome(id = "all", expect = ACCEPTABLE, desc = "All were added, and came out in their order.")
    @Outcome(id = "some", expect = ACCEPTABLE, desc = "There was no room for some; the others came out in their order.")
    @Outcome(expect = FORBIDDEN, desc = "Something is lost, doubled, torn or out of order: both sequences.")
    interface Outcomes {}

    abstract static class Sample {

        private static final int ATTEMPTS = 7;
        private static final int MESSAGE_BYTES = 2 * Long.BYTES;

        private final Pool<RingBuffer> pool;
        private final RingBuffer ring;
        /** Messages as the digits of a number. */
        private long written;

        private long read;

        Sample(final Pool<RingBuffer> pool) {
            this.pool = pool;
            this.ring = pool.take();
        }

        final void write() {
            for (int message = 1; message <= ATTEMPTS; message++) {
                final int index = ring.tryClaim(message, MESSAGE_BYTES);
                if (index > 0) {
                    ring.buffer().putLong(index + Long.BYTES, message);
                    ring.commit(index);
                    written = 10 * written + message;
                }
            }
        }

        final void read() {
            for (int i = 0; i < ATTEMPTS; i++) {
                ring.read(
                        (type, buffer, index, length) ->
                                read = 10 * read + (buffer.getLong(index + length - Long.BYTES) == type ? type : 0),
                        1);
            }
        }

        final String end() {
            // One more time for the padding at the end of the ring.
            read();
            read();
            pool.giveBack(ring);
            if (written != read) {
                return written + " and " + read;
            }
            return written == 1_234_567 ? "all" : "some";
        }
    }

    /** From one thread to another. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOne extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.oneToOneRing();

        public OneToOne() {
            super(RINGS);
        }

        @Actor
        public void producer() {
            write();
        }

        @Actor
        public void consumer() {
            read();
        }

        @Arbiter
        public void last(final L_Result result) {
            result.r1 = end();
        }
    }

    /** From several threads to one. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOne extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public ManyToOne() {
            super(RINGS);
        }

        @Actor
        public void producer() {
            write();
        }

        @Actor
        public void consumer() {
            read();
        }

        @Arbiter
        public void last(final L_Result result) {
            result.r1 = end();
        }
    }
}
