package org.hedgerow.stress;

import org.hedgerow.concurrent.ConcurrentLongQueue;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * A queue as Lincheck calls it: from several threads, at random, a new one each time. Batches are left out: how much room, or how
 * many elements, there are is found out first, and more may come until the batch is done, so a batch is not of one moment.
 */
@Param(name = "element", gen = LongGen.class, conf = "1:9")
public abstract class LinearizableQueue {

    static final int CAPACITY = 2;
    static final long NONE = QueueKind.NONE;

    final ConcurrentLongQueue queue;

    LinearizableQueue(final ConcurrentLongQueue queue) {
        this.queue = queue;
    }

    @Operation
    public long size() {
        return queue.size();
    }

    /** Each queue has memory of its own. */
    @Validate
    public void close() {
        queue.close();
    }

    /** One thread adds, and one removes. */
    public static class OneToOne extends LinearizableQueue {

        public OneToOne() {
            this(QueueKind.ONE_TO_ONE);
        }

        OneToOne(final QueueKind kind) {
            super(kind.make(CAPACITY));
        }

        @Operation(nonParallelGroup = "producer")
        public boolean offer(@Param(name = "element") final long element) {
            return queue.offer(element);
        }

        @Operation(nonParallelGroup = "consumer")
        public long poll() {
            return queue.poll();
        }

        @Operation(nonParallelGroup = "consumer")
        public long peek() {
            return queue.peek();
        }
    }

    /**
     * Many threads add, and one removes. A consumer may find no element where a slot was claimed and not yet written, though
     * there are elements behind it: that is documented, and not linearizable, so it looks again as long as there are any.
     */
    public static class ManyToOne extends LinearizableQueue {

        public ManyToOne() {
            this(QueueKind.MANY_TO_ONE);
        }

        ManyToOne(final QueueKind kind) {
            super(kind.make(CAPACITY));
        }

        @Operation
        public boolean offer(@Param(name = "element") final long element) {
            return queue.offer(element);
        }

        @Operation(nonParallelGroup = "consumer")
        public long poll() {
            long element = queue.poll();
            while (element == NONE && !queue.isEmpty()) {
                Thread.onSpinWait();
                element = queue.poll();
            }
            return element;
        }

        @Operation(nonParallelGroup = "consumer")
        public long peek() {
            long element = queue.peek();
            while (element == NONE && !queue.isEmpty()) {
                Thread.onSpinWait();
                element = queue.peek();
            }
            return element;
        }
    }

    /** In chunks, one after the other. */
    public static class OneToOneUnbounded extends OneToOne {

        public OneToOneUnbounded() {
            super(QueueKind.ONE_TO_ONE_UNBOUNDED);
        }
    }

    /** In chunks, one after the other. */
    public static class ManyToOneUnbounded extends ManyToOne {

        public ManyToOneUnbounded() {
            super(QueueKind.MANY_TO_ONE_UNBOUNDED);
        }
    }

    /** Many threads add, and many remove. */
    public static class ManyToMany extends LinearizableQueue {

        public ManyToMany() {
            super(QueueKind.MANY_TO_MANY.make(CAPACITY));
        }

        @Operation
        public boolean offer(@Param(name = "element") final long element) {
            return queue.offer(element);
        }

        @Operation
        public long poll() {
            return queue.poll();
        }
    }

    /** A queue that is made for one producer and has two: what a check has to find out. */
    public static class OneToOneWithTwoProducers extends LinearizableQueue {

        public OneToOneWithTwoProducers() {
            super(QueueKind.ONE_TO_ONE.make(CAPACITY));
        }

        @Operation
        public boolean offer(@Param(name = "element") final long element) {
            return queue.offer(element);
        }

        @Operation(nonParallelGroup = "consumer")
        public long poll() {
            return queue.poll();
        }
    }
}
