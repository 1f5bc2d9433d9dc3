package org.hedgerow.stress;

import static org.hedgerow.stress.RingKind.MANY_TO_ONE;
import static org.hedgerow.stress.RingKind.ONE_TO_ONE;
import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whether messages of ring buffers are read whole, once, and only when they are committed. */
abstract class RingClaimStress {

    private static final Pool<RingBuffer> RINGS = new Pool<>();
    private static final int MESSAGE_BYTES = 2 * Long.BYTES;

    final RingBuffer ring;

    RingClaimStress(final RingKind kind) {
        ring = RINGS.take(kind::make);
    }

    /** Writes a message, which can be committed or aborted then. */
    final int claim(final long first, final long second) {
        final int index = ring.tryClaim(1, MESSAGE_BYTES);
        ring.buffer().putLong(index, first);
        ring.buffer().putLong(index + Long.BYTES, second);
        return index;
    }

    /** What is there, as digits of a number that come behind those that are given. */
    final long read(final long before) {
        final long[] digits = {before};
        ring.read((type, buffer, index, length) ->
                digits[0] = 100 * digits[0] + 10 * buffer.getLong(index) + buffer.getLong(index + length - Long.BYTES));
        return digits[0];
    }

    /** The same of what is left; a read may end where the ring does. */
    final long end(final long before) {
        final long digits = read(read(before));
        RINGS.giveBack(ring);
        return digits;
    }

    /** A message is committed: what a reader finds, and what is left. */
    @Race(rings = {ONE_TO_ONE, MANY_TO_ONE})
    @Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "The message came after the look.")
    @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "The message is there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "The message is lost, doubled or torn.")
    abstract static class Commit extends RingClaimStress {

        Commit(final RingKind kind) {
            super(kind);
        }

        @Actor
        void producer() {
            ring.commit(claim(1, 2));
        }

        @Actor
        void consumer(final JJ_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        void last(final JJ_Result result) {
            result.r2 = end(0);
        }
    }

    /** A claim is given up. */
    @Race(rings = {ONE_TO_ONE, MANY_TO_ONE})
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "There is no message.")
    @Outcome(expect = FORBIDDEN, desc = "What was aborted was read.")
    abstract static class Abort extends Commit {

        Abort(final RingKind kind) {
            super(kind);
        }

        @Override
        void producer() {
            ring.abort(claim(1, 2));
        }
    }

    /** Two messages. */
    @Race(rings = MANY_TO_ONE)
    @Outcome(
            id = {"1234", "3412"},
            expect = ACCEPTABLE,
            desc = "Both messages are there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, doubled or torn.")
    abstract static class TwoCommit extends RingClaimStress {

        TwoCommit(final RingKind kind) {
            super(kind);
        }

        @Actor
        void one() {
            ring.commit(claim(1, 2));
        }

        @Actor
        void other() {
            ring.commit(claim(3, 4));
        }

        @Arbiter
        void last(final J_Result result) {
            result.r1 = end(result.r1);
        }
    }

    /** Two messages, which are read meanwhile. */
    @Race(rings = MANY_TO_ONE)
    abstract static class TwoCommitBesideAReader extends TwoCommit {

        TwoCommitBesideAReader(final RingKind kind) {
            super(kind);
        }

        @Actor
        void consumer(final J_Result result) {
            result.r1 = read(0);
        }
    }

    /** A message beside a claim that is given up. */
    @Race(rings = MANY_TO_ONE)
    @Outcome(id = "12", expect = ACCEPTABLE, desc = "The one message is there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "The message is lost, doubled or torn, or what was aborted was read.")
    abstract static class OneCommitsOneAborts extends TwoCommit {

        OneCommitsOneAborts(final RingKind kind) {
            super(kind);
        }

        @Override
        void other() {
            ring.abort(claim(3, 4));
        }
    }

    /** A message beside a claim that is given up, which are read meanwhile. */
    @Race(rings = MANY_TO_ONE)
    abstract static class OneAbortsBesideAReader extends OneCommitsOneAborts {

        OneAbortsBesideAReader(final RingKind kind) {
            super(kind);
        }

        @Actor
        void consumer(final J_Result result) {
            result.r1 = read(0);
        }
    }
}
