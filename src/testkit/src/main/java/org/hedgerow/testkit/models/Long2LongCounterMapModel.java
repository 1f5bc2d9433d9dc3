package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.hedgerow.collections.Long2LongCounterMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The counters beside a {@link HashMap} of those that are not 0. The argument of an operation is a key and an amount. */
public final class Long2LongCounterMapModel extends CollectionModel<Long2LongCounterMap> {

    private static final int AMOUNTS = 5;
    private static final long BOUND = 4_000 * AMOUNTS;

    private final Map<Long, Long> expected = new HashMap<>();
    private int keys = 1;

    /** Creates the model. */
    public Long2LongCounterMapModel() {
        operation("add", 20, BOUND, this::add);
        operation("addMany", 6, BOUND, this::addMany);
        operation("remove", 6, BOUND, this::remove);
        operation(
                "get",
                4,
                BOUND,
                arg -> assertEquals(expectedValue(key(arg)), subject().get(key(arg))));
        operation("compact", 1, () -> subject().compact());
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected Long2LongCounterMap open(final GuardedMemory opened, final Random random) {
        keys = 3 << random.nextInt(11);
        return new Long2LongCounterMap(opened, 1 << random.nextInt(9), random.nextBoolean() ? 0.65f : 0.9f, 0);
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().longSize());
        final Map<Long, Long> actual = new HashMap<>();
        subject().forEach((key, value) -> assertNull(actual.put(key, value), "visited twice"));
        assertEquals(expected, actual);
        actual.forEach((key, value) -> assertEquals(value, subject().get(key)));
    }

    private void add(final long arg) {
        final long amount = arg % AMOUNTS - AMOUNTS / 2;
        final long before = subject().getAndAdd(key(arg), amount);
        assertEquals(expectedValue(key(arg)), before);
        if (before + amount == 0) {
            expected.remove(key(arg));
        } else {
            expected.put(key(arg), before + amount);
        }
    }

    private void addMany(final long arg) {
        for (long i = 0; i < arg % 300; i++) {
            add(arg + i * (AMOUNTS + 1));
        }
    }

    private void remove(final long arg) {
        assertEquals(expectedValue(key(arg)), subject().remove(key(arg)));
        expected.remove(key(arg));
    }

    private long expectedValue(final long key) {
        return expected.getOrDefault(key, 0L);
    }

    private long key(final long arg) {
        return arg / AMOUNTS % keys;
    }
}
