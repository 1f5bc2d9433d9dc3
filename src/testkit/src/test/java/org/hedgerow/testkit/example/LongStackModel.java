package org.hedgerow.testkit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.hedgerow.memory.GuardedMemory;
import org.hedgerow.testkit.CollectionModel;

/** The example of the testkit's README: the stack beside a deque. */
final class LongStackModel extends CollectionModel<LongStack> {
    private final Deque<Long> expected = new ArrayDeque<>();

    LongStackModel() {
        operation("push", 3, 1_000, value -> {
            subject().push(value);
            expected.push(value);
        });
        operation("pop", 2, () -> {
            if (!expected.isEmpty()) {
                assertEquals(expected.pop(), subject().pop());
            }
        });
    }

    @Override
    protected LongStack open(final GuardedMemory opened, final Random random) {
        return new LongStack(opened);
    }

    @Override
    protected void check() {
        assertEquals(expected.size(), subject().size());
    }
}
