package org.hedgerow.collections;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
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

/** The list beside Agrona's and an {@link ArrayList}, in memory with tiny chunks. */
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
@SuppressWarnings({"ModifyingCollectionWithItself", "ListRemoveAmbiguous"}) // That is what is tested.
class LongArrayListPropertyTest {

    private static final /*E*/ long NULL_VALUE = -1;

    /** What the property does to the lists. */
    enum Operation {
        ADD,
        ADD_AT,
        ADD_ALL_AT,
        ADD_SELF,
        SET,
        POP,
        REMOVE_AT,
        FAST_REMOVE,
        REMOVE_VALUE,
        REMOVE_IF,
        REMOVE_RANGE,
        RETAIN_ALL,
        ENSURE,
        TRIM,
        CLEAR,
        COMPARE
    }

    /** How often, or where as a part of a thousand. */
    record Step(Operation operation, int count, int perMille) {}

    /** The three lists. */
    private static final class Trio implements Beside<Step> {
        private final LongArrayList ours;
        private final org.agrona.collections.LongArrayList theirs =
                new org.agrona.collections.LongArrayList(10, NULL_VALUE);
        private final List</*E*/ Long> plain = new ArrayList<>();
        private /*E*/ long values;

        private Trio(final LongArrayList ours) {
            this.ours = ours;
        }

        @Override
        public void apply(final Step step) {
            try {
                change(step);
            } catch (final MapLimitException | MemoryLimitException | OsException e) {
                // As it was, which the comparison finds out.
            }
            assertEquals(plain.size(), ours.longSize());
            assertEquals(plain.size(), ours.size());
            assertEquals(plain.isEmpty(), ours.isEmpty());
        }

        /** Ours comes first: where it has no memory, nothing happens to the others. */
        private void change(final Step step) {
            final int place = plain.size() * step.perMille() / 1_000;
            final boolean any = !plain.isEmpty();
            final int index = Math.min(place, plain.size() - 1);
            switch (step.operation()) {
                case ADD -> add(step.count());
                case ADD_AT -> addAt(place);
                case ADD_ALL_AT -> addAllAt(place, step.count());
                case ADD_SELF -> addSelf(place);
                case SET -> {
                    if (any) {
                        final /*E*/ long before = ours.setLong(index, values);
                        assertEquals(theirs.setLong(index, values), before);
                        assertEquals(plain.set(index, values), before);
                        values++;
                    }
                }
                case POP -> pop(step.count());
                case REMOVE_AT -> {
                    if (any) {
                        final /*E*/ long element = ours.removeAt(index);
                        assertEquals(theirs.removeAt(index), element);
                        assertEquals(plain.remove(index), element);
                    }
                }
                case FAST_REMOVE -> {
                    if (any) {
                        assertEquals(theirs.fastUnorderedRemove(index), ours.fastUnorderedRemove(index));
                        final /*E*/ Long last = plain.removeLast();
                        if (index < plain.size()) {
                            plain.set(index, last);
                        }
                    }
                }
                case REMOVE_VALUE -> {
                    final /*E*/ long value = any ? plain.get(index) : 7;
                    assertEquals(theirs.removeLong(value), ours.removeLong(value));
                    plain.remove((/*E*/ Long) value);
                }
                case REMOVE_IF -> {
                    final int divisor = 2 + step.count() % 7;
                    assertEquals(
                            plain.removeIf(value -> value % divisor == 0),
                            ours.removeIfLong(value -> value % divisor == 0));
                    theirs.removeIfLong(value -> value % divisor == 0);
                }
                case REMOVE_RANGE -> {
                    final int end = Math.min(plain.size(), place + step.count());
                    ours.subList(place, end).clear();
                    plain.subList(place, end).clear();
                    // Agrona's takes a time for each pair of elements.
                    theirs.clear();
                    plain.forEach(theirs::addLong);
                }
                case RETAIN_ALL -> {
                    final List</*E*/ Long> few = plain.subList(place, Math.min(plain.size(), place + 5));
                    if (!few.isEmpty()) {
                        retainAll(new ArrayList<>(few));
                    }
                }
                case ENSURE -> ours.ensureCapacity(plain.size() + step.count());
                case TRIM -> ours.trimToSize();
                case CLEAR -> {
                    ours.clear();
                    theirs.clear();
                    plain.clear();
                }
                case COMPARE -> check();
            }
        }

        private void add(final int count) {
            for (int i = 0; i < count; i++) {
                ours.addLong(values);
                theirs.addLong(values);
                plain.add(values);
                values++;
            }
        }

        private void addAt(final int place) {
            ours.addLong(place, values);
            theirs.addLong(place, values);
            plain.add(place, values);
            values++;
        }

        private void addAllAt(final int place, final int count) {
            final List</*E*/ Long> more = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                more.add(values);
                values++;
            }
            ours.addAll(place, more);
            plain.addAll(place, more);
            final org.agrona.collections.LongArrayList copy = new org.agrona.collections.LongArrayList();
            more.forEach(copy::addLong);
            theirs.addAll(place, copy);
        }

        private void addSelf(final int place) {
            if (plain.size() < 1_000) {
                ours.addAll(place, ours);
                theirs.addAll(place, theirs);
                plain.addAll(place, List.copyOf(plain));
            }
        }

        private void pop(final int count) {
            for (int i = 0; i < count && !plain.isEmpty(); i++) {
                final /*E*/ long element = ours.popLong();
                assertEquals(theirs.popLong(), element);
                assertEquals(plain.removeLast(), element);
            }
        }

        private void retainAll(final List</*E*/ Long> few) {
            try (LongArrayList kept = new LongArrayList()) {
                few.forEach(kept::addLong);
                ours.retainAll(kept);
            }
            plain.retainAll(few);
            theirs.retainAll(few);
        }

        @Override
        public void check() {
            assertEquals(plain, ours.longStream().boxed().collect(Collectors.toList()));
            assertEquals(plain, ours.longStream().parallel().boxed().collect(Collectors.toList()));
            assertArrayEquals(theirs.toLongArray(), ours.toLongArray());
            assertEquals(theirs.hashCode(), ours.hashCode());
            final List</*E*/ Long> iterated = new ArrayList<>();
            for (final LongArrayList.LongIterator iterator = ours.iterator(); iterator.hasNext(); ) {
                iterated.add(iterator.nextValue());
            }
            assertEquals(plain, iterated);
            if (!plain.isEmpty()) {
                final /*E*/ long value = plain.get(plain.size() / 2);
                assertEquals(theirs.indexOf(value), ours.indexOf(value));
                assertEquals(theirs.lastIndexOf(value), ours.lastIndexOf(value));
                assertEquals(value, ours.getLong(plain.size() / 2));
            }
        }
    }

    @Property(tries = 200)
    void itBehavesAsAgronas(@ForAll("steps") final List<Step> steps) {
        check(AuditedMemory.open(), steps);
    }

    @Property(tries = 100)
    void itBehavesAsAgronasWhileMemoryIsGivenBackLazily(@ForAll("steps") final List<Step> steps) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().decommit(MemoryOptions.Decommit.FREE)), steps);
    }

    @Property(tries = 200)
    void itBehavesAsAgronasWhileCallsFail(@ForAll("steps") final List<Step> steps, @ForAll final long seed) {
        check(AuditedMemory.open(AuditedMemory.randomFaults(seed)), steps);
    }

    @Property(tries = 100)
    void itBehavesAsAgronasWithLittleMemory(@ForAll("steps") final List<Step> steps) {
        check(AuditedMemory.open(AuditedMemory.tinyOptions().maxBytes(90_000)), steps);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        final Arbitrary<Operation> operations = Arbitraries.frequency(
                Tuple.of(8, Operation.ADD),
                Tuple.of(3, Operation.ADD_AT),
                Tuple.of(3, Operation.ADD_ALL_AT),
                Tuple.of(1, Operation.ADD_SELF),
                Tuple.of(2, Operation.SET),
                Tuple.of(5, Operation.POP),
                Tuple.of(3, Operation.REMOVE_AT),
                Tuple.of(2, Operation.FAST_REMOVE),
                Tuple.of(1, Operation.REMOVE_VALUE),
                Tuple.of(1, Operation.REMOVE_IF),
                Tuple.of(2, Operation.REMOVE_RANGE),
                Tuple.of(1, Operation.RETAIN_ALL),
                Tuple.of(1, Operation.ENSURE),
                Tuple.of(1, Operation.TRIM),
                Tuple.of(1, Operation.CLEAR),
                Tuple.of(2, Operation.COMPARE));
        return Combinators.combine(operations, counts(), Arbitraries.integers().between(0, 1_000))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /** Mostly few, sometimes so many that it moves. */
    private static Arbitrary<Integer> counts() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(1, 100)),
                Tuple.of(2, Arbitraries.integers().between(100, 2_000)),
                Tuple.of(1, Arbitraries.integers().between(10_000, 40_000)));
    }

    private static void check(final AuditedMemory memory, final List<Step> steps) {
        try (memory;
                LongArrayList list = new LongArrayList(memory.memory(), 0, NULL_VALUE)) {
            new Trio(list).play(memory, steps);
        }
    }
}
