package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.hedgerow.collections.LongPriorityQueue;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The priority queue beside a {@link PriorityQueue}. */
public final class LongPriorityQueueModel extends CollectionModel<LongPriorityQueue> {

    private static final int VALUES = 10_000;

    private final PriorityQueue<Long> expected = new PriorityQueue<>();
    private final Random random = new Random(0);

    /** Creates the model. */
    public LongPriorityQueueModel() {
        operation("offer", 8, 1_000, this::offer);
        operation("offerMany", 2, 10_000, this::offer);
        operation("poll", 8, 1_000, this::poll);
        operation("remove", 2, VALUES, this::remove);
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected LongPriorityQueue open(final GuardedMemory opened, final Random seeded) {
        random.setSeed(seeded.nextLong());
        return new LongPriorityQueue(opened, LongPriorityQueue.DEFAULT_NULL_VALUE);
    }

    @Override
    protected void check() {
        assertEquals(expected.peek(), subject().peek());
        final List<Long> all = new ArrayList<>(expected);
        final List<Long> actual = new ArrayList<>();
        subject().forEachLong(actual::add);
        Collections.sort(all);
        Collections.sort(actual);
        assertEquals(all, actual);
    }

    private void offer(final long count) {
        for (long i = 0; i < count; i++) {
            final long element = random.nextInt(VALUES);
            subject().offerLong(element);
            expected.offer(element);
        }
    }

    private void poll(final long count) {
        for (long i = 0; i < count; i++) {
            assertEquals(expected.poll(), subject().poll());
        }
    }

    private void remove(final long value) {
        assertEquals(expected.remove(value), subject().removeLong(value));
    }
}
