package org.hedgerow.stress;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.Callable;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.hedgerow.concurrent.ManyToOneRingBuffer;
import org.hedgerow.concurrent.OneToOneRingBuffer;
import org.hedgerow.concurrent.SegmentBuffer;
import org.hedgerow.memory.GuardedMemory;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressMeta;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Whether an operation on a ring buffer that another thread closes is done, or its thread told. */
@SuppressWarnings("try") // None of them is a resource of a try.
public final class RingCloseStress {

    private RingCloseStress() {}

    /** What an operation answers. */
    @Outcome(id = "1", expect = ACCEPTABLE, desc = "Done before the ring buffer was closed.")
    @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The thread was told that the ring buffer is closed.")
    @Outcome(expect = FORBIDDEN, desc = "The thread knows neither.")
    interface Outcomes {}

    /** Of two that close. */
    @Outcome(
            id = {"1, -1", "-1, 1"},
            expect = ACCEPTABLE,
            desc = "One has closed it, the other was told so.")
    @Outcome(expect = FORBIDDEN, desc = "It was closed twice, or never.")
    interface ClosedOnce {}

    abstract static class Sample<R extends RingBuffer & AutoCloseable> {

        static final int CAPACITY = 128;
        private static final int TOLD = -1;

        private final R ring;
        private final SegmentBuffer message = new SegmentBuffer(new byte[Long.BYTES]);

        Sample(final R ring) {
            this.ring = ring;
        }

        final int write() {
            return answerOf(() -> ring.write(1, message, 0, message.capacity()) ? 1 : 0);
        }

        final int read() {
            return answerOf(() -> ring.read((type, buffer, index, length) -> {}));
        }

        final int close() {
            return answerOf(() -> {
                ring.close();
                return 1;
            });
        }

        private static int answerOf(final Callable<Integer> operation) {
            try {
                return operation.call();
            } catch (final IllegalStateException e) {
                return String.valueOf(e.getMessage()).contains("is closed") ? TOLD : 0;
            } catch (final Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    /** With a message that was there before. */
    abstract static class Full<R extends RingBuffer & AutoCloseable> extends Sample<R> {

        Full(final R ring) {
            super(ring);
            write();
        }
    }

    /** From one thread to another: a message is written. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOneWrite extends Sample<OneToOneRingBuffer> {

        public OneToOneWrite() {
            super(new OneToOneRingBuffer(GuardedMemory.shared(), CAPACITY));
        }

        @Actor
        public void producer(final I_Result result) {
            result.r1 = write();
        }

        @Actor
        public void closer() {
            close();
        }
    }

    /** From one thread to another: a message is read. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class OneToOneRead extends Full<OneToOneRingBuffer> {

        public OneToOneRead() {
            super(new OneToOneRingBuffer(GuardedMemory.shared(), CAPACITY));
        }

        @Actor
        public void consumer(final I_Result result) {
            result.r1 = read();
        }

        @Actor
        public void closer() {
            close();
        }
    }

    /** From one thread to another: two close. */
    @JCStressTest
    @JCStressMeta(ClosedOnce.class)
    @State
    public static class OneToOneTwice extends Sample<OneToOneRingBuffer> {

        public OneToOneTwice() {
            super(new OneToOneRingBuffer(GuardedMemory.shared(), CAPACITY));
        }

        @Actor
        public void one(final II_Result result) {
            result.r1 = close();
        }

        @Actor
        public void other(final II_Result result) {
            result.r2 = close();
        }
    }

    /** From several threads to one: a message is written. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOneWrite extends Sample<ManyToOneRingBuffer> {

        public ManyToOneWrite() {
            super(new ManyToOneRingBuffer(GuardedMemory.shared(), CAPACITY));
        }

        @Actor
        public void producer(final I_Result result) {
            result.r1 = write();
        }

        @Actor
        public void closer() {
            close();
        }
    }

    /** From several threads to one: a message is read. */
    @JCStressTest
    @JCStressMeta(Outcomes.class)
    @State
    public static class ManyToOneRead extends Full<ManyToOneRingBuffer> {

        public ManyToOneRead() {
            super(new ManyToOneRingBuffer(GuardedMemory.shared(), CAPACITY));
        }

        @Actor
        public void consumer(final I_Result result) {
            result.r1 = read();
        }

        @Actor
        public void closer() {
            close();
        }
    }

    /** From several threads to one: two close. */
    @JCStressTest
    @JCStressMeta(ClosedOnce.class)
    @State
    public static class ManyToOneTwice extends Sample<ManyToOneRingBuffer> {

        public ManyToOneTwice() {
            super(new ManyToOneRingBuffer(GuardedMemory.shared(), CAPACITY));
        }

        @Actor
        public void one(final II_Result result) {
            result.r1 = close();
        }

        @Actor
        public void other(final II_Result result) {
            result.r2 = close();
        }
    }
}
