package org.hedgerow.testkit.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.agrona.collections.LongArrayList;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The list beside Agrona's. */
public final class LongArrayListModel extends CollectionModel<org.hedgerow.collections.LongArrayList> {

    private static final int PARTS = 1_000;

    private final LongArrayList expected = new LongArrayList();
    private long values;

    /** Creates the model. */
    public LongArrayListModel() {
        operation("add", 6, 100, this::add);
        operation("addMany", 3, 5_000, this::add);
        operation("insert", 3, PARTS, this::insert);
        operation("doubleUp", 1, this::doubleUp);
        operation("pop", 4, 3_000, this::pop);
        operation("removeAt", 3, PARTS, this::removeAt);
        operation("removeEven", 1, this::removeEven);
        operation("trim", 1, () -> subject().trimToSize());
        operation("clear", 1, () -> {
            subject().clear();
            expected.clear();
        });
        operation("reclaim", 1, 1 << 20, bytes -> memory().reclaim(bytes));
    }

    @Override
    protected org.hedgerow.collections.LongArrayList open(final GuardedMemory opened, final Random random) {
        return new org.hedgerow.collections.LongArrayList(opened, random.nextInt(1_000), Long.MIN_VALUE);
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().longSize());
        assertArrayEquals(expected.toLongArray(), subject().toLongArray());
    }

    private void add(final long count) {
        for (long i = 0; i < count; i++) {
            subject().addLong(values);
            expected.addLong(values);
            values++;
        }
    }

    private void insert(final long part) {
        final int index = (int) (expected.size() * part / PARTS);
        subject().addLong(index, values);
        expected.addLong(index, values);
        values++;
    }

    @SuppressWarnings("ModifyingCollectionWithItself") // That is what it is for.
    private void doubleUp() {
        if (expected.size() < 10_000) {
            subject().addAll(subject());
            expected.addAll(expected);
        }
    }

    private void pop(final long count) {
        for (long i = 0; i < count && !expected.isEmpty(); i++) {
            assertEquals(expected.popLong(), subject().popLong());
        }
    }

    private void removeAt(final long part) {
        if (!expected.isEmpty()) {
            final int index = (int) (expected.size() * part / PARTS);
            assertEquals(expected.removeAt(index), subject().removeAt(index));
        }
    }

    private void removeEven() {
        subject().removeIfLong(element -> element % 2 == 0);
        expected.removeIfLong(element -> element % 2 == 0);
    }
}
