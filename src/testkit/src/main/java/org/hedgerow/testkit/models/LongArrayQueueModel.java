package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.agrona.collections.LongArrayQueue;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The queue beside Agrona's. */
public final class LongArrayQueueModel extends CollectionModel<org.hedgerow.collections.LongArrayQueue> {

    private static final long NULL_VALUE = Long.MIN_VALUE;

    private final LongArrayQueue expected = new LongArrayQueue(NULL_VALUE);
    private long values;

    /** Creates the model. */
    public LongArrayQueueModel() {
        operation("offer", 8, 100, this::offer);
        operation("offerMany", 3, 3_000, this::offer);
        operation("poll", 8, 100, this::poll);
        operation("pollMany", 3, 3_000, this::poll);
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected org.hedgerow.collections.LongArrayQueue open(final GuardedMemory opened, final Random random) {
        final int capacity = 8 << random.nextInt(8);
        return new org.hedgerow.collections.LongArrayQueue(opened, capacity, NULL_VALUE, random.nextBoolean());
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().longSize());
        assertEquals(expected.isEmpty(), subject().isEmpty());
        assertEquals(expected.peekLong(), subject().peekLong());
        final List<Long> actual = new ArrayList<>();
        subject().forEachLong(actual::add);
        assertEquals(List.copyOf(expected), actual);
    }

    private void offer(final long count) {
        for (long i = 0; i < count; i++) {
            assertTrue(subject().offerLong(values));
            expected.offerLong(values);
            values++;
        }
    }

    private void poll(final long count) {
        for (long i = 0; i < count; i++) {
            assertEquals(expected.pollLong(), subject().pollLong());
        }
    }
}
