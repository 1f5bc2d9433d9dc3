package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.hedgerow.collections.LongPriorityMap;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The priority map beside a {@link HashMap}, which is searched for the least priority. */
public final class LongPriorityMapModel extends CollectionModel<LongPriorityMap> {

    private static final int KEYS = 2_000;

    private final Map<Long, Long> expected = new HashMap<>();
    private final Random random = new Random(0);

    /** Creates the model. */
    public LongPriorityMapModel() {
        operation("setPriority", 8, 500, this::setPriorities);
        operation("remove", 3, KEYS, this::remove);
        operation("removeMin", 4, 20, this::removeMin);
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected LongPriorityMap open(final GuardedMemory opened, final Random seeded) {
        random.setSeed(seeded.nextLong());
        return new LongPriorityMap(opened);
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().longSize());
        final Map<Long, Long> actual = new HashMap<>();
        subject().forEachKey(key -> actual.put(key, subject().priority(key)));
        assertEquals(expected, actual);
        if (!expected.isEmpty()) {
            assertEquals(Collections.min(expected.values()), subject().minPriority());
        }
    }

    private void setPriorities(final long count) {
        for (long i = 0; i < count; i++) {
            final long key = random.nextInt(KEYS);
            final long priority = random.nextLong();
            assertEquals(!expected.containsKey(key), subject().setPriority(key, priority));
            expected.put(key, priority);
        }
    }

    private void remove(final long key) {
        assertEquals(expected.remove(key) != null, subject().remove(key));
    }

    private void removeMin(final long count) {
        for (long i = 0; i < count && !expected.isEmpty(); i++) {
            final long least = Collections.min(expected.values());
            assertEquals(least, subject().minPriority());
            assertEquals(least, expected.remove(subject().removeMin()));
        }
    }
}
