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
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Whether messages of ring buffers are read whole, once, and only when they are committed. */
public final class RingClaimStress {

    private RingClaimStress() {}

    /** What a reader may find of a message, and what is left. */
    @Outcome(id = "0, 12", expect = ACCEPTABLE, desc = "The message came after the look.")
    @Outcome(id = "12, 0", expect = ACCEPTABLE, desc = "The message is there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "The message is lost, doubled or torn.")
    interface Committed {}

    /** What a reader may find of a claim that is given up, and what is left. */
    @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "There is no message.")
    @Outcome(expect = FORBIDDEN, desc = "What was aborted was read.")
    interface Aborted {}

    /** What there may be of two messages. */
    @Outcome(
            id = {"1234", "3412"},
            expect = ACCEPTABLE,
            desc = "Both messages are there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "A message is lost, doubled or torn.")
    interface BothCommitted {}

    /** What there may be of a message beside a claim that is given up. */
    @Outcome(id = "12", expect = ACCEPTABLE, desc = "The one message is there, whole.")
    @Outcome(expect = FORBIDDEN, desc = "The message is lost, doubled or torn, or what was aborted was read.")
    interface OneCommitted {}

    abstract static class Sample {

        private static final int MESSAGE_BYTES = 2 * Long.BYTES;

        private final Pool<RingBuffer> pool;
        private final RingBuffer ring;

        Sample(final Pool<RingBuffer> pool) {
            this.pool = pool;
            this.ring = pool.take();
        }

        final void commit(final long first, final long second) {
            ring.commit(claim(first, second));
        }

        final void abort(final long first, final long second) {
            ring.abort(claim(first, second));
        }

        private int claim(final long first, final long second) {
            final int index = ring.tryClaim(1, MESSAGE_BYTES);
            ring.buffer().putLong(index, first);
            ring.buffer().putLong(index + Long.BYTES, second);
            return index;
        }

        /** What is there, as digits of a number that come behind those that are given. */
        final long read(final long before) {
            final long[] digits = {before};
            ring.read((type, buffer, index, length) -> digits[0] =
                    100 * digits[0] + 10 * buffer.getLong(index) + buffer.getLong(index + length - Long.BYTES));
            return digits[0];
        }

        /** The same of what is left; a read may end where the ring does. */
        final long end(final long before) {
            final long digits = read(read(before));
            pool.giveBack(ring);
            return digits;
        }
    }

    /** From one thread to another: a message is committed. */
    @JCStressTest
    @JCStressMeta(Committed.class)
    @State
    public static class OneToOneCommit extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.oneToOneRing();

        public OneToOneCommit() {
            super(RINGS);
        }

        @Actor
        public void producer() {
            commit(1, 2);
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = end(0);
        }
    }

    /** From one thread to another: a claim is given up. */
    @JCStressTest
    @JCStressMeta(Aborted.class)
    @State
    public static class OneToOneAbort extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.oneToOneRing();

        public OneToOneAbort() {
            super(RINGS);
        }

        @Actor
        public void producer() {
            abort(1, 2);
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = end(0);
        }
    }

    /** From several threads to one: a message is committed. */
    @JCStressTest
    @JCStressMeta(Committed.class)
    @State
    public static class ManyToOneCommit extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public ManyToOneCommit() {
            super(RINGS);
        }

        @Actor
        public void producer() {
            commit(1, 2);
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = end(0);
        }
    }

    /** From several threads to one: a claim is given up. */
    @JCStressTest
    @JCStressMeta(Aborted.class)
    @State
    public static class ManyToOneAbort extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public ManyToOneAbort() {
            super(RINGS);
        }

        @Actor
        public void producer() {
            abort(1, 2);
        }

        @Actor
        public void consumer(final JJ_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        public void last(final JJ_Result result) {
            result.r2 = end(0);
        }
    }

    /** Two messages. */
    @JCStressTest
    @JCStressMeta(BothCommitted.class)
    @State
    public static class TwoCommit extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public TwoCommit() {
            super(RINGS);
        }

        @Actor
        public void one() {
            commit(1, 2);
        }

        @Actor
        public void other() {
            commit(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            result.r1 = end(0);
        }
    }

    /** A message beside a claim that is given up. */
    @JCStressTest
    @JCStressMeta(OneCommitted.class)
    @State
    public static class OneCommitsOneAborts extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public OneCommitsOneAborts() {
            super(RINGS);
        }

        @Actor
        public void one() {
            commit(1, 2);
        }

        @Actor
        public void other() {
            abort(3, 4);
        }

        @Arbiter
        public void last(final J_Result result) {
            result.r1 = end(0);
        }
    }

    /** Two messages, which are read meanwhile. */
    @JCStressTest
    @JCStressMeta(BothCommitted.class)
    @State
    public static class TwoCommitBesideAReader extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public TwoCommitBesideAReader() {
            super(RINGS);
        }

        @Actor
        public void one() {
            commit(1, 2);
        }

        @Actor
        public void other() {
            commit(3, 4);
        }

        @Actor
        public void consumer(final J_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        public void last(final J_Result result) {
            result.r1 = end(result.r1);
        }
    }

    /** A message beside a claim that is given up, which are read meanwhile. */
    @JCStressTest
    @JCStressMeta(OneCommitted.class)
    @State
    public static class OneAbortsBesideAReader extends Sample {

        private static final Pool<RingBuffer> RINGS = Pool.manyToOneRing();

        public OneAbortsBesideAReader() {
            super(RINGS);
        }

        @Actor
        public void one() {
            commit(1, 2);
        }

        @Actor
        public void other() {
            abort(3, 4);
        }

        @Actor
        public void consumer(final J_Result result) {
            result.r1 = read(0);
        }

        @Arbiter
        public void last(final J_Result result) {
            result.r1 = end(result.r1);
        }
    }
}
