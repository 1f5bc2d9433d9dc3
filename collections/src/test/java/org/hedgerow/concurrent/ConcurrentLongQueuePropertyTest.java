package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hedgerow.memory.AuditedMemory;

/** Queues beside an {@link ArrayDeque}, used by one thread. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ConcurrentLongQueuePropertyTest {

    private static final /*E*/ long NULL_VALUE = 3;

    /** What the property does to the queues. */
    sealed interface Operation {

        /** Offers consecutive values, one by one. */
        record Offer(int count) implements Operation {}

        /** Offers consecutive values at once. */
        record OfferBatch(int count) implements Operation {}

        /** Polls values, one by one. */
        record Poll(int count) implements Operation {}

        /** Polls values at once. */
        record PollBatch(int count) implements Operation {}

        /** Adds a batch with the null value in it. */
        record OfferNull(int count, int index) implements Operation {}

        /** Drains values. */
        record Drain(int count) implements Operation {}
    }

    /** The two queues. */
    private static final class Pair {
        private final ConcurrentLongQueue ours;
        private final Deque</*E*/ Long> plain = new ArrayDeque<>();
        private final long capacity;
        private /*E*/ long values = NULL_VALUE + 1;
        private long removed;

        private Pair(final ConcurrentLongQueue ours) {
            this.ours = ours;
            this.capacity = ours.capacity();
        }

        private void apply(final Operation operation) {
            switch (operation) {
                case Operation.Offer offer -> offer(offer.count());
                case Operation.OfferBatch offer -> offerBatch(offer.count());
                case Operation.OfferNull offer -> offerNull(offer.count(), offer.index());
                case Operation.Poll poll -> poll(poll.count());
                case Operation.PollBatch poll -> pollBatch(poll.count());
                case Operation.Drain drain -> drain(drain.count());
            }
            assertEquals(plain.size(), ours.size());
            assertEquals(capacity - plain.size(), ours.remainingCapacity());
            assertEquals(plain.isEmpty(), ours.isEmpty());
            assertEquals(plain.isEmpty() ? NULL_VALUE : plain.peek(), ours.peek());
            assertEquals(removed, ours.removedCount());
            assertEquals(removed + plain.size(), ours.addedCount());
        }

        private void offer(final int count) {
            for (int i = 0; i < count; i++) {
                final boolean room = plain.size() < capacity;
                assertEquals(room, ours.offer(values));
                if (room) {
                    plain.add(values++);
                }
            }
        }

        private void offerBatch(final int count) {
            final /*E*/ long[] batch = /*E*/
                    LongStream.range(values, values + count).toArray();
            final int added = ours.offer(batch, 0, count);
            assertEquals(Math.min(count, capacity - plain.size()), added);
            for (int i = 0; i < added; i++) {
                plain.add(values++);
            }
        }

        private void offerNull(final int count, final int index) {
            final /*E*/ long[] batch = new /*E*/ long[count];
            Arrays.fill(batch, values);
            batch[index % count] = NULL_VALUE;
            assertThrows(NullPointerException.class, () -> ours.offer(batch, 0, count));
        }

        private void poll(final int count) {
            for (int i = 0; i < count; i++) {
                assertEquals(plain.isEmpty() ? NULL_VALUE : next(), ours.poll());
            }
        }

        private void pollBatch(final int count) {
            final /*E*/ long[] batch = new /*E*/ long[count];
            final int got = ours.poll(batch, 0, count);
            assertEquals(Math.min(count, plain.size()), got);
            for (int i = 0; i < got; i++) {
                assertEquals(next(), batch[i]);
            }
        }

        private void drain(final int count) {
            final List</*E*/ Long> elements = new ArrayList<>();
            assertEquals(Math.min(count, plain.size()), ours.drain(elements::add, count));
            for (final /*E*/ long element : elements) {
                assertEquals(next(), element);
            }
        }

        private /*E*/ long next() {
            removed++;
            return plain.remove();
        }
    }

    @Property(tries = 300)
    void aQueueIsAQueue(
            @ForAll final LongQueueKind kind,
            @ForAll @IntRange(min = 1, max = 40) final int capacity,
            @ForAll("operations") final List<Operation> operations) {
        final AuditedMemory memory = AuditedMemory.open();
        try (ConcurrentLongQueue queue = kind.create(memory.memory(), capacity, NULL_VALUE)) {
            final Pair pair = new Pair(queue);
            operations.forEach(pair::apply);
        }
        memory.close();
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        final Arbitrary<Integer> counts = Arbitraries.integers().between(0, 50);
        return Arbitraries.<Operation>oneOf(
                        counts.map(Operation.Offer::new),
                        counts.map(Operation.OfferBatch::new),
                        Combinators.combine(counts.filter(count -> count > 0), counts)
                                .as(Operation.OfferNull::new),
                        counts.map(Operation.Poll::new),
                        counts.map(Operation.PollBatch::new),
                        counts.map(Operation.Drain::new))
                .list()
                .ofMaxSize(40);
    }
}
