package org.hedgerow.concurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.hedgerow.memory.AuditedMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the queue with one producer has beyond the others: filling. */
class OneToOneConcurrentLongQueueTest {

    private static final /*E*/ long NULL_VALUE = -1;

    private final AuditedMemory memory = AuditedMemory.open();
    private final OneToOneConcurrentLongQueue queue = new OneToOneConcurrentLongQueue(memory.memory(), 8, NULL_VALUE);
    private /*E*/ long next;
    private boolean closed;

    @AfterEach
    void nothingIsLeft() {
        if (!closed) {
            queue.close();
        }
        memory.close();
    }

    private List</*E*/ Long> drained() {
        final List</*E*/ Long> elements = new ArrayList<>();
        queue.drain(elements::add);
        return elements;
    }

    @Test
    void fillingEndsAtTheLimitOrWhereTheQueueIsFull() {
        assertEquals(0, queue.fill(() -> next++, 0));
        assertEquals(5, queue.fill(() -> next++, 5));
        assertEquals(3, queue.fill(() -> next++, 5));
        assertEquals(0, queue.fill(() -> next++, 5));
        assertEquals(8, next);
        assertEquals(
                List.of(/*E*/ 0L, /*E*/ 1L, /*E*/ 2L, /*E*/ 3L, /*E*/ 4L, /*E*/ 5L, /*E*/ 6L, /*E*/ 7L), drained());
        assertThrows(IllegalArgumentException.class, () -> queue.fill(() -> next++, -1));
    }

    @Test
    void whatWasSuppliedBeforeTheNullValueIsThere() {
        assertThrows(NullPointerException.class, () -> queue.fill(() -> next == 2 ? NULL_VALUE : next++, 8));
        assertEquals(List.of(/*E*/ 0L, /*E*/ 1L), drained());
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
        assertThrows(IllegalStateException.class, () -> queue.fill(() -> next++, 1));
        assertThrows(IllegalStateException.class, () -> queue.fill(() -> next++, 0));
        assertEquals(0, next, "a queue that is closed takes nothing from a supplier");
    }

    @Test
    void aSupplierThatTakesTheLastPlaceItselfIsToldSo() {
        assertEquals(7, queue.fill(() -> next++, 7));
        assertThrows(
                IllegalStateException.class,
                () -> queue.fill(
                        () -> {
                            queue.offer(7);
                            return 8;
                        },
                        1));
        assertEquals(8, queue.size());
        assertEquals(8, queue.addedCount());
    }
}
