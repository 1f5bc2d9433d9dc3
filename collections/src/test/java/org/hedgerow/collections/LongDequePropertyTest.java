package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
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

/** The deque beside an {@link ArrayDeque}, in memory with tiny chunks. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class LongDequePropertyTest {

    private static final /*E*/ long NULL_VALUE = /*E*/ Long.MIN_VALUE;

    /** What the property does to the deques. */
    enum Operation {
        ADD_FIRST,
        ADD_LAST,
        POLL_FIRST,
        POLL_LAST,
        REMOVE_FIRST_OCCURRENCE,
        REMOVE_LAST_OCCURRENCE,
        REMOVE_IF,
        CLEAR,
        COMPARE
    }

    /** How often, or with what. */
    record Step(Operation operation, int count) {}

    /** The two deques. */
    private static final class Pair implements Beside<Step> {
        private final LongDeque ours;
        private final Deque</*E*/ Long> plain = new ArrayDeque<>();
        private /*E*/ long values;

        private Pair(final LongDeque ours) {
            this.ours = ours;
        }

        @Override
        public void apply(final Step step) {
            switch (step.operation()) {
                case ADD_FIRST, ADD_LAST, POLL_FIRST, POLL_LAST -> {
                    for (int i = 0; i < step.count() && moveEnd(step.operation()); i++) {}
                }
                case REMOVE_FIRST_OCCURRENCE -> {
                    final /*E*/ long value = values - step.count();
                    assertEquals(plain.removeFirstOccurrence(value), ours.removeFirstOccurrenceLong(value));
                }
                case REMOVE_LAST_OCCURRENCE -> {
                    final /*E*/ long value = values - step.count();
                    assertEquals(plain.removeLastOccurrence(value), ours.removeLastOccurrenceLong(value));
                }
                case REMOVE_IF -> {
                    final int divisor = 2 + step.count() % 7;
                    assertEquals(
                            plain.removeIf(value -> value % divisor == 0),
                            ours.removeIfLong(value -> value % divisor == 0));
                }
                case CLEAR -> {
                    plain.clear();
                    ours.clear();
                }
                case COMPARE -> check();
            }
            assertEquals(plain.size(), ours.longSize());
            assertEquals(plain.isEmpty(), ours.isEmpty());
            assertEquals(plain.peekFirst(), ours.peekFirst());
            assertEquals(plain.peekLast(), ours.peekLast());
        }

        /** Answers false if there was no memory for a step. */
        private boolean moveEnd(final Operation operation) {
            try {
                switch (operation) {
                    case ADD_FIRST -> ours.addFirstLong(values);
                    case ADD_LAST -> ours.addLastLong(values);
                    case POLL_FIRST -> assertEquals(orNull(plain.pollFirst()), ours.pollFirstLong());
                    default -> assertEquals(orNull(plain.pollLast()), ours.pollLastLong());
                }
            } catch (final MapLimitException | MemoryLimitException | OsException e) {
                return false;
            }
            if (operation == Operation.ADD_FIRST) {
                plain.addFirst(values);
                values++;
            } else if (operation == Operation.ADD_LAST) {
                plain.addLast(values);
                values++;
            }
            return true;
        }

        private static /*E*/ long orNull(final /*E*/ Long element) {
            return element == null ? NULL_VALUE : element;
        }

        @Override
        public void check() {
            final List</*E*/ Long> forwards = new ArrayList<>();
            ours.forEachLong(forwards::add);
            assertEquals(List.copyOf(plain), forwards);
            final List</*E*/ Long> backwards = new ArrayList<>();
            for (final LongDeque.DescendingIterator iterator = ours.descendingIterator(); iterator.hasNext(); ) {
                backwards.add(iterator.nextValue());
            }
            assertEquals(forwards.reversed(), backwards);
        }
    }

    @Property(tries = 200)
    void itBehavesAsAnArrayDeque(@ForAll("capacities") final int capacity, @ForAll("steps") final List<Step> steps) {
        check(AuditedMemory.open(), capacity, steps);
    }

    @Property(tries = 100)
    void itBehavesAsAnArrayDequeWhileMemoryIsGivenBackLazily(
            @ForAll("capacities") final int capacity, @ForAll("steps") final List<Step> steps) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE)), capacity, steps);
    }

    @Property(tries = 200)
    void itBehavesAsAnArrayDequeWhileCallsFail(
            @ForAll("capacities") final int capacity,
            @ForAll("steps") final List<Step> steps,
            @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.randomFaults(seed)), capacity, steps);
    }

    @Property(tries = 100)
    void itBehavesAsAnArrayDequeWithLittleMemory(
            @ForAll("capacities") final int capacity, @ForAll("steps") final List<Step> steps) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(8_000)), capacity, steps);
    }

    @Provide
    Arbitrary<Integer> capacities() {
        return Arbitraries.of(8, 64, 1_000);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        final Arbitrary<Operation> operations = Arbitraries.frequency(
                Tuple.of(6, Operation.ADD_FIRST),
                Tuple.of(6, Operation.ADD_LAST),
                Tuple.of(5, Operation.POLL_FIRST),
                Tuple.of(5, Operation.POLL_LAST),
                Tuple.of(1, Operation.REMOVE_FIRST_OCCURRENCE),
                Tuple.of(1, Operation.REMOVE_LAST_OCCURRENCE),
                Tuple.of(1, Operation.REMOVE_IF),
                Tuple.of(1, Operation.CLEAR),
                Tuple.of(2, Operation.COMPARE));
        return Combinators.combine(operations, counts()).as(Step::new).list().ofMaxSize(50);
    }

    /** Mostly around the size of the smallest blocks, sometimes beyond that of the chunks. */
    private static Arbitrary<Integer> counts() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 100)),
                Tuple.of(3, Arbitraries.integers().between(100, 1_000)),
                Tuple.of(1, Arbitraries.integers().between(1_000, 5_000)));
    }

    private static void check(final AuditedMemory memory, final int capacity, final List<Step> steps) {
        try (memory;
                LongDeque deque = new LongDeque(memory.memory(), capacity, NULL_VALUE)) {
            new Pair(deque).play(memory, steps);
        }
    }
}
