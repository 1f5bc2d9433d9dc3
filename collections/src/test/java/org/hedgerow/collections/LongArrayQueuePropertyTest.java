package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.hedgerow.memory.AuditedMemory;
import org.hedgerow.memory.MapLimitException;
import org.hedgerow.memory.MemoryLimitException;
import org.hedgerow.memory.MemoryOptions;
import org.hedgerow.memory.OsException;

/** The queue beside Agrona's and an {@link ArrayDeque}, in memory with tiny chunks. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LongArrayQueuePropertyTest {

    private static final /*E*/ long NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /** What the property does to the queues. */
    sealed interface Operation {

        /** Offers consecutive values. */
        record Offer(int count) implements Operation {}

        /** Polls values. */
        record Poll(int count) implements Operation {}

        /** Removes all. */
        record Clear() implements Operation {}

        /** Compares all elements. */
        record Compare() implements Operation {}
    }

    /** The three queues. */
    private static final class Trio implements Beside<Operation> {
        private final LongArrayQueue ours;
        private final org.agrona.collections.LongArrayQueue theirs =
                new org.agrona.collections.LongArrayQueue(NULL_VALUE);
        private final Deque</*E*/ Long> plain = new ArrayDeque<>();
        private /*E*/ long values;

        private Trio(final LongArrayQueue ours) {
            this.ours = ours;
        }

        @Override
        public void apply(final Operation operation) {
            switch (operation) {
                case Operation.Offer offer -> offer(offer.count());
                case Operation.Poll poll -> poll(poll.count());
                case Operation.Clear clear -> clear();
                case Operation.Compare compare -> check();
            }
            assertEquals(plain.size(), ours.longSize());
            assertEquals(plain.size(), ours.size());
            assertEquals(plain.isEmpty(), ours.isEmpty());
            assertEquals(theirs.peekLong(), ours.peekLong());
        }

        private void offer(final int count) {
            for (int i = 0; i < count; i++) {
                try {
                    assertTrue(ours.offerLong(values));
                } catch (final MapLimitException | MemoryLimitException | OsException e) {
                    return;
                }
                theirs.offerLong(values);
                plain.add(values);
                values++;
            }
        }

        private void poll(final int count) {
            for (int i = 0; i < count; i++) {
                final /*E*/ long expected = theirs.pollLong();
                assertEquals(expected, ours.pollLong());
                assertEquals(plain.isEmpty() ? NULL_VALUE : plain.poll(), expected);
            }
        }

        private void clear() {
            ours.clear();
            theirs.clear();
            plain.clear();
        }

        @Override
        public void check() {
            final List</*E*/ Long> elements = new ArrayList<>();
            for (final LongArrayQueue.LongIterator iterator = ours.iterator(); iterator.hasNext(); ) {
                elements.add(iterator.nextValue());
            }
            assertEquals(List.copyOf(plain), elements);
            assertEquals(theirs.toString(), ours.toString());
        }
    }

    @Property(tries = 300)
    void itBehavesAsAgronas(
            @ForAll("capacities") final int capacity,
            @ForAll final boolean reuse,
            @ForAll("operations") final List<Operation> operations) {
        check(AuditedMemory.open(), capacity, reuse, operations);
    }

    @Property(tries = 200)
    void itBehavesAsAgronasWhileMemoryIsGivenBackLazily(
            @ForAll("capacities") final int capacity, @ForAll("operations") final List<Operation> operations) {
        final MemoryOptions options = AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE);
        check(AuditedMemory.open(options), capacity, false, operations);
    }

    @Property(tries = 200)
    void itBehavesAsAgronasWhileCallsFail(
            @ForAll("capacities") final int capacity,
            @ForAll("operations") final List<Operation> operations,
            @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.randomFaults(seed)), capacity, false, operations);
    }

    @Property(tries = 200)
    void itBehavesAsAgronasWithLittleMemory(
            @ForAll("capacities") final int capacity, @ForAll("operations") final List<Operation> operations) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(8_000)), capacity, false, operations);
    }

    @Provide
    Arbitrary<Integer> capacities() {
        return Arbitraries.of(8, 9, 64, 1_000, 10_000);
    }

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Arbitraries.<Operation>frequencyOf(
                        Tuple.of(10, counts().map(Operation.Offer::new)),
                        Tuple.of(9, counts().map(Operation.Poll::new)),
                        Tuple.of(1, Arbitraries.just(new Operation.Clear())),
                        Tuple.of(2, Arbitraries.just(new Operation.Compare())))
                .list()
                .ofMaxSize(60);
    }

    /** Mostly around the size of the smallest blocks, sometimes beyond that of the chunks. */
    private static Arbitrary<Integer> counts() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 100)),
                Tuple.of(3, Arbitraries.integers().between(100, 1_000)),
                Tuple.of(1, Arbitraries.integers().between(1_000, 10_000)));
    }

    private static void check(
            final AuditedMemory memory, final int capacity, final boolean reuse, final List<Operation> operations) {
        try (memory;
                LongArrayQueue queue = new LongArrayQueue(memory.memory(), capacity, NULL_VALUE, reuse)) {
            new Trio(queue).play(memory, operations);
        }
    }
}
