package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
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

/** The queue beside a {@link PriorityQueue}, in memory with tiny chunks. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LongPriorityQueuePropertyTest {

    private static final /*E*/ long NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /** What the property does to the queues. */
    enum Operation {
        OFFER,
        OFFER_ASCENDING,
        OFFER_DESCENDING,
        POLL,
        REMOVE,
        CLEAR
    }

    /** How often, or with what. */
    record Step(Operation operation, int count) {}

    /** The two queues. */
    private static final class Pair implements Beside<Step> {
        private final LongPriorityQueue ours;
        private final PriorityQueue</*E*/ Long> plain = new PriorityQueue<>();
        private final Random random;

        private Pair(final LongPriorityQueue ours, final long seed) {
            this.ours = ours;
            this.random = new Random(seed);
        }

        @Override
        public void apply(final Step step) {
            try {
                change(step.operation(), step.count());
            } catch (final MapLimitException | MemoryLimitException | OsException e) {
                // As it was, which the comparisons find out.
            }
            assertEquals(plain.size(), ours.longSize());
            assertEquals(plain.isEmpty(), ours.isEmpty());
            assertEquals(plain.peek(), ours.peek());
        }

        private void change(final Operation operation, final int count) {
            switch (operation) {
                case OFFER -> offer(count, 0);
                case OFFER_ASCENDING -> offer(count, 1);
                case OFFER_DESCENDING -> offer(count, -1);
                case POLL -> {
                    for (int i = 0; i < count && !plain.isEmpty(); i++) {
                        assertEquals(plain.poll(), ours.poll());
                    }
                }
                case REMOVE -> {
                    // Some that are there, and some that are not.
                    final /*E*/ long value = random.nextInt(100);
                    assertEquals(plain.remove(value), ours.removeLong(value));
                    assertEquals(plain.contains(value), ours.containsLong(value));
                }
                case CLEAR -> {
                    plain.clear();
                    ours.clear();
                }
            }
        }

        private void offer(final int count, final int direction) {
            for (int i = 0; i < count; i++) {
                final /*E*/ long element = direction == 0 ? random.nextInt(1_000) : direction * i;
                ours.offerLong(element);
                plain.offer(element);
            }
        }

        /** Takes all out. */
        @Override
        public void check() {
            while (!plain.isEmpty()) {
                assertEquals(plain.poll(), ours.pollLong());
            }
            assertEquals(NULL_VALUE, ours.pollLong());
        }
    }

    @Property(tries = 200)
    void itBehavesAsAPriorityQueue(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(), steps, seed);
    }

    @Property(tries = 50)
    void itBehavesAsAPriorityQueueWhileMemoryIsGivenBackLazily(
            @ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE)), steps, seed);
    }

    @Property(tries = 200)
    void itBehavesAsAPriorityQueueWhileCallsFail(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.randomFaults(seed)), steps, seed);
    }

    @Property(tries = 50)
    void itBehavesAsAPriorityQueueWithLittleMemory(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(40_000)), steps, seed);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        final Arbitrary<Operation> operations = Arbitraries.frequency(
                Tuple.of(6, Operation.OFFER),
                Tuple.of(2, Operation.OFFER_ASCENDING),
                Tuple.of(2, Operation.OFFER_DESCENDING),
                Tuple.of(7, Operation.POLL),
                Tuple.of(4, Operation.REMOVE),
                Tuple.of(1, Operation.CLEAR));
        return Combinators.combine(operations, counts()).as(Step::new).list().ofMaxSize(40);
    }

    /** Mostly few, sometimes so many that it moves. */
    private static Arbitrary<Integer> counts() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 50)),
                Tuple.of(2, Arbitraries.integers().between(50, 2_000)),
                Tuple.of(1, Arbitraries.integers().between(5_000, 20_000)));
    }

    private static void check(final AuditedMemory memory, final List<Step> steps, final long seed) {
        try (memory;
                LongPriorityQueue queue = new LongPriorityQueue(memory.memory(), NULL_VALUE)) {
            new Pair(queue, seed).play(memory, steps);
        }
    }
}
