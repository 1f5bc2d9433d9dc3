package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.hedgerow.collections.LongDeque;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The deque beside an {@link ArrayDeque}. */
public final class LongDequeModel extends CollectionModel<LongDeque> {

    private final Deque<Long> expected = new ArrayDeque<>();
    private long values;

    /** Creates the model. */
    public LongDequeModel() {
        operation("addFirst", 6, 1_000, this::addFirst);
        operation("addLast", 6, 1_000, this::addLast);
        operation("pollFirst", 6, 1_000, this::pollFirst);
        operation("pollLast", 6, 1_000, this::pollLast);
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected LongDeque open(final GuardedMemory opened, final Random random) {
        return new LongDeque(opened, 8 << random.nextInt(8), LongDeque.DEFAULT_NULL_VALUE);
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().longSize());
        assertEquals(expected.peekFirst(), subject().peekFirst());
        assertEquals(expected.peekLast(), subject().peekLast());
        final List<Long> actual = new ArrayList<>();
        subject().forEachLong(actual::add);
        assertEquals(List.copyOf(expected), actual);
    }

    private void addFirst(final long count) {
        for (long i = 0; i < count; i++) {
            subject().addFirstLong(values);
            expected.addFirst(values);
            values++;
        }
    }

    private void addLast(final long count) {
        for (long i = 0; i < count; i++) {
            subject().addLastLong(values);
            expected.addLast(values);
            values++;
        }
    }

    private void pollFirst(final long count) {
        for (long i = 0; i < count; i++) {
            assertEquals(expected.pollFirst(), subject().pollFirst());
        }
    }

    private void pollLast(final long count) {
        for (long i = 0; i < count; i++) {
            assertEquals(expected.pollLast(), subject().pollLast());
        }
    }
}
