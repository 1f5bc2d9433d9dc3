package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.hedgerow.collections.LongHashSet;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The set beside a {@link HashSet}. The argument of an operation is the number of a value. */
public final class LongHashSetModel extends CollectionModel<LongHashSet> {

    private static final long BOUND = 4_000;
    private static final long CHOICES = 8;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Set<Long> expected = new HashSet<>();
    private int values = 1;
    private long stride = 1;

    /** Creates the model. */
    public LongHashSetModel() {
        operation("add", 20, BOUND, this::add);
        operation("addMany", 4, BOUND, this::addMany);
        operation("remove", 14, BOUND, this::remove);
        operation("removeMany", 3, BOUND, this::removeMany);
        operation(
                "contains",
                4,
                BOUND,
                number ->
                        assertEquals(expected.contains(value(number)), subject().contains(value(number))));
        operation(
                "removeIf",
                1,
                CHOICES,
                choice -> assertEquals(
                        expected.removeIf(value -> isChosen(value, choice)),
                        subject().removeIfLong(value -> isChosen(value, choice))));
        operation("compact", 1, () -> subject().compact());
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected LongHashSet open(final GuardedMemory opened, final Random random) {
        values = 3 << random.nextInt(11);
        stride = random.nextBoolean() ? 1 : GOLDEN;
        return new LongHashSet(opened, 1 << random.nextInt(9), random.nextBoolean() ? 0.65f : 0.9f);
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().longSize());
        final Set<Long> actual = new HashSet<>();
        subject().forEachLong(value -> assertTrue(actual.add(value), "visited twice"));
        assertEquals(expected, actual);
        actual.forEach(value -> assertTrue(subject().contains((long) value)));
    }

    private void add(final long number) {
        final boolean added = subject().add(value(number));
        assertEquals(expected.add(value(number)), added);
    }

    private void addMany(final long number) {
        for (long i = 0; i < number % 300; i++) {
            add(number + i);
        }
    }

    private void remove(final long number) {
        final boolean removed = subject().remove(value(number));
        assertEquals(expected.remove(value(number)), removed);
    }

    private void removeMany(final long number) {
        for (long i = 0; i < number % 300; i++) {
            remove(number + i);
        }
    }

    private long value(final long number) {
        return number % values * stride;
    }

    private static boolean isChosen(final long value, final long choice) {
        return ((value ^ (value >>> 32)) & (CHOICES - 1)) >= choice;
    }
}
