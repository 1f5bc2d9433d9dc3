package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.agrona.collections.Long2LongHashMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The map beside Agrona's. The argument of an operation is the number of a key and a value. */
public final class Long2LongHashMapModel extends CollectionModel<org.hedgerow.collections.Long2LongHashMap> {

    private static final long MISSING = -1;
    private static final int VALUES = 8;
    private static final long BOUND = 4_000 * VALUES;
    private static final float[] LOAD_FACTORS = {0.1f, 0.5f, 0.65f, 0.9f};
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final Long2LongHashMap expected = new Long2LongHashMap(MISSING);
    private int keys = 1;
    private long stride = 1;

    /** Creates the model. */
    public Long2LongHashMapModel() {
        operation(
                "put", 20, BOUND, arg -> both(subject().put(key(arg), value(arg)), expected.put(key(arg), value(arg))));
        operation("putMany", 4, BOUND, this::putMany);
        operation(
                "putIfAbsent",
                4,
                BOUND,
                arg -> both(subject().putIfAbsent(key(arg), value(arg)), expected.putIfAbsent(key(arg), value(arg))));
        operation(
                "replace",
                3,
                BOUND,
                arg -> both(subject().replace(key(arg), value(arg)), expected.replace(key(arg), value(arg))));
        operation("remove", 14, BOUND, arg -> both(subject().remove(key(arg)), expected.remove(key(arg))));
        operation("removeMany", 3, BOUND, this::removeMany);
        operation("get", 4, BOUND, arg -> both(subject().get(key(arg)), expected.get(key(arg))));
        operation(
                "compute",
                4,
                BOUND,
                arg -> both(
                        subject().compute(key(arg), (key, present) -> computed(present, value(arg))),
                        expected.compute(key(arg), (key, present) -> computed(present, value(arg)))));
        operation(
                "merge",
                4,
                BOUND,
                arg -> both(
                        subject().merge(key(arg), value(arg), (present, given) -> computed(present, given)),
                        expected.merge(key(arg), value(arg), (present, given) -> computed(present, given))));
        operation(
                "removeIf",
                1,
                VALUES,
                arg -> assertEquals(
                        expected.keySet().removeIfLong(key -> isChosen(key, arg)),
                        subject().keySet().removeIfLong(key -> isChosen(key, arg))));
        operation("replaceAll", 1, () -> {
            subject().replaceAllLong((key, present) -> present + 1);
            expected.replaceAllLong((key, present) -> present + 1);
        });
        operation("compact", 1, () -> subject().compact());
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected org.hedgerow.collections.Long2LongHashMap open(final GuardedMemory opened, final Random random) {
        keys = 3 << random.nextInt(11);
        stride = switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> -1;
            case 2 -> 1L << 32;
            default -> GOLDEN;
        };
        final float loadFactor = LOAD_FACTORS[random.nextInt(LOAD_FACTORS.length)];
        return new org.hedgerow.collections.Long2LongHashMap(
                opened, 1 << random.nextInt(9), loadFactor, MISSING, random.nextBoolean());
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().size());
        final Map<Long, Long> actual = new HashMap<>();
        subject().forEachLong((key, value) -> assertNull(actual.put(key, value), "visited twice"));
        assertEquals(new HashMap<>(expected), actual);
        actual.forEach((key, value) -> assertEquals(value, subject().get((long) key)));
        assertEquals(expected.minValue(), subject().minValue());
        assertEquals(expected.maxValue(), subject().maxValue());
    }

    private void putMany(final long arg) {
        for (long i = 0; i < arg / VALUES % 300; i++) {
            final long next = arg + i * VALUES;
            both(subject().put(key(next), value(next)), expected.put(key(next), value(next)));
        }
    }

    private void removeMany(final long arg) {
        for (long i = 0; i < arg / VALUES % 300; i++) {
            final long next = arg + i * VALUES;
            both(subject().remove(key(next)), expected.remove(key(next)));
        }
    }

    /** The arguments are evaluated in their order: what a refusal stops, is done to neither. */
    private static void both(final long actual, final long wanted) {
        assertEquals(wanted, actual);
    }

    private long key(final long arg) {
        return arg / VALUES % keys * stride;
    }

    private static long value(final long arg) {
        return arg % VALUES;
    }

    private static long computed(final long present, final long value) {
        return present == value ? MISSING : value;
    }

    private static boolean isChosen(final long key, final long choice) {
        return ((key ^ (key >>> 32)) & (VALUES - 1)) >= choice;
    }
}
