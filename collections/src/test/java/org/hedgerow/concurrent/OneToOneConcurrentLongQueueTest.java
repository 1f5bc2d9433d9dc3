package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the queue with one producer has beyond the others: filling. */
class OneToOneConcurrentLongQueueTest {

    private static final long NULL_VALUE = -1;

    private final AuditedMemory memory = AuditedMemory.open();
    private final OneToOneConcurrentLongQueue queue =
            new OneToOneConcurrentLongQueue(memory.memory(), 8, NULL_VALUE);
    private final AtomicLong next = new AtomicLong();
    private boolean closed;

    @AfterEach
    void nothingIsLeft() {
        if (!closed) {
            queue.close();
        }
        memory.close();
    }

    private List<Long> drained() {
        final List<Long> elements = new ArrayList<>();
        queue.drain(elements::add);
        return elements;
    }

    @Test
    void fillingEndsAtTheLimitOrWhereTheQueueIsFull() {
        assertEquals(0, queue.fill(next::getAndIncrement, 0));
        assertEquals(5, queue.fill(next::getAndIncrement, 5));
        assertEquals(3, queue.fill(next::getAndIncrement, 5));
        assertEquals(0, queue.fill(next::getAndIncrement, 5));
        assertEquals(8, next.get());
        assertEquals(List.of(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L), drained());
        assertThrows(IllegalArgumentException.class, () -> queue.fill(next::getAndIncrement, -1));
    }

    @Test
    void whatWasSuppliedBeforeTheNullValueIsThere() {
        assertThrows(
                NullPointerException.class,
                () -> queue.fill(() -> next.get() == 2 ? NULL_VALUE : next.getAndIncrement(), 8));
        assertEquals(List.of(0L, 1L), drained());
    }

    @Test
    void aSupplierMayCloseTheQueue() {
        assertThrows(
                IllegalStateException.class,
                () -> queue.fill(
                        () -> {
                            queue.close();
                            closed = true;
                            return 1;
                        },
                        2));
        assertEquals(0, queue.addedCount());
        assertThrows(IllegalStateException.class, () -> queue.fill(next::getAndIncrement, 1));
    }
}
